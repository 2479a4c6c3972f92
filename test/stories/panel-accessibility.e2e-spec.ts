import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';

import { faults } from '../support/accessibility.js';
import { startApp, type TestApp } from '../support/app.js';
import { buildPanelOnce, openPanel, signIn, signInByForm, startBrowser } from '../support/browser.js';
import { FULL_GRID } from '../support/grid.js';
import { aPanelNetwork, PASSWORD, type PanelNetwork } from '../support/panel-network.js';
import { aRunningPackage, type RunningPackage } from '../support/running-package.js';

const ADMIN = { email: 'admin@relais.example', password: 'correct horse battery' };
const NARROW = 390;
const WIDE = 1440;

type Look = readonly ['light' | 'dark', number, 'en' | 'fr'];
// In one pass each screen in one look, so that among them all looks are seen; `test:all` shows each in every one.
const PAGES_LOOK: Look = ['light', WIDE, 'en'];
const OVERLAYS_LOOK: Look = ['dark', NARROW, 'fr'];
const LOCAL_LOOK: Look = ['dark', WIDE, 'fr'];
const EVERY: readonly Look[] = (['light', 'dark'] as const).flatMap((theme) => [WIDE, NARROW].flatMap((width) => (['en', 'fr'] as const).map((language): Look => [theme, width, language])));
const LISTS = ['orders', 'cancellations', 'campaigns', 'workflows', 'deliveries', 'entities', 'recipients', 'operators', 'notifications', 'journal', 'bulk-runs'];

const record = (resource: string, code: string, action = 'show'): string => `/admin/resources/${resource}/records/${code}/${action}`;

interface Life {
  /** A package that awaits its reviewers, with reminders on the way. */
  asked: string;
  /** One in its second cycle. */
  reopened: string;
  /** One with a form, ordered. */
  formed: string;
  order: string;
  /** One command given to many. */
  run: string;
  /** Drafts that may be edited. */
  delivery: string;
  workflow: string;
  /** A cascade that is over, and a mail of it. */
  cancellation: string;
  notification: string;
}

async function aLife({ story, own, marc, lina, at, package: aPackage }: PanelNetwork): Promise<Life> {
  const asked = await aPackage({ reviewers: [marc, lina], availableAt: at(8), reminders: [{ from: 'submission', offsetDays: 1 }] });
  await story.post(`/packages/${asked}/submit`);
  const reopened = await aPackage();
  for (const command of ['approve', 'reinitialize']) await story.post(`/packages/${reopened}/${command}`);
  const form = [{ name: 'rate', label: 'Rate', type: 'number', required: true }, { name: 'colour', label: 'Colour', type: 'choice', options: ['red', 'blue'] }, { name: 'leaflet', label: 'Leaflet', type: 'boolean' }];
  const formed = await aPackage({ distributionLevel: 'by-form', personalizationDeadline: at(5), form });
  await story.post(`/packages/${formed}/approve`);
  const selection = await story.post<{ id: string }>('/selections', { list: 'packages', codes: [asked, reopened] });
  const { run } = await story.post<{ run: string }>(`/selections/${selection.id}/run`, { command: 'submit', count: 2 });
  const campaign = await story.make('/campaigns', { label: 'Drafts' });
  const delivery = await story.make('/deliveries', { campaign, label: 'A draft', subject: 'News', html: '<p>Hello</p>', text: 'Hello', target: { entities: [own], query: { tier: 1 } } });
  const workflow = await story.make('/workflows', { campaign, label: 'A journey', activities: [{ type: 'query', entities: [own] }, { type: 'wait', seconds: 60 }, { type: 'split', parts: 2 }, { type: 'deliver', part: 1, delivery: { label: 'First', subject: 'News', text: 'Hello' } }, { type: 'recurring-deliver', every: { count: 2, unit: 'week' }, times: 3, delivery: { label: 'Again', subject: 'News', text: 'Hello' } }] });
  const gone = await aPackage({ label: 'Gone' });
  await story.post(`/packages/${gone}/approve`);
  await story.make('/orders', { package: gone, entity: own, place: true });
  const { cancellation } = await story.post<{ cancellation: string }>(`/packages/${gone}/cancel`, { comment: 'Wrong rate' });
  await story.finished(cancellation);
  const mails = await story.get<{ items: { id: string }[] }>(`/notifications?package=${gone}&limit=1`);
  return { asked, reopened, formed, run, delivery, workflow, cancellation, notification: mails.items[0]?.id ?? '', order: await story.make('/orders', { package: formed, entity: own, place: true }) };
}

