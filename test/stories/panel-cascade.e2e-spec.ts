import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

import { startApp, type TestApp } from '../support/app.js';
import { buildPanelOnce, openPanel, signIn, startBrowser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { aPanelNetwork, type PanelNetwork, PASSWORD } from '../support/panel-network.js';

const EVENTS = /\/api\/v1\/cancellations\/[A-Z0-9]+\/events/;
const ASKED = /\/api\/v1\/cancellations\/[A-Z0-9]+\?/;

// The application has no worker at first: the cascade stands still, and what is seen is the page's own doing.
describe('the page of a cascade', () => {
  let app: TestApp;
  let worker: TestApp | undefined;
  let browser: Browser;
  let network: PanelNetwork;

  beforeAll(async () => {
    await buildPanelOnce();
    app = await startApp({ name: 'panel-cascade', panel: true, roles: 'api' });
    browser = await startBrowser();
    network = await aPanelNetwork(app);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await worker?.close();
    await app?.close();
  });

  const published = async (): Promise<string> => {
    const code = await network.package();
    await network.story.post(`/packages/${code}/approve`);
    return code;
  };

  it('asks where events do not get through, says when nothing is heard at all, and comes back to events by itself', async () => {
    const code = await published();
    const { cancellation } = await network.story.post<{ cancellation: string }>(`/packages/${code}/cancel`);
    const { page, close } = await openPanel(browser, app.url, { language: 'en' });
    await signIn(page, network.marc, PASSWORD);
    const heard = requestsOf(page);
    await page.route(EVENTS, (route) => route.abort());
    await page.goto(`/admin/resources/cancellations/records/${cancellation}/show`);

    await page.waitForSelector('[title^="Asked for twice a second"] .live:has-text("Live, updated")');
    const asked = heard.asked();
    await eventually('it asks again and again', () => heard.asked() >= asked + 3);

    await page.route(ASKED, (route) => route.abort());
    await page.waitForSelector('.live.lost:has-text("Last heard")');
    expect(await page.locator('.steps li').count()).toBe(5);

    await page.unroute(ASKED);
    await page.unroute(EVENTS);
    await page.waitForSelector('.card .live:not(.lost)');
    await page.waitForSelector('[title^="Asked for twice a second"]', { state: 'detached', timeout: 10_000 });
    worker = await startApp({ name: 'panel-cascade', panel: true, roles: 'worker', keepData: true, environment: { REDIS_URL: String(app.environment['REDIS_URL']) } });
    // Its start holds up this process for a while, and the events with it.
    await page.waitForSelector('[title^="Asked for twice a second"]', { state: 'detached', timeout: 10_000 });
    const before = heard.asked();
    await page.getByRole('heading', { name: /^Cascade finished at/ }).waitFor({ timeout: 30_000 });
    expect(heard.asked()).toBe(before);
    await close();
  }, 90_000);

  it('says in the open dialog that somebody else has canceled meanwhile: who, and the way to it', async () => {
    const code = await published();
    const { page, close } = await openPanel(browser, app.url, { language: 'en' });
    await signIn(page, network.marc, PASSWORD);
    await page.goto(`/admin/resources/packages/records/${code}/show`);
    await page.click('.btn.asks');
    await page.waitForSelector('dialog .btn.danger:enabled');
    const { cancellation } = await network.story.post<{ cancellation: string }>(`/packages/${code}/cancel`);

    const said = page.locator('dialog [role=alert]');
    await said.waitFor({ timeout: 10_000 });
    expect(await said.innerText()).toContain('Administrator canceled this package already');
    expect(await page.locator('dialog .btn.danger').count()).toBe(0);
    await said.locator('a').click();
    await page.waitForURL(`**/cancellations/records/${cancellation}/show`);
    await close();
  }, 60_000);
});

function requestsOf(page: Page): { asked: () => number } {
  let asked = 0;
  page.on('request', (request) => ASKED.test(request.url()) && (asked += 1));
  return { asked: () => asked };
}
