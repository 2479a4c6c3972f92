import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

import { startApp, type TestApp } from '../support/app.js';
import { buildPanelOnce, openPanel, signIn, startBrowser } from '../support/browser.js';
import { FULL_GRID } from '../support/grid.js';
import { aRunningPackage, type RunningPackage } from '../support/running-package.js';

const ADMIN = { email: 'admin@relais.example', password: 'correct horse battery' };
const NARROW = 390;
const WIDE = 1440;

type Look = readonly ['light' | 'dark', number, 'en' | 'fr'];
const ONE_PASS: readonly Look[] = [
  ['light', WIDE, 'en'],
  ['dark', NARROW, 'fr'],
];
const EVERY: readonly Look[] = (['light', 'dark'] as const).flatMap((theme) => [WIDE, NARROW].flatMap((width) => (['en', 'fr'] as const).map((language): Look => [theme, width, language])));
const LISTS = ['orders', 'cancellations', 'campaigns', 'workflows', 'deliveries', 'entities', 'recipients', 'operators', 'notifications', 'journal'];

/** What axe finds wrong on the page as it stands: rule and first place, a line each. */
async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')}`);
}

describe('the panel for everybody', () => {
  let app: TestApp;
  let browser: Browser;
  let running: RunningPackage;

  beforeAll(async () => {
    await buildPanelOnce();
    app = await startApp({ name: 'panel-accessibility' });
    browser = await startBrowser();
    running = await aRunningPackage(app, 'Winter savings', { recipientsEach: 10, ratePerSecond: 1 });
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  it.each(FULL_GRID ? EVERY : ONE_PASS)('has no fault that axe knows, %s, %s wide, in %s', async (colorScheme, width, language) => {
    const { page, close } = await openPanel(browser, app.url, { language, colorScheme, width });
    await page.goto('/admin/login');
    expect(await faults(page)).toEqual([]);
    await signIn(page, ADMIN.email, ADMIN.password);

    const record = (resource: string, code: string, action = 'show'): string => `/admin/resources/${resource}/records/${code}/${action}`;
    const pages = ['/admin/resources/packages', record('packages', running.code), record('packages', running.code, 'edit'), record('deliveries', running.delivery)];
    const more = ['/admin', '/admin/resources/packages/actions/new', record('campaigns', running.campaign), record('entities', running.entities[0] ?? ''), ...LISTS.map((list) => `/admin/resources/${list}`)];
    for (const path of FULL_GRID ? [...pages, ...more] : pages) {
      await page.goto(path);
      await page.waitForSelector('main h1');
      expect([path, await faults(page)]).toEqual([path, []]);
    }

    await page.goto(record('packages', running.code));
    await page.locator('.btn.asks').click();
    await page.locator('dialog .touch').waitFor();
    expect(await faults(page)).toEqual([]);
    await close();
  }, 150_000);

  it('can be worked with the keyboard, and no key cancels', async () => {
    const { page, close } = await openPanel(browser, app.url, { language: 'en' });
    await signIn(page, ADMIN.email, ADMIN.password);

    await page.keyboard.press('/');
    await page.keyboard.type(running.code.toLowerCase());
    await page.keyboard.press('Enter');
    await page.locator('.btn.asks').focus();
    await page.keyboard.press('Enter');
    await page.locator('dialog .touch').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');

    await page.locator('dialog').waitFor({ state: 'detached' });
    expect(await page.locator('.btn.asks:focus').count()).toBe(1);
    expect((await app.call('GET', `/api/v1/packages/${running.code}`)).body['status']).toBe('published');
    await close();
  });
});
