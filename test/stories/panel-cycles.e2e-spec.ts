import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';

import { startApp, type TestApp } from '../support/app.js';
import { buildPanelOnce, openPanel, signIn, startBrowser } from '../support/browser.js';
import { aPanelNetwork, PASSWORD, type PanelNetwork } from '../support/panel-network.js';

const record = (resource: string, code: string, action = 'show'): string => `/admin/resources/${resource}/records/${code}/${action}`;

describe('earlier cycles and orders in head office’s panel', () => {
  let app: TestApp;
  let browser: Browser;
  let network: PanelNetwork;

  beforeAll(async () => {
    await buildPanelOnce();
    app = await startApp({ name: 'panel-cycles', panel: true });
    browser = await startBrowser();
    network = await aPanelNetwork(app);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  it('keep an earlier cycle readable: how it ended, its orders, and nothing to press', async () => {
    const code = await network.package();
    await network.story.post(`/packages/${code}/approve`);
    const order = await network.story.make('/orders', { package: code, entity: network.own, place: true });
    const { cancellation } = await network.story.post<{ cancellation: string }>(`/packages/${code}/cancel`, { comment: 'The rate is wrong.' });
    await network.story.finished(cancellation);
    await network.story.post(`/packages/${code}/reinitialize`);
    const { page, close } = await openPanel(browser, app.url, { language: 'en' });
    await signIn(page, network.lina, PASSWORD);
    await page.goto(record('packages', code));

    const card = page.locator('section[aria-labelledby="card-cycles"]');
    await card.waitFor();
    expect(await card.innerText()).toMatch(/Cycle 1\s+ended .+\sCES?T by .+, when it was reinitialized from Canceled/);
    expect(await card.innerText()).toContain('“The rate is wrong.”');
    await card.locator('a:has-text("Orders of cycle 1")').click();
    await page.waitForSelector('tbody tr');
    expect(new URL(page.url()).search).toBe(`?package=${code}&cycle=1`);
    expect(await page.locator('tbody .st').allInnerTexts()).toEqual(['Canceled']);

    await page.locator('tbody th a').click();
    await page.locator('.note', { hasText: 'A record of cycle 1, which is closed' }).waitFor();
    expect(await page.locator('main h1 .code').innerText()).toBe(order);
    expect(await page.locator('main .acts button, main .acts a').count()).toBe(0);
    await close();
  });

  it('delete an available order, which stays as canceled, after saying what stops', async () => {
    const code = await network.package({ distributionLevel: 'by-campaign' });
    await network.story.post(`/packages/${code}/approve`);
    const order = await network.story.available(code, network.own);
    const { page, close } = await openPanel(browser, app.url, { language: 'fr' });
    await signIn(page, network.lina, PASSWORD);
    await page.goto(record('orders', order.code));

    await page.click('button:has-text("Supprimer…")');
    const dialog = page.locator('dialog[open]');
    expect(await dialog.innerText()).toContain('son opération locale, ses workflows et ses diffusions s’arrêtent');
    expect(await dialog.locator('textarea:focus').count()).toBe(1);
    await page.keyboard.type('Doublon.');
    await dialog.locator(`button.danger:has-text("Supprimer ${order.code}")`).click();
    await page.waitForURL(/\/cancellations\//);

    expect(await network.story.get(`/orders/${order.code}`)).toMatchObject({ status: 'canceled', canceled: { by: network.lina, comment: 'Doublon.' } });
    expect((await network.story.get(`/campaigns/${order.campaign}`))['status']).toBe('canceled');
    await close();
  });
});
