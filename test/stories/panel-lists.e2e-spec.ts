import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

import { faults } from '../support/accessibility.js';
import { startApp, type TestApp } from '../support/app.js';
import { buildPanelOnce, exactly, openPanel, signIn, startBrowser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { aPanelNetwork, PASSWORD, type PanelNetwork } from '../support/panel-network.js';

describe('the lists of the panel', () => {
  let app: TestApp;
  let browser: Browser;
  let network: PanelNetwork;
  let page: Page;
  let complaints: string[];
  const labels = async (): Promise<string[]> => page.locator('table.rows tbody th a').allInnerTexts();

  beforeAll(async () => {
    await buildPanelOnce();
    app = await startApp({ name: 'panel-lists', panel: true });
    browser = await startBrowser();
    network = await aPanelNetwork(app);
    const { story, package: aPackage, marc, at } = network;
    for (let branch = 1; branch <= 55; branch++) await story.make('/entities', { label: `Agence ${branch}`, locale: 'fr', timeZone: 'Europe/Paris' });
    const evry = await story.make('/entities', { label: 'Évry Centre', locale: 'fr', timeZone: 'Europe/Paris' });
    await aPackage({ label: 'For Évry', audience: [evry], availableAt: at(3) });
    await aPackage({ label: 'For Lyon', assignedTo: marc, availableAt: at(3) });
    await aPackage({ label: 'Spring', availableAt: at(3), folder: 'Savings/2026' });
    ({ page, complaints } = await openPanel(browser, app.url, { language: 'en' }));
    await signIn(page, network.lina, PASSWORD);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  it('find a reference by typing, beyond the first fifty and without its accent, and keep it in the address', async () => {
    await page.goto('/admin/resources/packages');
    await page.waitForSelector('tbody tr');
    await page.keyboard.press('f');
    await page.fill('#filter-entity', 'evr');
    await page.locator('[role=option]:has-text("Évry Centre")').click();
    await page.locator('dialog button[type=submit]').click();

    await page.waitForSelector('.chip:has-text("Évry Centre")');
    await exactly(page, 'table.rows tbody tr', 1);
    expect(await labels()).toEqual(['For Évry']);
    expect(new URL(page.url()).searchParams.get('entity')).toMatch(/^OU\d+$/);

    // Through a page and back, and after a reload, it is the same list.
    await page.locator('table.rows tbody th a').first().click();
    await page.waitForSelector('h1:has-text("For Évry")');
    await page.goBack();
    await page.waitForSelector('.chip:has-text("Évry Centre")');
    await page.reload();
    await page.waitForSelector('.chip:has-text("Évry Centre")');
    expect(await labels()).toEqual(['For Évry']);
  });

  it('are kept as a view that anybody at head office may use', async () => {
    await page.goto('/admin/resources/packages?assignedTo=marc%40meridian.example');
    await page.waitForSelector('.chip:has-text("Marc Okafor")');
    await page.click('.filters .menu > button');
    await page.uncheck('.menu-panel label:has-text("Folder") input');
    await page.keyboard.press('Escape');
    await page.locator('.head .menu > button').click();
    await page.locator('.menu-panel .item').last().click();
    await page.fill('#view-name', 'Marc’s own');
    await page.locator('dialog .tick input').check();
    await page.locator('dialog footer .btn.main').click();
    await page.waitForSelector('.head .menu:has-text("Marc’s own")');

    await page.click('.filters .menu > button');
    await page.click('.menu-panel button:has-text("Show all columns")');
    await page.goto('/admin/resources/packages');
    await page.waitForSelector('thead th:has-text("Folder")');
    await page.locator('.head .menu > button').click();
    await page.locator('.menu-panel .item:has-text("Marc’s own")').click();
    await page.waitForSelector('thead th:has-text("Folder")', { state: 'detached' });

    await page.waitForSelector('.chip:has-text("Marc Okafor")');
    await exactly(page, 'table.rows tbody tr', 1);
    expect(await labels()).toEqual(['For Lyon']);
    const { items } = (await app.call('GET', '/api/v1/views?list=packages')).body as unknown as { items: { name: string; shared: boolean }[] };
    expect(items).toMatchObject([{ name: 'Marc’s own', shared: true }]);

    await page.locator('.head .menu > button').click();
    await page.locator('.menu-panel .item:has-text("Rename")').click();
    await page.fill('#view-name', 'Assigned to Marc');
    await page.locator('dialog footer .btn.main').click();
    await page.waitForSelector('.head .menu:has-text("Assigned to Marc")');
    await page.click('.filters .menu > button');
    await page.click('.menu-panel button:has-text("Show all columns")');
    await page.waitForSelector('.head .menu:has-text("changed")');
  });

  it('give one command to those ticked, with a result for each', async () => {
    await page.goto('/admin/resources/packages?status=being-edited&sort=createdAt');
    await exactly(page, 'td.tk input', 3);
    await page.locator('td.tk input').nth(0).check();
    await page.keyboard.press('Shift');
    await page.locator('td.tk input').nth(2).click({ modifiers: ['Shift'] });
    await page.locator('.selection .acts button:has-text("Approve 3")').click();
    expect(await page.locator('dialog[open]').innerText()).toContain('For Évry');
    await page.keyboard.press('Enter');
    await page.locator('dialog footer .btn.main').click();

    await page.waitForSelector('#card-run:has-text("Finished at")');
    await exactly(page, '.result.done', 3);
    const { items } = (await app.call('GET', '/api/v1/packages?status=approved')).body as unknown as { items: { label: string }[] };
    expect(items.map(({ label }) => label).sort()).toEqual(['For Lyon', 'For Évry', 'Spring'].sort());
    expect(complaints).toEqual([]);
  });

  it('show an order at the side without being left, and the row again after Back', async () => {
    const { items } = await network.story.get<{ items: { code: string }[] }>('/entities?limit=30');
    const code = await network.package({ label: 'Many orders', audience: items.map((entity) => entity.code) });
    await network.story.post(`/packages/${code}/approve`);
    for (const entity of items) await network.story.make('/orders', { package: code, entity: entity.code, place: true });
    await page.setViewportSize({ width: 1440, height: 600 });
    await page.goto('/admin/resources/orders');
    await exactly(page, 'table.rows tbody tr', 25);
    await page.keyboard.press('j');
    await page.keyboard.press('p');
    await page.waitForSelector('dialog.drawer .facts:has-text("Many orders")');
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await page.evaluate('document.activeElement.closest("tr") !== null')).toBe(true);

    await page.locator('table.rows tbody th a').nth(20).scrollIntoViewIfNeeded();
    const before = await eventually('the list is scrolled, and that is kept', async () => Number(await page.evaluate('Object.keys(sessionStorage).some((key) => sessionStorage[key] === String(scrollY)) && scrollY')) || null);
    await page.locator('table.rows tbody th a').nth(20).click();
    await page.waitForSelector('#card-general');
    await page.goBack();
    await exactly(page, 'table.rows tbody tr', 25);
    await eventually('it is where it was', async () => (Math.abs(Number(await page.evaluate('scrollY')) - before) < 5 ? true : null));
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('are had as a file, as they are narrowed', async () => {
    await page.goto('/admin/resources/packages?folder=Savings');
    await page.waitForSelector('.chip');
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('.head a:has-text("Export 1 as CSV")').click()]);

    expect(download.suggestedFilename()).toMatch(/^packages-\d{4}-\d{2}-\d{2}\.csv$/);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    const lines = Buffer.concat(chunks).toString('utf8').trim().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('Spring');
  });
});
