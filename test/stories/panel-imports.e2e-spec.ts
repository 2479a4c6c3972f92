import AxeBuilder from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';

import { startApp, type TestApp } from '../support/app.js';
import { buildPanelOnce, openPanel, signIn, startBrowser } from '../support/browser.js';
import { aPanelNetwork, PASSWORD, type PanelNetwork } from '../support/panel-network.js';

const csv = (name: string, content: string | Buffer): { name: string; mimeType: string; buffer: Buffer } => ({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
const figures = (page: Page): Promise<string[]> => page.locator('.import-report dd').allTextContents();

describe('a file that is imported in the panel', () => {
  let app: TestApp;
  let browser: Browser;
  let network: PanelNetwork;

  beforeAll(async () => {
    await buildPanelOnce();
    app = await startApp({ name: 'panel-imports', panel: true, roles: 'api' });
    browser = await startBrowser();
    network = await aPanelNetwork(app);
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  const recipientsOf = async (entity: string): Promise<string[]> => (await network.story.get<{ items: { email: string }[] }>(`/recipients?entity=${entity}&sort=email`)).items.map(({ email }) => email);

  it('is shown line by line before anything is written, then imported, and reported as a file', async () => {
    const { page, complaints, close } = await openPanel(browser, app.url, { language: 'en' });
    await signIn(page, network.marc, PASSWORD);
    await page.goto('/admin/resources/recipients');
    await page.click('text=Import…');
    await page.setInputFiles('#import-file', csv('branch.csv', `email;entity;city\r\nzoe@example.org;${network.own};Lyon\r\nnobody;${network.own};Lyon\r\nmax@example.org;=OU987;Lille\r\n`));
    await page.waitForSelector('.import-report table');

    expect(await figures(page)).toEqual(['1', '0', '2']);
    expect(await page.locator('.import-report tbody tr').allTextContents()).toEqual(['3email: not an address: "nobody"', '4entity: there is no =OU987']);
    expect(await recipientsOf(network.own)).toEqual([]);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

    await page.click('text="Import 1 recipient"');
    await page.waitForSelector('text="What the file did: 3 lines"');
    const [report] = await Promise.all([page.waitForEvent('download'), page.click('text="Line by line, as a file"')]);
    const rows = (await readFile(await report.path(), 'utf8')).split('\r\n');

    expect(await recipientsOf(network.own)).toEqual(['zoe@example.org']);
    expect(rows).toEqual(['\uFEFFLine,E-mail,Result,Reason', '2,zoe@example.org,created,', '3,nobody,rejected,"email: not an address: ""nobody"""', '4,max@example.org,rejected,entity: there is no =OU987', '']);
    await page.click('dialog >> text="Close"');
    await page.waitForSelector('tbody >> text=zoe@example.org');
    expect(complaints).toEqual([]);
    await close();
  });

  it('may come from an old spreadsheet program, and says so; a workbook is refused in words, and nothing chosen is lost', async () => {
    const { page, close } = await openPanel(browser, app.url, { language: 'fr', width: 390, colorScheme: 'dark' });
    await signIn(page, network.marc, PASSWORD);
    await page.goto('/admin/resources/recipients');
    await page.click('text=Importer…');
    await page.setInputFiles('#import-file', csv('classeur.csv', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(100, 200)])));
    await page.waitForSelector('dialog >> text=C’est un classeur, pas un CSV.');

    await page.setInputFiles('#import-file', csv('agence.csv', Buffer.from(`email;entity;firstName\nrene@example.org;${network.other};Ren\u00e9\n`, 'latin1')));
    await page.waitForSelector('dialog >> text=Windows-1252');
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.click('text="Importer 1 destinataire"');
    await page.waitForSelector('text="Ce que le fichier a fait\u00a0: 1 ligne"');

    const [rene] = (await network.story.get<{ items: { firstName: string }[] }>(`/recipients?entity=${network.other}`)).items;
    expect(rene?.firstName).toBe('Ren\u00e9');
    await close();
  });

  it('of entities is for an administrator; the list shows what came', async () => {
    const { page, close } = await openPanel(browser, app.url, { language: 'en' });
    await signIn(page, network.marc, PASSWORD);
    await page.goto('/admin/resources/entities');
    await page.waitForSelector('tbody tr');
    expect(await page.locator('text=Import…').count()).toBe(0);
    await close();

    const admin = await openPanel(browser, app.url, { language: 'en' });
    await signIn(admin.page, 'admin@relais.example', PASSWORD);
    await admin.page.goto('/admin/resources/entities');
    await admin.page.click('text=Import…');
    await admin.page.setInputFiles('#import-file', csv('network.csv', `code,label,locale,timeZone\n,Metz,fr,Europe/Paris\n${network.own},Lyon Bellecour,fr,Europe/Paris\n`));
    await admin.page.click('text="Import 2 entities"');
    await admin.page.waitForSelector('text="What the file did: 2 lines"');
    await admin.page.click('dialog >> text="Close"');
    await admin.page.waitForSelector('tbody >> text=Lyon Bellecour');
    await admin.page.waitForSelector('tbody >> text=Metz');
    await admin.close();
  });
});
