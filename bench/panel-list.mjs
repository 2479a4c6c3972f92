// The lists of packages and orders in a real browser: how long until their rows are shown with a million of each in the
// base, beside a thousand of each in the same run. A visit with a warm cache, as operators have it all day.
import { MongoClient } from 'mongodb';
import { randomBytes } from 'node:crypto';
import { chromium } from 'playwright-core';
import { findChromium } from '../scripts/chromium.mjs';
import { end } from '../scripts/processes.mjs';
import { say } from '../scripts/say.mjs';
import { fill, startOurs } from './lists.mjs';
import { percentile } from './measuring.mjs';

const FEW = 1_000;
const VISITS = 20;
const WARM = 3;
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--no-first-run', '--disable-dev-shm-usage'];
export const LIST_MUST = { ratio: 1.3 };

/** @returns rows `{name, few: {p50, p95}, many: {p50, p95}, ratio, isMet}`: milliseconds from the click to the rows */
export async function benchPanelList({ services, size }) {
  const key = randomBytes(24).toString('hex');
  const started = [];
  const browser = await chromium.launch({ executablePath: await findChromium(), args: FLAGS });
  try {
    const [few, many] = [await base(services, 'few', FEW, key, started, browser), await base(services, 'many', size, key, started, browser)];
    const rows = [];
    for (const list of ['packages', 'orders']) {
      const took = { few: [], many: [] };
      for (let visit = 0; visit < WARM + VISITS; visit++) {
        // By turns, so that whatever else the machine does meets both.
        const pair = { few: await shown(few, list), many: await shown(many, list) };
        if (visit >= WARM) for (const which of ['few', 'many']) took[which].push(pair[which]);
      }
      const of = (times) => ({ p50: percentile(times, 0.5), p95: percentile(times, 0.95) });
      const ratio = of(took.many).p50 / of(took.few).p50;
      rows.push({ name: list, few: of(took.few), many: of(took.many), ratio, isMet: ratio <= LIST_MUST.ratio });
      say(`${list}: ${Math.round(of(took.many).p50)} ms beside ${Math.round(of(took.few).p50)} ms`, `${list} : ${Math.round(of(took.many).p50)} ms contre ${Math.round(of(took.few).p50)} ms`);
    }
    return rows;
  } finally {
    await browser.close();
    await Promise.all(started.map((child) => end(child)));
  }
}

/** A base of its own in the same MongoDB, the application on it, and a reader signed in. */
async function base(services, name, size, key, started, browser) {
  const address = new URL(services.env.MONGODB_URI);
  address.pathname = `/relais-${name}`;
  const client = await new MongoClient(address.href).connect();
  await fill(client.db(), size, performance.timeOrigin + performance.now());
  await client.close();
  const url = await startOurs({ env: { ...services.env, MONGODB_URI: address.href } }, key, started);
  const page = await (await browser.newContext({ baseURL: url, viewport: { width: 1440, height: 900 } })).newPage();
  await page.goto('/admin/login');
  await page.fill('#email', 'admin@meridian.example');
  await page.fill('#password', key);
  await page.click('button[type=submit]');
  await page.waitForSelector('main h1');
  return page;
}

/** From asking for the page to its rows and their counts on screen. */
async function shown(page, list) {
  const started = performance.now();
  await page.goto(`/admin/resources/${list}`);
  await page.waitForSelector('tbody tr');
  await page.waitForSelector('nav.quick b:not(:empty)');
  return performance.now() - started;
}
