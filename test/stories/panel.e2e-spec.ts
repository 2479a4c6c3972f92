import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';

import { startApp, type TestApp } from '../support/app.js';
import { buildPanelOnce, openPanel, signIn, signInByForm, startBrowser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { languages } from '../support/grid.js';
import { aRunningPackage, type RunningPackage } from '../support/running-package.js';

const ADMIN = { email: 'admin@relais.example', password: 'correct horse battery' };
const DAY = 86_400_000;

// Written out, so that a text that changes by accident fails.
const WORDS = {
  en: { late: 'Late', edit: 'Edit', save: 'Save', cancel: 'Cancel…', keep: 'Keep the package', truth: 'Canceled, true now', finished: /^Cascade finished at/, canceled: 'Canceled', reached: 'Recipients reached (CSV)', wrong: 'This e-mail and password do not go together.', lateBadge: /^Late \d/ },
  fr: { late: 'En retard', edit: 'Modifier', save: 'Enregistrer', cancel: 'Annuler…', keep: 'Garder le kit', truth: 'Annulé, vrai dès maintenant', finished: /^Cascade terminée à/, canceled: 'Annulée', reached: 'Destinataires atteints (CSV)', wrong: 'Cet e-mail et ce mot de passe ne vont pas ensemble.', lateBadge: /^En retard de \d/ },
} as const;

describe.each(languages('en'))('the panel in %s', (language) => {
  const words = WORDS[language];
  let app: TestApp;
  let browser: Browser;
  let running: RunningPackage;
  let late: string;

  beforeAll(async () => {
    await buildPanelOnce();
    app = await startApp({ name: `panel-${language}`, panel: true });
    browser = await startBrowser();
    running = await aRunningPackage(app, `Winter savings ${language}`);
    const now = performance.timeOrigin + performance.now();
    const forgotten = await app.call('POST', '/api/v1/packages', { label: 'Heat pump loan', kind: 'local', schedule: { start: new Date(now - 3 * DAY).toISOString(), end: new Date(now + DAY).toISOString() }, availableAt: new Date(now - 2 * DAY).toISOString() });
    late = String(forgotten.body['code']);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  it('asks who is there, and says plainly when e-mail and password do not go together', async () => {
    const { page, close } = await openPanel(browser, app.url, { language });

    await page.goto('/admin/resources/packages?late=true');
    await page.fill('#email', ADMIN.email);
    await page.fill('#password', 'wrong');
    await page.click('button[type=submit]');
    expect(await page.textContent('[role=alert]')).toContain(words.wrong);

    await page.fill('#password', ADMIN.password);
    await page.click('button[type=submit]');
    await page.waitForSelector('nav.quick');
    expect(new URL(page.url()).search).toBe('?late=true');
    expect(await page.getAttribute('html', 'lang')).toBe(language);
    await close();
  });

  it('leads to a late package by the quick link, to be edited', async () => {
    const { page, complaints, close } = await openPanel(browser, app.url, { language });
    await signInByForm(page, ADMIN.email, ADMIN.password);
    await page.click('nav a[href="/admin/resources/packages"]');

    await page.click(`nav.quick a.apart:has-text("${words.late}")`);
    const row = page.locator('tbody tr', { hasText: late });
    expect(await row.locator('.late').innerText()).toMatch(words.lateBadge);
    await row.locator('th a').click();
    await page.click(`a.btn:has-text("${words.edit}")`);
    await page.fill('#label', 'Heat pump loan, corrected');
    await page.click(`button:has-text("${words.save}")`);

    await page.waitForSelector('h1:has-text("Heat pump loan, corrected")');
    const saved = await app.call('GET', `/api/v1/packages/${late}`);
    expect(saved.body['label']).toBe('Heat pump loan, corrected');
    expect(complaints).toEqual([]);
    await close();
  });

  it('puts what two people saved side by side, field by field, and writes nothing before they chose', async () => {
    const { page, close } = await openPanel(browser, app.url, { language });
    await signIn(page, ADMIN.email, ADMIN.password);
    await page.goto(`/admin/resources/packages/records/${late}/edit`);
    await page.fill('#folder', 'Mine');
    await page.fill('#label', 'My label');
    const { version, label } = (await app.call('GET', `/api/v1/packages/${late}`)).body as unknown as { version: number; label: string };
    await app.call('PATCH', `/api/v1/packages/${late}`, { folder: 'Theirs' }, { 'if-match': `"${version}"` });

    await page.click(`button:has-text("${words.save}")`);

    const chooser = page.locator('.conflict');
    await chooser.waitFor();
    expect(await chooser.locator('fieldset').count()).toBe(1);
    expect(await chooser.locator('fieldset').innerText()).toMatch(/Theirs[\s\S]*Mine/);
    expect((await app.call('GET', `/api/v1/packages/${late}`)).body).toMatchObject({ folder: 'Theirs', label });

    await chooser.locator('fieldset input').nth(1).check();
    await chooser.locator('.btn.main').click();
    await page.waitForSelector('h1:has-text("My label")');
    expect((await app.call('GET', `/api/v1/packages/${late}`)).body).toMatchObject({ folder: 'Mine', label: 'My label' });
    await close();
  });

  it('keeps what is typed when the session ends, and goes on after the password', async () => {
    const { page, close } = await openPanel(browser, app.url, { language });
    await signIn(page, ADMIN.email, ADMIN.password);
    await page.goto(`/admin/resources/packages/records/${late}/edit`);
    await page.fill('#label', 'Typed before the session ended');
    await page.context().clearCookies({ name: 'relais.sid' });

    await page.click(`button:has-text("${words.save}")`);
    await page.fill('#again-password', 'a wrong one');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#again-wrong');
    await page.fill('#again-password', ADMIN.password);
    await page.keyboard.press('Enter');

    await page.waitForSelector('h1:has-text("Typed before the session ended")');
    expect((await app.call('GET', `/api/v1/packages/${late}`)).body['label']).toBe('Typed before the session ended');
    await close();
  });

  it('cancels a collaborative package through the dialog, and reports what was halted', async () => {
    await eventually('the delivery is sending', async () => Number((await app.call('GET', `/api/v1/deliveries/${running.delivery}`)).body['sent']) > 0);
    const { page, complaints, close } = await openPanel(browser, app.url, { language });
    await signIn(page, ADMIN.email, ADMIN.password);
    await page.goto(`/admin/resources/packages/records/${running.code}/show`);

    await page.click(`button:has-text("${words.cancel}")`);
    const dialog = page.locator('dialog[open]');
    await dialog.locator('.touch').waitFor();
    expect(await dialog.locator('textarea:focus').count()).toBe(1);
    await page.keyboard.type('The rate is wrong.');
    await page.keyboard.press('Enter');
    expect(await dialog.locator('footer button').first().innerText()).toBe(words.keep);
    expect((await app.call('GET', `/api/v1/packages/${running.code}`)).body['status']).toBe('published');
    const consequences = await dialog.locator('.touch b').allInnerTexts();
    expect(consequences.slice(0, 4)).toEqual(['3', '1', '0', '1']);
    await dialog.locator('button.danger').click();

    await page.waitForSelector(`h2:has-text("${words.truth}")`);
    await page.getByRole('heading', { name: words.finished }).waitFor();
    expect(await page.locator('.steps li.done').count()).toBe(5);
    const figures = await page.locator('.halt .sum dd').allInnerTexts();
    const [toDeliver = 0, sent = 0, failed = 0, never = 0, uncertain = 0] = figures.map((figure) => Number(figure.replace(/\D/g, '')));
    expect(toDeliver).toBe(300);
    expect(sent).toBeGreaterThan(0);
    expect(sent + failed + never + uncertain).toBe(toDeliver);
    expect(await page.getByText(words.reached).isVisible()).toBe(true);

    await page.goto(`/admin/resources/orders?package=${running.code}`);
    await page.waitForSelector('tbody tr');
    expect(new Set(await page.locator('tbody .st').allInnerTexts())).toEqual(new Set([words.canceled]));
    expect(complaints).toEqual([]);
    await close();
  });
});
