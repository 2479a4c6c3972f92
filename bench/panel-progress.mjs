// A real browser on the page of a cascade of 100,000 orders: how far the screen is behind the record,
// and how long any task of the page keeps it from answering.
import { MongoClient } from 'mongodb';
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from '../scripts/chromium.mjs';
import { Client, inParallel } from '../scripts/demo/client.mjs';
import { startApplication } from '../scripts/demo/processes.mjs';
import { removeAtExit } from '../scripts/guard.mjs';
import { say } from '../scripts/say.mjs';
import { firstFreePort } from '../scripts/services/ports.mjs';
import { load, orderNumber } from './lists-documents.mjs';
import { behind, observePage, watchRecord } from './panel-observing.mjs';
import { percentile } from './measuring.mjs';

const ENTITIES = 300;
const DELIVERIES = 200;
const EMAIL = 'admin@meridian.example';
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--no-first-run', '--disable-dev-shm-usage'];
const CASCADE_WITHIN_MS = 10 * 60_000;
export const PROGRESS_MUST = { behindMs: 500, longestTaskMs: 200 };

/** @returns `{orders, entities, deliveries, shownAfter, cascade, behind: {p50, p95, p999, most, mostAt: {step, after}, samples}, longTasks, longestTask, isMet}`: milliseconds */
export async function benchPanelProgress({ services, orders = 100_000, deliveries = DELIVERIES }) {
  const client = await new MongoClient(services.env.MONGODB_URI).connect();
  const password = randomBytes(24).toString('hex');
  const port = await firstFreePort(3200);
  const url = `http://127.0.0.1:${port}`;
  const { MAIL_URL: _page, ...addresses } = services.env;
  const data = mkdtempSync(join(tmpdir(), 'relais-bench-'));
  removeAtExit(data);
  const env = { ...process.env, ...addresses, NODE_ENV: 'development', HOST: '127.0.0.1', PUBLIC_URL: url, SESSION_SECRET: password, RELAIS_ADMIN_EMAIL: EMAIL, RELAIS_ADMIN_PASSWORD: password, RELAIS_ADMIN_API_KEY: password, RELAIS_DATA: data, LOG_LEVEL: 'warn' };
  const running = await startApplication(env, port);
  const browser = await chromium.launch({ executablePath: await findChromium(), args: FLAGS });
  try {
    const api = new Client(url, password);
    const code = await aPackage({ api, db: client.db(), orders, deliveries });
    say('the browser opens the page of the package', 'le navigateur ouvre la page du kit');
    return await measure({ browser, url, password, code, db: client.db(), orders, deliveries });
  } finally {
    await browser.close();
    await running.stop();
    await client.close();
  }
}

/** A published package that every branch ordered many times, deliveries to all of them under way. */
async function aPackage({ api, db, orders, deliveries }) {
  const now = performance.timeOrigin + performance.now();
  const at = (days) => new Date(now + days * 86_400_000).toISOString();
  say(`${ENTITIES} branches, ${deliveries} deliveries, ${orders} orders`, `${ENTITIES} agences, ${deliveries} diffusions, ${orders} commandes`);
  const entities = await inParallel(Array.from({ length: ENTITIES }), 4, async (_none, index) => (await api.post('/entities', { label: `Branch ${index + 1}`, locale: 'en', timeZone: 'Europe/Paris', notificationGroup: [`branch${index}@meridian.example`] })).code);
  await api.post('/recipients', { recipients: entities.map((entity, index) => ({ email: `r${index}@example.com`, entity, firstName: 'Ada' })) });
  const campaign = (await api.post('/campaigns', { label: 'Winter savings' })).code;
  const { code } = await api.post('/packages', { label: 'Winter savings', kind: 'collaborative', distributionLevel: 'simple', referenceCampaign: campaign, audience: entities, allowMultipleOrders: true, schedule: { start: at(-2), end: at(30) }, availableAt: at(-1), registrationDeadline: at(10) });
  await api.post(`/packages/${code}/approve`);
  await load(db.collection('orders'), orders, (index) => ({ ...orderNumber(index, now, 1), _id: `ORDB${index}`, package: code, packageKind: 'collaborative', entity: entities[index % ENTITIES], cycle: 1, status: 'available', lateSince: null, incomplete: false }), () => undefined);
  await inParallel(Array.from({ length: deliveries }), 4, async (_none, index) => {
    const delivery = await api.post('/deliveries', { campaign, label: `Announcement ${index + 1}`, subject: 'News', text: 'Hello {{recipient.firstName}}', html: '', target: { entities }, ratePerSecond: 1 });
    await api.post(`/deliveries/${delivery.code}/start`);
  });
  return code;
}

async function measure({ browser, url, password, code, db, orders, deliveries }) {
  const context = await browser.newContext({ baseURL: url, locale: 'en-GB', timezoneId: 'Europe/Paris', viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await observePage(page);
  await page.goto('/admin/login');
  await page.fill('#email', EMAIL);
  await page.fill('#password', password);
  await page.click('button[type=submit]');
  await page.waitForSelector('main h1');
  await page.goto(`/admin/resources/packages/records/${code}/show`);
  await page.click('.btn.asks');
  await page.waitForSelector('dialog .touch');
  await page.evaluate(() => window.relaisSeen.restart());
  const record = watchRecord(db, code);
  await page.click('dialog .btn.danger');
  const { canceledAt, finishedAt } = await record.finished(CASCADE_WITHIN_MS);
  await page.waitForSelector('.truth .ok', { timeout: 30_000 });
  const seen = await page.evaluate(() => window.relaisSeen.all());
  const late = behind(record.history, seen.shown);
  const longestTask = Math.max(0, ...seen.tasks);
  const sorted = late.map((sample) => sample.late).sort((a, b) => a - b);
  const worst = late.find((sample) => sample.late === sorted.at(-1));
  const figures = { p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95), p999: percentile(sorted, 0.999), most: worst.late, mostAt: { step: worst.step, after: worst.at - canceledAt.getTime() }, samples: late.length };
  return {
    orders,
    entities: ENTITIES,
    deliveries,
    shownAfter: seen.shown[0].at - canceledAt.getTime(),
    cascade: finishedAt - canceledAt,
    behind: figures,
    longTasks: seen.tasks.length,
    longestTask,
    isMet: figures.most <= PROGRESS_MUST.behindMs && longestTask <= PROGRESS_MUST.longestTaskMs,
  };
}
