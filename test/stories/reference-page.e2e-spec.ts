import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

import { startApp, type TestApp } from '../support/app.js';
import { buildPanelOnce, exactly, openPanel, signInByForm, startBrowser } from '../support/browser.js';
import { aPanelNetwork, PASSWORD, type PanelNetwork } from '../support/panel-network.js';

const record = (resource: string, code: string, action = 'show'): string => `/admin/resources/${resource}/records/${code}/${action}`;

/** Each thing that the help page of the reference system teaches about the list of campaign packages, done in the panel. */
describe('tracking campaign packages', () => {
  let app: TestApp;
  let browser: Browser;
  let network: PanelNetwork;
  let page: Page;
  let complaints: string[];
  let offered: string;
  let order: string;
  let local: string;

  const statusOf = async (path: string): Promise<unknown> => (await network.story.get(path))['status'];
  const rows = (count: number): Promise<void> => exactly(page, 'main table.rows tbody tr', count);
  const click = (words: string): Promise<void> => page.locator(`main :is(a, button):has-text("${words}")`).first().click();

  beforeAll(async () => {
    await buildPanelOnce();
    app = await startApp({ name: 'reference-page', panel: true });
    browser = await startBrowser();
    network = await aPanelNetwork(app);
    const { story, own, other, package: aPackage, at } = network;
    offered = await aPackage({ label: 'Winter savings', folder: 'Savings/2026' });
    await story.post(`/packages/${offered}/approve`);
    order = await story.make('/orders', { package: offered, entity: own, label: 'Lyon savings', comment: 'Two posters, please', place: true });
    await story.make('/orders', { package: offered, entity: other, place: true });
    await aPackage({ label: 'Heat pump loan', availableAt: at(3) });
    local = await story.make('/packages', { label: 'Open day', kind: 'local', referenceCampaign: await story.make('/campaigns', { label: 'Open day template' }), schedule: { start: at(-2), end: at(30) }, availableAt: at(-1) });
    await story.post(`/packages/${local}/approve`);
    await story.make('/orders', { package: local, entity: own, label: 'Our open day', place: true });
    ({ page, complaints } = await openPanel(browser, app.url, { language: 'en' }));
    await signInByForm(page, network.lina, PASSWORD);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  it('filter the list by a quick link', async () => {
    await page.goto('/admin/resources/packages');
    await rows(3);

    await page.locator('nav.quick a:has-text("Being edited")').click();

    await rows(1);
    expect(await page.locator('main tbody th a').innerText()).toBe('Heat pump loan');
  });

  it('filter the list by Filter the list', async () => {
    await page.goto('/admin/resources/packages');
    await rows(3);

    await page.locator('button:has-text("Filter the list")').click();
    await page.locator('dialog label:has-text("Published") input').check();
    await page.selectOption('#filter-kind', 'collaborative');
    await page.locator('dialog button[type=submit]').click();

    await rows(1);
    expect(await page.locator('main tbody th a').innerText()).toBe('Winter savings');
    expect(await page.locator('.filters .chip').count()).toBe(2);
  });

  it('read the summary of a package', async () => {
    await page.goto('/admin/resources/packages?status=published&kind=collaborative');
    await rows(1);

    await page.waitForSelector('main tbody tr:has-text("Winter savings 2026")');
    const summary = await page.locator('main tbody tr').innerText();

    for (const told of ['Winter savings', offered, 'Simple', 'Winter savings 2026', 'Savings / 2026', 'Published', 'published on']) expect(summary).toContain(told);
  });

  it('see the orders of a package', async () => {
    await page.goto('/admin/resources/packages?q=Winter');
    await page.locator('main tbody th a').first().click();

    await page.waitForSelector('.two tbody tr:has-text("Lyon Part-Dieu")');
    const orders = await page.locator('.two').innerText();
    expect(orders).toContain(order);
    expect(orders).toContain('Ordered');
  });

  it('see all campaign orders', async () => {
    await page.locator('#menu a:has-text("Campaign orders")').click();

    await rows(3);
    await page.waitForSelector('main tbody:has-text("Nice Masséna")');
    const orders = await page.locator('main tbody').innerText();
    for (const told of ['Lyon savings', 'Our open day', 'Lyon Part-Dieu', 'Nice Masséna', offered, local]) expect(orders).toContain(told);
  });

  it('edit an order by its name', async () => {
    await page.goto('/admin/resources/orders');
    await rows(3);
    await click('Lyon savings');
    await page.waitForSelector('main:has-text("Two posters, please")');

    await click('Edit');
    await page.fill('textarea', 'Three posters, please');
    await page.locator('form.edit button[type=submit]').click();

    await page.waitForURL(new RegExp(`${order}/show`));
    await page.waitForSelector('main:has-text("Three posters, please")');
    expect((await network.story.get(`/orders/${order}`))['comment']).toBe('Three posters, please');
  });

  it('edit a package by its label', async () => {
    await page.goto(record('orders', order));
    await page.locator(`main a[href$="${record('packages', offered)}"]`).first().click();
    await page.waitForSelector('.two');

    await page.locator('.acts a:has-text("Edit")').click();
    await page.fill('#label', 'Winter savings 3.40 %');
    await page.locator('main form button[type=submit]').first().click();

    await page.waitForSelector('h1:has-text("Winter savings 3.40 %")');
    expect((await network.story.get(`/packages/${offered}`))['label']).toBe('Winter savings 3.40 %');
  });

  it('cancel a local package', async () => {
    await page.goto(record('packages', local));
    await page.locator('.btn.asks').click();
    expect(await page.locator('dialog[open]').innerText()).toContain('nobody is mailed');
    await page.locator('dialog .btn.danger').click();

    await page.waitForSelector('.truth');
    expect(await statusOf(`/packages/${local}`)).toBe('canceled');
    const { items } = await network.story.get<{ items: { status: string }[] }>(`/orders?package=${local}`);
    expect(items.map(({ status }) => status)).toEqual(['ordered']);
  });

  it('cancel a collaborative package', async () => {
    await page.goto(record('packages', offered));
    await page.locator('.btn.asks').click();
    await page.waitForSelector('dialog .touch');
    await page.fill('#cancel-comment', 'The rate is 2.40 %.');
    await page.locator(`dialog .btn.danger:has-text("Cancel ${offered} and 2 orders")`).click();

    await page.waitForSelector('.truth:has-text("Cascade finished at")');
    const { items } = await network.story.get<{ items: { status: string }[] }>(`/orders?package=${offered}`);
    expect(items.map(({ status }) => status)).toEqual(['canceled', 'canceled']);
  });

  it('reinitialize a canceled package', async () => {
    await reinitialize(offered);

    expect(await network.story.get(`/packages/${offered}`)).toMatchObject({ status: 'being-edited', cycle: 2 });
  });

  it('reinitialize a published package', async () => {
    const published = await network.package({ label: 'Card cashback' });
    await network.story.post(`/packages/${published}/approve`);
    await reinitialize(published);

    expect(await network.story.get(`/packages/${published}`)).toMatchObject({ status: 'being-edited', cycle: 2 });
    expect(complaints).toEqual([]);
  });

  async function reinitialize(code: string): Promise<void> {
    await page.goto(record('packages', code));
    await page.locator('.acts button:has-text("Reinitialize")').click();
    expect(await page.locator('dialog[open]').innerText()).toContain("sets its status to 'Being edited'");
    await page.locator('dialog footer .btn').last().click();
    await page.waitForSelector('h1:has-text("Reinitialize the package")');
    expect((await network.story.get(`/packages/${code}`))['cycle']).toBe(1);
    await page.locator('main form button[type=submit]').first().click();
    await page.waitForSelector('.badges, .line');
    await page.waitForURL(new RegExp(`${code}/show`));
  }
});
