import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

import { faults } from '../support/accessibility.js';
import { startApp, type TestApp } from '../support/app.js';
import { buildPanelOnce, openPanel, type PanelPage, signInByForm, startBrowser } from '../support/browser.js';
import { aPanelNetwork, PASSWORD, type PanelNetwork } from '../support/panel-network.js';

const edit = (resource: string, code: string): string => `/admin/resources/${resource}/records/${code}/edit`;

describe('what is typed in a form', () => {
  let app: TestApp;
  let browser: Browser;
  let network: PanelNetwork;
  let panel: PanelPage;
  let page: Page;

  beforeAll(async () => {
    await buildPanelOnce();
    app = await startApp({ name: 'panel-drafts', panel: true, roles: 'api' });
    browser = await startBrowser();
    network = await aPanelNetwork(app);
    panel = await openPanel(browser, app.url, { language: 'en' });
    page = panel.page;
    await signInByForm(page, 'admin@relais.example', PASSWORD);
  });
  afterAll(async () => {
    await panel.close();
    await browser.close();
    await app.close();
  });

  const pick = async (id: string, typed: string): Promise<void> => {
    await page.fill(id, typed);
    await page.locator('[role=option]:not(.none)', { hasText: new RegExp(typed, 'i') }).first().click();
  };

  it('outlives a reload: it is offered with its time, taken up, saved, and forgotten', async () => {
    const code = await network.package();
    await page.goto(edit('packages', code));
    await page.fill('#label', 'Winter savings, revised');
    await page.reload();
    await page.waitForSelector('text=/You typed here on .+\\sCES?T and did not save it/');
    expect(await faults(page)).toEqual([]);
    expect(await page.inputValue('#label')).toBe('Winter savings');

    await page.click('text="Go on with it"');
    expect(await page.inputValue('#label')).toBe('Winter savings, revised');
    await page.click('main button[type=submit]');
    await page.waitForSelector('h1:has-text("Winter savings, revised")');
    await page.goto(edit('packages', code));
    await page.waitForSelector('#label');
    expect(await page.locator('text="Go on with it"').count()).toBe(0);
  });

  it('that was kept meets what others saved since then, field by field; discarded, it is gone', async () => {
    const code = await network.story.make('/campaigns', { label: 'Spring', folder: 'Loans' });
    await page.goto(edit('campaigns', code));
    await page.fill('#label', 'Spring offers');
    await page.reload();
    await page.waitForSelector('text="Go on with it"');
    await app.call('PATCH', `/api/v1/campaigns/${code}`, { label: 'Spring loans', folder: 'Loans/2026' }, { 'if-match': '"1"' });
    await page.reload();
    await page.click('text="Go on with it"');
    await page.waitForSelector('.conflict >> text=Folder: Loans/2026 (theirs, kept)');
    expect(await faults(page)).toEqual([]);
    await page.click('text="Yours: Spring offers"');
    await page.click('text="Save with these choices"');
    await page.waitForSelector('h1:has-text("Spring offers")');
    expect(await network.story.get(`/campaigns/${code}`)).toMatchObject({ label: 'Spring offers', folder: 'Loans/2026' });

    await page.goto(edit('campaigns', code));
    await page.fill('#label', 'Spring nothing');
    await page.reload();
    await page.click('text="Discard it"');
    await page.reload();
    await page.waitForSelector('#label');
    expect(await page.locator('text="Discard it"').count()).toBe(0);
  });

  it('refused after a conflict was settled is mended in the form, over what others saved', async () => {
    const code = await network.story.make('/campaigns', { label: 'Dated', schedule: { start: '2031-03-01T09:00:00Z', end: '2031-04-01T09:00:00Z' } });
    await page.goto(edit('campaigns', code));
    await page.fill('#end', '2031-03-10T10:00');
    await app.call('PATCH', `/api/v1/campaigns/${code}`, { schedule: { start: '2031-03-20T09:00:00Z' } }, { 'if-match': '"1"' });
    await page.click('main button[type=submit]');
    await page.click('text="Save with these choices"');
    await page.waitForSelector('form [role=alert] >> text=/must be after the start/');
    await page.fill('#end', '2031-03-25T10:00');
    await page.click('main button[type=submit]');
    await page.waitForSelector('h1:has-text("Dated")');

    expect(await network.story.get(`/campaigns/${code}`)).toMatchObject({ schedule: { start: '2031-03-20T09:00:00.000Z', end: '2031-03-25T09:00:00.000Z' } });
  });

  it('past an offer to go on is kept too: the newest is what is offered', async () => {
    await page.goto('/admin/resources/campaigns/actions/new');
    await page.fill('#label', 'The first thought');
    await page.reload();
    await page.waitForSelector('text="Go on with it"');
    await page.fill('#label', 'A second thought');
    await page.reload();
    await page.click('text="Go on with it"');

    expect(await page.inputValue('#label')).toBe('A second thought');
    await page.goto('/admin/resources/campaigns/actions/new');
    await page.click('text="Discard it"');
  });

  it.each([
    ['deliveries', { subject: 'News', text: 'Hello', html: '' }, 'Subject'],
    ['workflows', { activities: [{ type: 'wait', seconds: 60 }] }, null],
  ])('of %s meets what was saved first', async (kind, given, _field) => {
    const campaign = await network.story.make('/campaigns', { label: 'Autumn' });
    const code = await network.story.make(`/${kind}`, { campaign, label: 'First', ...given });
    await page.goto(edit(kind, code));
    await page.fill('#label', 'Mine');
    await app.call('PATCH', `/api/v1/${kind}/${code}`, { label: 'Theirs' }, { 'if-match': '"1"' });
    await page.click('main button[type=submit]');
    await page.waitForSelector('.conflict');
    await page.click('text="Theirs: Theirs"');
    await page.click('text="Save with these choices"');
    await page.waitForSelector('h1:has-text("Theirs")');

    expect(await network.story.get(`/${kind}/${code}`)).toMatchObject({ label: 'Theirs' });
  });

  it('is made once, also where the answer was lost and it is saved again', async () => {
    await page.goto('/admin/resources/campaigns/actions/new');
    await page.fill('#label', 'Lost and found');
    await page.route('**/api/v1/campaigns', async (route) => {
      await route.fetch();
      await route.abort();
    }, { times: 1 });
    await page.click('main button[type=submit]');
    await page.waitForSelector('main form [role=alert]');
    await page.click('main button[type=submit]');
    await page.waitForSelector('h1:has-text("Lost and found")');

    const { items } = await network.story.get<{ items: { label: string }[] }>('/campaigns?q=Lost');
    expect(items.map(({ label }) => label)).toEqual(['Lost and found']);
  });

  it('names things by typing: reference campaign, folder that is new, audience, people', async () => {
    await network.story.make('/campaigns', { label: 'Mortgage days' });
    await page.goto('/admin/resources/packages/actions/new');
    await page.fill('#label', 'Mortgage');
    await pick('#referenceCampaign', 'mortgage');
    await page.fill('#folder', 'Loans/New');
    await page.press('#folder', 'Enter');
    await pick('#audience', 'lyon');
    // What is typed in full counts without being chosen; what names nothing is said, and not left out in silence.
    await page.fill('#audience', network.other.toLowerCase());
    await page.fill('#assignedTo', 'nobody');
    await page.press('#assignedTo', 'Tab');
    await page.waitForSelector('.reference:has(#assignedTo) .error:has-text("choose from the list")');
    await page.click('main button[type=submit]');
    expect(await page.evaluate('document.activeElement.id')).toBe('assignedTo');
    await page.fill('#assignedTo', '');
    await pick('#reviewers', 'lina');
    expect(await faults(page)).toEqual([]);
    await page.click('main button[type=submit]');
    await page.waitForSelector('h1:has-text("Mortgage")');

    const [made] = (await network.story.get<{ items: Record<string, unknown>[] }>('/packages?q=Mortgage')).items;
    expect(made).toMatchObject({ label: 'Mortgage', folder: 'Loans/New', audience: [network.own, network.other], reviewers: [network.lina] });
  });

  it('head office orders for an entity', async () => {
    const code = await network.package();
    await network.story.post(`/packages/${code}/approve`);
    await page.goto(`/admin/resources/packages/records/${code}/show`);
    await page.click('text="Order for an entity…"');
    await page.click('text="Place the order"');
    await page.waitForSelector('text="Choose the entity that the order is for."');
    await pick('#entity', 'lyon');
    expect(await faults(page)).toEqual([]);
    await page.click('text="Place the order"');
    await page.waitForSelector('text="Placed. You can follow it here."');

    expect((await network.story.get<{ items: Record<string, unknown>[] }>(`/orders?package=${code}`)).items).toMatchObject([{ entity: network.own, status: 'ordered' }]);
  });

  it('an administrator makes and edits an entity and an operator; the password is kept nowhere', async () => {
    await page.goto('/admin/resources/entities');
    await page.click('text="New entity"');
    await page.fill('#label', 'Metz');
    await page.fill('#timeZone', 'Europe/Metz');
    expect(await faults(page)).toEqual([]);
    await page.click('main button[type=submit]');
    await page.waitForSelector('[role=alert] >> text=/Time zone/');
    await page.fill('#timeZone', 'Europe/Paris');
    await page.fill('#notificationGroup', 'metz@relais.example\nhead@relais.example');
    await page.click('main button[type=submit]');
    await page.waitForSelector('h1:has-text("Metz")');
    await page.click('text="Edit"');
    await page.fill('#contact', 'Luc');
    await page.click('main button[type=submit]');
    await page.waitForSelector('dd:has-text("Luc")');

    await page.goto('/admin/resources/operators/actions/new');
    await page.fill('#name', 'Luc Marchal');
    await page.fill('#email', 'luc@relais.example');
    await page.selectOption('#role', 'local');
    await pick('#entity', 'metz');
    await page.fill('#password', 'a password of Luc');
    expect(await faults(page)).toEqual([]);
    expect(await page.evaluate('JSON.stringify(window.localStorage)')).toContain('Luc Marchal');
    expect(await page.evaluate('JSON.stringify(window.localStorage)')).not.toContain('a password of Luc');
    await page.click('main button[type=submit]');
    await page.waitForSelector('h1:has-text("Luc Marchal")');
    expect(await network.story.get('/operators/luc@relais.example')).toMatchObject({ role: 'local', name: 'Luc Marchal' });
  });

  it('is gone from this desk when its writer signs out', async () => {
    await page.goto('/admin/resources/campaigns/actions/new');
    await page.fill('#label', 'A secret plan');
    await page.click('.sign-out');
    await page.waitForSelector('#email');

    expect(await page.evaluate('JSON.stringify(window.localStorage)')).not.toContain('A secret plan');
    expect(panel.complaints.filter((line) => !/422|412|ERR_FAILED/.test(line))).toEqual([]);
  });
});