describe('the panel for everybody', () => {
  let app: TestApp;
  let browser: Browser;
  let running: RunningPackage;
  let network: PanelNetwork;
  let life: Life;

  beforeAll(async () => {
    await buildPanelOnce();
    app = await startApp({ name: 'panel-accessibility', panel: true });
    browser = await startBrowser();
    running = await aRunningPackage(app, 'Winter savings', { recipientsEach: 10, ratePerSecond: 1 });
    network = await aPanelNetwork(app);
    life = await aLife(network);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  it.each(FULL_GRID ? EVERY : [PAGES_LOOK])('has no fault that axe knows, %s, %s wide, in %s', async (colorScheme, width, language) => {
    const { page, close } = await openPanel(browser, app.url, { language, colorScheme, width });
    await page.goto('/admin/login');
    expect(await faults(page)).toEqual([]);
    await signIn(page, ADMIN.email, ADMIN.password);

    const pages = ['/admin', '/admin/resources/packages', record('packages', running.code), record('packages', running.code, 'edit'), record('deliveries', running.delivery), record('packages', life.asked), record('packages', life.reopened), record('orders', life.order), record('cancellations', life.cancellation), record('deliveries', life.delivery, 'edit')];
    const more = ['/admin/resources/packages/actions/new', '/admin/resources/campaigns/actions/new', record('operators', network.marc), record('campaigns', running.campaign), record('entities', running.entities[0] ?? ''), ...LISTS.map((list) => `/admin/resources/${list}`), record('orders', life.order, 'edit')];
    const forms = ['deliveries', 'workflows', 'entities', 'operators'].map((things) => `/admin/resources/${things}/actions/new${things === 'deliveries' || things === 'workflows' ? `?campaign=${running.campaign}` : ''}`);
    const rest = [record('workflows', life.workflow), record('workflows', life.workflow, 'edit'), record('campaigns', running.campaign, 'edit'), record('notifications', life.notification), record('entities', network.own, 'edit'), record('operators', network.marc, 'edit'), record('packages', life.formed, 'order'), record('packages', life.reopened, 'edit')];
    for (const path of FULL_GRID ? [...pages, ...more, ...forms, ...rest] : pages) {
      await page.goto(path);
      await page.waitForSelector('main h1');
      expect([path, await faults(page)]).toEqual([path, []]);
    }
    await close();
  }, 240_000);

  it.each(FULL_GRID ? EVERY : [OVERLAYS_LOOK])('has none in what opens over its pages, %s, %s wide, in %s', async (colorScheme, width, language) => {
    const { page, close } = await openPanel(browser, app.url, { language, colorScheme, width });
    await signIn(page, ADMIN.email, ADMIN.password);
    await page.goto(record('packages', running.code));
    await page.locator('.btn.asks').click();
    await page.locator('dialog .touch').waitFor();
    expect(await faults(page)).toEqual([]);

    await page.goto(record('packages', running.code, 'reinitialize'));
    await page.waitForSelector('main h1');
    expect(['reinitialize', await faults(page)]).toEqual(['reinitialize', []]);
    await page.keyboard.press('?');
    await page.waitForSelector('dialog .keys');
    expect(['keys', await faults(page)]).toEqual(['keys', []]);

    // What opens over a list: its filters, what is done to many, and what became of each.
    await page.goto('/admin/resources/packages');
    await page.locator('.filters .btn').first().click();
    await page.locator('#filter-entity').focus();
    await page.locator('.options:not([hidden]) [role=option]').first().waitFor();
    expect(['filters', await faults(page)]).toEqual(['filters', []]);
    await page.goto('/admin/resources/orders');
    await page.locator('td.tk input').first().check();
    await page.locator('.selection .acts button').last().waitFor();
    expect(['selection', await faults(page)]).toEqual(['selection', []]);
    await page.locator('.head .menu > button').click();
    expect(['views', await faults(page)]).toEqual(['views', []]);
    await page.goto(record('bulk-runs', life.run));
    await page.waitForSelector('main table.rows tbody tr');
    expect(['run', await faults(page)]).toEqual(['run', []]);
    await page.goto('/admin/resources/recipients');
    await page.locator('.head .acts button').last().click();
    await page.setInputFiles('#import-file', { name: 'recipients.csv', mimeType: 'text/csv', buffer: Buffer.from(`email;entity\nada@relais.example;${network.own}\nnobody;${network.own}\n`) });
    await page.waitForSelector('.import-report table');
    expect(['import', await faults(page)]).toEqual(['import', []]);
    await close();
  }, 240_000);

  it.each(FULL_GRID ? EVERY : [LOCAL_LOOK])('has none for a local operator, %s, %s wide, in %s', async (colorScheme, width, language) => {
    const { page, close } = await openPanel(browser, app.url, { language, colorScheme, width });
    await signIn(page, network.julie, PASSWORD);

    const pages = ['/admin', '/admin/resources/packages', record('packages', life.formed), record('packages', life.formed, 'order'), record('orders', life.order), record('orders', life.order, 'edit')];
    const more = [...['orders', 'campaigns', 'workflows', 'deliveries', 'recipients', 'notifications', 'cancellations'].map((list) => `/admin/resources/${list}`), record('entities', network.own)];
    for (const path of FULL_GRID ? [...pages, ...more] : pages) {
      await page.goto(path);
      await page.waitForSelector('main h1');
      await page.waitForSelector('main [role=status].pad', { state: 'detached' });
      expect([path, await faults(page)]).toEqual([path, []]);
    }

    // The form with its mistakes told, and the dialog of a withdrawal.
    await page.goto(record('orders', life.order, 'edit'));
    await page.fill('#parameter-rate', 'three');
    await page.locator('form.edit button[type=submit]').click();
    await page.waitForSelector('#parameter-rate-error');
    expect(await faults(page)).toEqual([]);
    await page.goto(record('orders', life.order));
    await page.locator('.btn.asks').click();
    await page.locator('dialog textarea').waitFor();
    expect(await faults(page)).toEqual([]);
    await close();
  }, 150_000);

  it('can be worked with the keyboard, and no key cancels', async () => {
    const { page, close } = await openPanel(browser, app.url, { language: 'en' });
    await signInByForm(page, ADMIN.email, ADMIN.password);

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
