import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

import { faults } from '../support/accessibility.js';
import { startApp, type TestApp } from '../support/app.js';
import { buildPanelOnce, exactly, openPanel, signIn, startBrowser } from '../support/browser.js';
import { aPanelNetwork, PASSWORD, type PanelNetwork } from '../support/panel-network.js';
import { aRunningPackage } from '../support/running-package.js';

const ENTITIES = 30;

describe('one command to many, in the panel', () => {
  let app: TestApp;
  let browser: Browser;
  let network: PanelNetwork;
  let page: Page;
  let complaints: string[];
  let entities: string[];

  beforeAll(async () => {
    await buildPanelOnce();
    app = await startApp({ name: 'panel-bulk', panel: true });
    browser = await startBrowser();
    network = await aPanelNetwork(app);
    entities = [];
    for (let branch = 1; branch <= ENTITIES; branch++) entities.push(await network.story.make('/entities', { label: `Agence ${branch}`, locale: 'fr', timeZone: 'Europe/Paris', notificationGroup: [`agence${branch}@relais.example`] }));
    ({ page, complaints } = await openPanel(browser, app.url, { language: 'en' }));
    await signIn(page, network.lina, PASSWORD);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  const approved = async (label: string, to: string[]): Promise<string> => {
    const code = await network.package({ label, audience: to });
    await network.story.post(`/packages/${code}/approve`);
    await network.story.until<{ status: string }>(`/packages/${code}`, 'is published', ({ status }) => status === 'published');
    return code;
  };
  const tick = async (...rows: number[]): Promise<void> => {
    for (const row of rows) await page.locator('td.tk input').nth(row).check();
  };
  const act = (words: string): Promise<void> => page.locator(`.selection .acts button:has-text("${words}")`).click();

  it('takes all that match, over all pages', async () => {
    const code = await approved('Thirty orders', entities);
    await Promise.all(entities.map((entity) => network.story.make('/orders', { package: code, entity, place: true })));
    await page.goto(`/admin/resources/orders?package=${code}&status=ordered`);
    await exactly(page, 'td.tk input', 25);
    await tick(0);
    await page.click(`text="Take all ${ENTITIES} that match"`);
    await act(`Approve ${ENTITIES}…`);
    await page.locator('dialog footer .btn.main').click();

    await page.waitForSelector('#card-run:has-text("Finished at")');
    await page.waitForSelector(`nav.quick button:has-text("Done ${ENTITIES}")`);
    expect(await faults(page)).toEqual([]);
    expect(await network.story.get(`/packages/${code}`)).toMatchObject({ orderCounts: { available: ENTITIES } });
  });

  it('says to how many it applies, and tells each of the others why', async () => {
    const code = await approved('Three orders', entities.slice(0, 3));
    const orders = await Promise.all(entities.slice(0, 3).map((entity) => network.story.make('/orders', { package: code, entity, place: true })));
    await network.story.post(`/orders/${orders[0]}/reject`, { comment: 'Not this year' });
    await page.goto(`/admin/resources/orders?package=${code}`);
    await exactly(page, 'td.tk input', 3);
    await tick(0, 1, 2);
    await act('Approve 2 of 3…');
    expect(await page.locator('dialog[open]').innerText()).toContain('It applies to 2 of 3 now');
    await page.locator('dialog footer .btn.main:has-text("Approve 2 of 3 orders")').click();

    await page.waitForSelector('#card-run:has-text("Finished at")');
    await exactly(page, '.result.done', 2);
    expect(await page.locator('tr:has(.result.refused)').innerText()).toMatch(/Refused[^]*was rejected by/);
    await page.click('nav.quick button:has-text("Refused 1")');
    await exactly(page, 'main table.rows tbody tr', 1);
  });

  it('is refused, and nothing is done, where what was counted has moved', async () => {
    const code = await approved('Moved', entities.slice(0, 2));
    const orders = await Promise.all(entities.slice(0, 2).map((entity) => network.story.make('/orders', { package: code, entity, place: true })));
    await page.goto(`/admin/resources/orders?package=${code}`);
    await exactly(page, 'td.tk input', 2);
    await tick(0, 1);
    await act('Approve 2…');
    await network.story.post(`/orders/${orders[0]}/reject`, { comment: 'Not this year' });
    await page.locator('dialog footer .btn.main').click();

    await page.waitForSelector('dialog [role=alert]:has-text("Nothing was done")');
    expect(await network.story.get(`/orders/${orders[1]}`)).toMatchObject({ status: 'ordered' });
    await page.keyboard.press('Escape');
  });

  it('shows before a cancel what hangs on all of them together, by numbers that come true', async () => {
    const running = await aRunningPackage(app, 'Halt one', { entities: 2, recipientsEach: 200, ratePerSecond: 5 });
    const other = await approved('Halt two', running.entities);
    await page.goto('/admin/resources/packages?q=halt');
    await exactly(page, 'td.tk input', 2);
    await tick(0, 1);
    await act('Cancel 2…');
    await page.waitForSelector('dialog .touch li');
    expect(await faults(page)).toEqual([]);
    const told = (await page.locator('dialog .touch li').allInnerTexts()).map((line) => line.split('\n').slice(0, 2).join(' '));
    expect(told.filter((line) => !/messages/.test(line))).toEqual(['2 orders become canceled', '2 campaigns become canceled', '0 workflows stop', '1 delivery stops', '2 entities are told by e-mail']);
    expect(Number(/(\d+) messages/.exec(told.join())?.[1])).toBeGreaterThan(300);
    await page.fill('#bulk-comment', 'Wrong rate');
    await page.locator('dialog footer .btn.danger:has-text("Cancel 2 packages")').click();
    await page.waitForSelector('#card-run:has-text("Finished at")');
    await exactly(page, 'main td a:has-text("Follow the cancellation")', 2);

    const reports = await network.story.get<{ items: { code: string; package: string }[] }>('/cancellations?limit=2');
    expect(reports.items.map((one) => one.package).sort()).toEqual([running.code, other].sort());
    const done = await Promise.all(reports.items.map(({ code }) => network.story.finished(code, 20_000)));
    const sumOf = (step: string): number => done.reduce((total, report) => total + (report.steps.find(({ name }) => name === step)?.done ?? 0), 0);
    expect([sumOf('orders'), sumOf('campaigns'), sumOf('deliveries')]).toEqual([2, 2, 1]);
  });

  it('pauses and resumes what runs', async () => {
    const campaign = await network.story.make('/campaigns', { label: 'Waits' });
    const codes: string[] = [];
    for (const label of ['Waits one', 'Waits two']) {
      const code = await network.story.make('/workflows', { campaign, label, activities: [{ type: 'wait', seconds: 600 }] });
      await network.story.post(`/workflows/${code}/start`);
      codes.push(code);
    }
    await page.goto('/admin/resources/workflows?q=waits');
    await exactly(page, 'td.tk input', 2);
    await tick(0, 1);
    await act('Pause 2…');
    await page.locator('dialog footer .btn.main').click();
    await page.waitForSelector('#card-run:has-text("Finished at")');
    for (const code of codes) await network.story.until<{ status: string }>(`/workflows/${code}`, 'is paused', ({ status }) => status === 'paused');
  });

  it('is found again under one’s own, and in the journal by what it did', async () => {
    await page.goto('/admin');
    await page.click('nav.side >> text="Actions on many"');
    await exactly(page, 'table.rows tbody tr', 4);
    expect(await faults(page)).toEqual([]);
    expect(await page.locator('tbody th a').allInnerTexts()).toEqual(['Pause 2 workflows', 'Cancel 2 packages', 'Approve 3 orders', `Approve ${ENTITIES} orders`]);
    await page.goto('/admin/resources/journal');
    await page.waitForSelector('tbody tr:has-text("Lina Haddad paused several at once") a:has-text("Actions on many")');
    await page.click('tbody tr:has-text("Lina Haddad paused several at once") a');
    await page.waitForSelector('h1:has-text("Pause 2 workflows")');
    expect(complaints.filter((line) => !/409/.test(line))).toEqual([]);
  });

  it('is refused to who may no longer do it, and nothing is done', async () => {
    const code = await approved('Demoted', entities.slice(0, 2));
    await Promise.all(entities.slice(0, 2).map((entity) => network.story.make('/orders', { package: code, entity, place: true })));
    await page.goto(`/admin/resources/orders?package=${code}`);
    await exactly(page, 'td.tk input', 2);
    await tick(0, 1);
    await act('Approve 2…');
    const { version } = await network.story.get<{ version: number }>(`/operators/${network.lina}`);
    await app.call('PATCH', `/api/v1/operators/${network.lina}`, { role: 'local', entity: network.own }, { 'if-match': `"${version}"` });
    await page.locator('dialog footer .btn.main').click();

    await page.waitForSelector('dialog [role=alert]');
    expect(await network.story.get(`/packages/${code}`)).toMatchObject({ orderCounts: { ordered: 2 } });
  });
});
