import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';

import { startApp, type TestApp } from '../support/app.js';
import { buildPanelOnce, signIn, startBrowser } from '../support/browser.js';
import { aPanelNetwork } from '../support/panel-network.js';

const ADMIN = { email: 'admin@relais.example', password: 'correct horse battery' };
const FIRST_VISIT_MAX = 1_000_000;
const SECOND_VISIT_MAX = 60_000;

interface Visit {
  /** Bytes over the wire, headers and compressed bodies. */
  bytes: number;
  hosts: Set<string>;
  complaints: string[];
}

/** What a visit of the package list costs, as the browser's own network domain counts it. */
async function visit(page: Page, url: string): Promise<Visit> {
  const seen: Visit = { bytes: 0, hosts: new Set(), complaints: [] };
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  network.on('Network.loadingFinished', ({ encodedDataLength }) => (seen.bytes += encodedDataLength));
  page.on('request', (request) => seen.hosts.add(new URL(request.url()).host));
  page.on('console', (message) => message.type() === 'error' && seen.complaints.push(message.text()));
  page.on('pageerror', (error) => seen.complaints.push(error.message));
  await page.goto(`${url}/admin/resources/packages`);
  await page.waitForSelector('tbody tr');
  await page.waitForLoadState('networkidle');
  await network.detach();
  return seen;
}

describe('a visit of the package list', () => {
  let app: TestApp;
  let browser: Browser;
  let context: BrowserContext;

  beforeAll(async () => {
    await buildPanelOnce();
    app = await startApp({ name: 'first-visit', panel: true, roles: 'api' });
    browser = await startBrowser();
    const { package: aPackage } = await aPanelNetwork(app);
    for (let count = 0; count < 30; count++) await aPackage({ label: `Winter savings ${count}` });
    // Signed in elsewhere: the list is met with an empty cache.
    const signing = await browser.newContext({ baseURL: app.url });
    await signIn(await signing.newPage(), ADMIN.email, ADMIN.password);
    context = await browser.newContext({ baseURL: app.url, storageState: await signing.storageState() });
    await signing.close();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  it('takes one megabyte at most the first time, from this host alone, without an error', async () => {
    const { bytes, hosts, complaints } = await visit(await context.newPage(), app.url);

    expect(bytes).toBeGreaterThan(100_000);
    expect(bytes).toBeLessThanOrEqual(FIRST_VISIT_MAX);
    expect([...hosts]).toEqual([new URL(app.url).host]);
    expect(complaints).toEqual([]);
  });

  it('takes 60 kB at most the second time', async () => {
    const { bytes, complaints } = await visit(await context.newPage(), app.url);

    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(SECOND_VISIT_MAX);
    expect(complaints).toEqual([]);
  });
});
