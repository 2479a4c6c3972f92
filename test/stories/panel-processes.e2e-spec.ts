import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

import { startApp, type TestApp } from '../support/app.js';
import { buildPanelOnce, openPanel, signIn, startBrowser } from '../support/browser.js';
import { aRunningPackage, type RunningPackage } from '../support/running-package.js';

const ADMIN = { email: 'admin@relais.example', password: 'correct horse battery' };
const HOUR = 3_600;

const record = (resource: string, code: string): string => `/admin/resources/${resource}/records/${code}/show`;
/** What a reader sees, with plain spaces. */
const seen = async (page: Page, selector: string): Promise<string[]> => (await page.locator(selector).allInnerTexts()).map((text) => text.replace(/[\u00a0\u202f]/g, ' ').replace(/\s+/g, ' ').trim());
const figures = async (page: Page): Promise<Record<string, number>> => {
  const texts = await seen(page, 'section[aria-labelledby=card-figures] .sum > div');
  return Object.fromEntries(texts.map((text) => /^(.+?) ([\d, ]+)/.exec(text)).map((found) => [found?.[1] ?? '', Number(found?.[2]?.replace(/[, ]/g, '') ?? NaN)]));
};

describe('the pages of things that run', () => {
  let app: TestApp;
  let browser: Browser;
  let running: RunningPackage;

  beforeAll(async () => {
    await buildPanelOnce();
    app = await startApp({ name: 'panel-processes', panel: true });
    browser = await startBrowser();
    running = await aRunningPackage(app, 'Winter savings');
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  it('pause, resume and stop a delivery, after saying what that does in numbers', async () => {
    const { page, complaints, close } = await openPanel(browser, app.url, { language: 'en' });
    await signIn(page, ADMIN.email, ADMIN.password);
    await page.goto(record('deliveries', running.delivery));

    await page.getByRole('button', { name: 'Pause…' }).click();
    expect(await page.locator('dialog').innerText()).toMatch(/\d+ messages wait until it is resumed/);
    await page.getByRole('button', { name: `Pause ${running.delivery}` }).click();
    await page.waitForSelector('.head .pr.pau:has-text("Paused")');
    expect((await seen(page, 'section[aria-labelledby=card-course] li')).map((mark) => mark.split(/ \d/)[0])).toEqual(['Made', 'Started', 'Pause asked', 'Paused']);

    await page.getByRole('button', { name: 'Resume…' }).click();
    await page.getByRole('button', { name: `Resume ${running.delivery}` }).click();
    await page.waitForSelector('.head .pr.run:has-text("Running")');

    await page.getByRole('button', { name: 'Stop…' }).click();
    await page.fill('#dialog-comment', 'Wrong rate in the text');
    await page.getByRole('button', { name: new RegExp(`^Stop ${running.delivery} and cancel \\d+ messages$`) }).click();
    await page.waitForSelector('.head .pr.stop:has-text("Stopped")');
    const { 'To deliver': all, Sent, Failed, Uncertain, Pending, 'Canceled, never sent': Canceled } = await figures(page);
    expect(all).toBe(300);
    expect((Sent ?? 0) + (Failed ?? 0) + (Uncertain ?? 0) + (Pending ?? 0) + (Canceled ?? 0)).toBe(300);
    expect(Canceled).toBeGreaterThan(0);
    await page.waitForSelector('ol.log li:has-text("Wrong rate in the text")');
    expect((await seen(page, 'ol.log li > div')).join(' ')).toContain('Administrator asked the delivery to stop. “Wrong rate in the text”');
    expect(await page.locator('.head .acts button').count()).toBe(0);

    await page.getByRole('button', { name: 'Show the figures of each entity' }).click();
    await page.waitForSelector('section[aria-labelledby=card-entities] tbody tr');
    const rows = await page.locator('section[aria-labelledby=card-entities] tbody tr').all();
    const parts = await Promise.all(rows.map(async (row) => (await row.locator('td.num').allInnerTexts()).map(Number)));
    expect(parts.map((part) => part.reduce((sum, each) => sum + each, 0))).toEqual([100, 100, 100]);
    expect(parts.reduce((sum, part) => sum + (part.at(-1) ?? 0), 0)).toBe(Canceled);
    const { body: list } = await app.call('GET', `/api/v1/deliveries?package=${running.code}&cycle=1&figures=true`);
    expect(list['figures']).toMatchObject({ of: 1, toDeliver: 300, sent: Sent, canceled: Canceled, pending: 0, processed: 300 - (Canceled ?? 0) });
    expect(complaints).toEqual([]);
    await close();
  });

  it('agree with their thing in French: a delivery is arrêtée', async () => {
    const { page, close } = await openPanel(browser, app.url, { language: 'fr' });
    await signIn(page, ADMIN.email, ADMIN.password);
    const { body } = await app.call('POST', '/api/v1/workflows', { campaign: running.campaign, label: 'Parcours', activities: [{ type: 'wait', seconds: HOUR }] });
    await app.call('POST', `/api/v1/workflows/${String(body['code'])}/stop`, {});
    const { body: delivery } = await app.call('POST', '/api/v1/deliveries', { campaign: running.campaign, label: 'Lettre', subject: 'Bonjour', text: 'Bonjour' });
    await app.call('POST', `/api/v1/deliveries/${String(delivery['code'])}/stop`, {});

    await page.goto(record('deliveries', String(delivery['code'])));
    await page.waitForSelector('.head .pr');
    expect(await seen(page, '.head .pr')).toEqual(['Arrêtée']);
    await page.goto(record('workflows', String(body['code'])));
    await page.waitForSelector('.head .pr');
    expect(await seen(page, '.head .pr')).toEqual(['Arrêté']);
    await close();
  });

  it('draw a workflow’s activities, with the one under way and what comes', async () => {
    const { page, close } = await openPanel(browser, app.url, { language: 'en' });
    await signIn(page, ADMIN.email, ADMIN.password);
    const mail = { label: 'Reminder', subject: 'Hello', text: 'Hello' };
    const { body } = await app.call('POST', '/api/v1/workflows', {
      campaign: running.campaign,
      label: 'Journey',
      activities: [{ type: 'query', entities: running.entities, query: { firstName: 'Ada' } }, { type: 'wait', seconds: HOUR }, { type: 'deliver', delivery: mail }],
    });
    const code = String(body['code']);
    await app.call('POST', `/api/v1/workflows/${code}/start`, {});

    await page.goto(record('workflows', code));
    await page.waitForSelector('.flow li.wait');

    const steps = await seen(page, '.flow li');
    expect(steps[0]).toMatch(/^Query .+, where firstName is Ada 300 recipients selected done 1 of 3$/);
    expect(steps[1]).toMatch(/^Wait for 1 h wakes .+ CES?T, in 59 min waiting 2 of 3$/);
    expect(steps[2]).toBe('Deliver “Reminder” to everybody selected to come 3 of 3');
    expect(await page.locator('.flow li[aria-current=step]').count()).toBe(1);

    await page.getByRole('button', { name: 'Stop…' }).click();
    expect(await page.locator('dialog').innerText()).toContain('2 activities are never done. A stop is for good');
    await page.getByRole('button', { name: `Stop ${code}` }).click();
    await page.waitForSelector('.flow li.stop');
    expect((await seen(page, '.flow .state')).join(', ')).toBe('done, stopped here, never done');
    await close();
  });

  it('take a delivery that recurs from the form, and draw it with its occurrences', async () => {
    const { page, close } = await openPanel(browser, app.url, { language: 'en' });
    await signIn(page, ADMIN.email, ADMIN.password);
    const mail = { label: 'Weekly', subject: 'Hello', text: 'Hello' };
    const { body } = await app.call('POST', '/api/v1/workflows', { campaign: running.campaign, label: 'Weekly letter', activities: [{ type: 'query', entities: running.entities.slice(0, 1) }, { type: 'deliver', delivery: mail }] });
    const code = String(body['code']);
    await page.goto(record('workflows', code).replace(/show$/, 'edit'));

    await page.getByLabel('How often').selectOption('again');
    await page.getByLabel('Every', { exact: true }).fill('2');
    await page.getByLabel('Unit').selectOption('week');
    await page.getByLabel('Times').fill('3');
    await page.locator('main form button[type=submit]').click();
    await page.waitForURL(/show/);

    await page.locator('.flow li').nth(1).waitFor();
    expect((await seen(page, '.flow li'))[1]).toBe('Recurring delivery “Weekly” every 2 weeks, 3 times to come 2 of 2');
    await app.call('POST', `/api/v1/workflows/${code}/start`, {});
    await page.reload();
    await page.waitForSelector('.flow li.wait .made');
    expect((await seen(page, '.flow li'))[1]).toMatch(/^Recurring delivery “Weekly” every 2 weeks, 3 times wakes .+, in 13 d.* Weekly \(1\) DM\d+ .+ waiting 2 of 2$/);
    await app.call('POST', `/api/v1/workflows/${code}/stop`, {});
    await close();
  });

  it('tell what changed on the timeline, field by field, and refusals in sentences', async () => {
    const { page, close } = await openPanel(browser, app.url, { language: 'en' });
    await signIn(page, ADMIN.email, ADMIN.password);
    const { body } = await app.call('GET', `/api/v1/packages/${running.code}`);
    const added = await app.call('POST', '/api/v1/entities', { label: 'Nice Masséna', locale: 'fr', timeZone: 'Europe/Paris', contact: 'Anne Roux', notificationGroup: [], orderReviewers: [] });
    const audience = [...running.entities, String(added.body['code'])];
    const edited = await app.call('PATCH', `/api/v1/packages/${running.code}`, { folder: 'Stories/2027', schedule: { end: '2029-01-15T22:59:00.000Z' }, audience }, { 'If-Match': `"${String(body['version'])}"` });
    expect(edited.status).toBe(200);
    expect((await app.call('POST', `/api/v1/packages/${running.code}/submit`, {})).status).toBe(409);

    await page.goto(record('packages', running.code));
    await page.waitForSelector('ol.log .changed');

    expect(await seen(page, 'ol.log .changed li')).toEqual([expect.stringMatching(/^Folder: Stories Stories \/ 2027$/), expect.stringMatching(/^Schedule end: .+ 15 Jan 2029, 23:59 CET$/), 'Audience: Nice Masséna']);
    expect(await seen(page, 'ol.log li:has(.i-x) > div')).toEqual(['Refused. Administrator tried to submit the package: its status did not allow it.']);
    await close();
  });

  it('make a draft in a form that names each wrong field, and start it after its dialog', async () => {
    const { page, complaints, close } = await openPanel(browser, app.url, { language: 'en' });
    await signIn(page, ADMIN.email, ADMIN.password);
    const { body: campaign } = await app.call('POST', '/api/v1/campaigns', { label: 'Branch news' });

    await page.goto(record('campaigns', String(campaign['code'])));
    await page.getByRole('link', { name: 'New delivery' }).click();
    await page.fill('#label', 'Opening hours');
    await page.fill('#mail-subject', 'Hello ');
    await page.getByRole('button', { name: 'Insert recipient.firstName' }).click();
    expect(await page.inputValue('#mail-subject')).toBe('Hello {{recipient.firstName}}');
    await page.fill('#mail-text', 'We open at {{entity.opens}}');
    await page.getByRole('button', { name: 'Create the draft' }).click();
    expect(await page.locator('form [role=alert]').innerText()).toContain('Plain text');
    expect(await page.getAttribute('#mail-text', 'aria-invalid')).toBe('true');

    await page.fill('#mail-text', 'We open at nine in {{entity.label}}');
    await page.fill('#mail-entities', running.entities[0] ?? '');
    await page.waitForSelector('.mail-subject:has-text("Hello Ada")');
    await page.getByRole('button', { name: 'Create the draft' }).click();
    await page.waitForSelector('.head .pr.wait:has-text("Draft")');
    await page.getByRole('button', { name: 'Start…' }).click();
    expect(await page.locator('dialog').innerText()).toContain('It goes to Winter savings, branch 1: each address once, at most 100 messages a second.');
    await page.locator('dialog .btn.main').click();
    await page.waitForSelector('.head .pr:has-text("Finished")', { timeout: 20_000 });
    expect((await figures(page))['Sent']).toBe(100);
    // The API's 422 is an error to the browser's console too.
    expect(complaints.filter((complaint) => !complaint.includes('422'))).toEqual([]);
    await close();
  });
});
