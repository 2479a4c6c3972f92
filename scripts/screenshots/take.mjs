import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from '../chromium.mjs';
import { Client } from '../demo/client.mjs';
import { relais, startApplication } from '../demo/processes.mjs';
import { cancelAndWatch, preparePackage, startProcesses } from '../demo/story.mjs';
import { removeAtExit } from '../guard.mjs';
import { palettePng } from '../mail-pictures/palette-png.mjs';
import { pixelsOf } from '../mail-pictures/pixels.mjs';
import { root } from '../root.mjs';
import { firstFreePort } from '../services/ports.mjs';
import { SCREENS } from './screens.mjs';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--no-first-run', '--disable-dev-shm-usage'];
const LOOKS = ['en', 'fr'].flatMap((language) => ['light', 'dark'].flatMap((theme) => [1440, 390].map((width) => ({ language, theme, width }))));
const WHO = { 'head-office': 'claire.fontaine@meridian.example', branch: 'branch@meridian.example', admin: 'admin@meridian.example' };
const HIGHEST = 2_400;

/** A network with things in every state, and each screen of it in English and French, light and dark, wide and narrow. */
export async function takeScreenshots({ services, out = join(root, 'docs', 'screens'), only }) {
  const password = randomBytes(12).toString('hex');
  const adminKey = randomBytes(24).toString('hex');
  const data = mkdtempSync(join(tmpdir(), 'relais-screens-'));
  removeAtExit(data);
  const { MAIL_URL: _mail, ...addresses } = services.env;
  const port = await firstFreePort(3000);
  const url = `http://127.0.0.1:${port}`;
  const env = { ...process.env, ...addresses, NODE_ENV: 'development', HOST: '127.0.0.1', PUBLIC_URL: url, MAIL_FROM: 'Meridian Bank <relais@meridian.example>', SESSION_SECRET: randomBytes(32).toString('hex'), RELAIS_ADMIN_EMAIL: 'admin@meridian.example', RELAIS_ADMIN_PASSWORD: password, RELAIS_ADMIN_API_KEY: adminKey, RELAIS_DATA: data, LOG_LEVEL: 'warn' };
  await relais(env, 'seed', '--entities', '60', '--recipients', '3000', '--password', password);
  const running = await startApplication(env, port);
  const browser = await chromium.launch({ executablePath: await findChromium(), args: FLAGS });
  mkdirSync(out, { recursive: true });
  try {
    const things = await makeThings(new Client(url, adminKey), password);
    const drawing = await browser.newPage();
    for (const look of LOOKS) await shootAll(browser, { url, password, things, drawing, out, look, only });
  } finally {
    await browser.close();
    await running.stop();
  }
}

async function makeThings(client, password) {
  const entities = await client.all('/entities');
  await client.post('/operators', { email: WHO.branch, name: 'Sarah Whitfield', role: 'local', entity: entities[0].code, password, locale: null });
  const wrong = await preparePackage(client, entities, { label: 'Winter bonus 3.40 %', rate: 20 }, () => undefined);
  await startProcesses(client, wrong, () => undefined);
  const { report } = await cancelAndWatch(client, wrong, () => undefined);
  const present = await preparePackage(client, entities, { label: 'Winter savings 3.40 %', rate: 3 }, () => undefined);
  for (const code of present.workflows) await client.post(`/workflows/${code}/start`);
  for (const code of present.deliveries) await client.post(`/deliveries/${code}/start`);
  const edited = (await client.all('/packages?status=being-edited&status=rejected')).slice(0, 4).map(({ code }) => code);
  const selection = await client.post('/selections', { list: 'packages', codes: edited });
  const { run } = await client.post(`/selections/${selection.id}/run`, { command: 'submit', count: selection.count });
  const [late] = (await client.get('/packages?late=true&limit=1')).items;
  const [notification] = (await client.get(`/notifications?package=${wrong.package}&limit=1`)).items;
  const campaign = (await client.post('/campaigns', { label: 'Savings for families' })).code;
  const { code: draft } = await client.post('/packages', { label: 'Savings for families', kind: 'collaborative', distributionLevel: 'simple', folder: 'Savings', audience: entities.slice(0, 3).map(({ code }) => code) });
  const mail = { label: 'Letter: savings for families', subject: 'Savings for your family, {{recipient.firstName}}', html: '<p>Dear {{recipient.firstName}},</p><p>your branch {{entity.label}} has an offer for you.</p>', text: 'Dear {{recipient.firstName}}, your branch {{entity.label}} has an offer for you.' };
  const { code: deliveryDraft } = await client.post('/deliveries', { campaign, ...mail, target: { entities: entities.slice(0, 3).map(({ code }) => code) } });
  const { code: workflowDraft } = await client.post('/workflows', { campaign, label: 'Savings journey', activities: [{ type: 'query', entities: [entities[0].code] }, { type: 'wait', seconds: 86_400 }, { type: 'split', parts: 2 }, { type: 'deliver', part: 1, delivery: mail }, { type: 'recurring-deliver', part: 2, every: { count: 1, unit: 'week' }, timeZone: 'Europe/Paris', times: 4, delivery: { ...mail, label: 'Weekly letter: savings for families' } }] });
  const [order] = (await client.get(`/orders?package=${present.package}&limit=1`)).items;
  return { running: present.package, campaign: present.campaign, delivery: present.deliveries[0], workflow: present.workflows[0], cancellation: report.code, late: late.code, order: order.code, entity: entities[0].code, run, notification: notification.id, draft, deliveryDraft, workflowDraft, client };
}

async function shootAll(browser, { url, password, things, drawing, out, look, only }) {
  const { language, theme, width } = look;
  const pages = {};
  for (const { name, who, path, ready, open, whole } of SCREENS) {
    if (only && !only.includes(name)) continue;
    pages[who] ??= await reader(browser, url, WHO[who], password, look);
    const page = pages[who];
    await page.goto(path(things));
    await page.waitForSelector(ready);
    await page.waitForLoadState('networkidle', { timeout: 1_500 }).catch(() => undefined);
    await open?.(page, things);
    await page.waitForTimeout(300);
    // As tall as the page: what sticks to the window's edge is then at its own end.
    const size = page.viewportSize();
    if (whole) await page.setViewportSize({ width, height: Math.min(HIGHEST, Math.max(size.height, await page.evaluate(() => document.documentElement.scrollHeight))) });
    await page.waitForTimeout(whole ? 300 : 0);
    const shot = await pixelsOf(drawing, await page.screenshot());
    await page.setViewportSize(size);
    const file = `${name}.${language}.${theme}${width < 700 ? '.narrow' : ''}.png`;
    await writeFile(join(out, file), palettePng(shot.pixels, shot.width, shot.height));
    process.stderr.write(`${file}\n`);
  }
  for (const page of Object.values(pages)) await page.context().close();
}

async function reader(browser, url, email, password, { language, theme, width }) {
  const context = await browser.newContext({ baseURL: url, locale: language === 'fr' ? 'fr-FR' : 'en-GB', timezoneId: 'Europe/Paris', colorScheme: theme, viewport: { width, height: width < 700 ? 844 : 900 } });
  await context.addCookies([{ name: 'relais.locale', value: language, url }]);
  const page = await context.newPage();
  if (!email) return page;
  await page.goto('/admin/login');
  await page.fill('#email', email);
  await page.fill('#password', password);
  await page.click('button[type=submit]');
  await page.waitForSelector('main h1');
  return page;
}
