import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';

import { startApp, type TestApp } from '../support/app.js';
import { buildPanelOnce, openPanel, signIn, signInByForm, startBrowser } from '../support/browser.js';
import { languages } from '../support/grid.js';
import { aPanelNetwork, PASSWORD, type PanelNetwork } from '../support/panel-network.js';

const NO_BREAK = '\u00a0';
const WORDS = {
  en: { offers: 'Offers', menu: ['Home', 'Offers', 'Our orders', 'Our campaigns', 'Entity', 'Our recipients', 'Mails to us'], order: 'Order…', place: 'Place the order', draft: 'Keep as a draft', number: 'Type a number, such as 3.40.', required: '“Slogan” is required.', placed: 'Placed. You can follow it here.', drafted: 'Kept as a draft. It is not placed yet.', edit: 'Edit', save: 'Save', saved: 'Saved.', cancel: 'Cancel the order…', keep: 'Keep the order', confirm: 'Cancel', canceled: 'Canceled', ordered: 'Ordered', notFound: 'There is nothing at this address', withdraw: 'Withdraw…', registered: /^You are registered\. You may change or withdraw until .+CES?T/, withdrawn: 'Withdrawn.', needs: 'Registered: change or withdraw until', rate: '3.4', decide: 'Awaits your approval', approve: 'Approve', available: 'Available' },
  fr: { offers: 'Kits proposés', menu: ['Tableau de bord', 'Kits proposés', 'Nos commandes', 'Nos opérations', 'Entité', 'Nos destinataires', 'E-mails reçus'], order: 'Commander…', place: 'Passer la commande', draft: 'Garder en brouillon', number: 'Saisissez un nombre, comme 3,40.', required: '« Slogan » est obligatoire.', placed: 'Commande passée. Vous pouvez la suivre ici.', drafted: 'Gardée en brouillon. Elle n’est pas encore passée.', edit: 'Modifier', save: 'Enregistrer', saved: 'Enregistré.', cancel: 'Annuler la commande…', keep: 'Garder la commande', confirm: 'Annuler', canceled: 'Annulé', ordered: 'Commandé', notFound: 'Il n’y a rien à cette adresse', withdraw: 'Se retirer…', registered: /^Vous êtes inscrit\. Vous pouvez modifier ou vous retirer jusqu’au .+CES?T/, withdrawn: 'Retirée.', needs: `Inscription${NO_BREAK}: à modifier ou à retirer jusqu’au`, rate: '3,4', decide: 'Attend votre validation', approve: 'Valider', available: 'Disponible' },
} as const;
const FORM = [
  { name: 'rate', label: 'Rate', type: 'number', required: true, default: 3.4 },
  { name: 'slogan', label: 'Slogan', type: 'text', required: true },
  { name: 'colour', label: 'Colour', type: 'choice', options: ['red', 'blue'] },
  { name: 'opening', label: 'Opening', type: 'date' },
  { name: 'leaflet', label: 'Leaflet', type: 'boolean', default: true },
];
const record = (resource: string, code: string, action = 'show'): string => `/admin/resources/${resource}/records/${code}/${action}`;

describe.each(languages('fr'))('a local operator’s day, in %s', (language) => {
  const words = WORDS[language];
  let app: TestApp;
  let browser: Browser;
  let network: PanelNetwork;
  let offer: string;
  let theirs: string;

  beforeAll(async () => {
    await buildPanelOnce();
    app = await startApp({ name: `panel-local-${language}`, panel: true });
    browser = await startBrowser();
    network = await aPanelNetwork(app);
    offer = await network.package({ distributionLevel: 'by-form', form: FORM });
    await network.story.post(`/packages/${offer}/approve`);
    theirs = await network.story.make('/orders', { package: offer, entity: network.other, parameters: { slogan: 'Sun' }, place: true });
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  it('begins with a menu that holds what is theirs alone', async () => {
    const { page, close } = await openPanel(browser, app.url, { language });
    await signInByForm(page, network.julie, PASSWORD);

    expect((await page.locator('#menu a:not(.skip)').allInnerTexts()).map((text) => text.trim())).toEqual(words.menu);
    for (const address of ['/admin/resources/cancellations', '/admin/resources/operators', '/admin/resources/journal', '/admin/resources/entities', '/admin/resources/packages/actions/new', record('packages', offer, 'edit'), record('packages', offer, 'reinitialize'), record('orders', theirs), record('orders', theirs, 'edit'), record('entities', network.other)]) {
      await page.goto(address);
      expect([address, await page.locator('main h1').innerText()]).toEqual([address, words.notFound]);
    }
    await close();
  });

  it('goes from an offer to an order, its mistakes told at their fields first, then edits it and cancels it', async () => {
    const { page, complaints, close } = await openPanel(browser, app.url, { language });
    await signInByForm(page, network.julie, PASSWORD);
    await page.click(`#menu a:has-text("${words.offers}")`);
    await page.click(`tbody a.btn:has-text("${words.order}")`);

    await page.waitForSelector('#parameter-rate');
    expect(await page.inputValue('#parameter-rate')).toBe(words.rate);
    expect(await page.isChecked('#parameter-leaflet')).toBe(true);
    await page.fill('#parameter-rate', 'three');
    await page.click(`button:has-text("${words.place}")`);
    await page.waitForSelector('#parameter-rate:focus');
    expect(await page.locator('#parameter-rate-error').innerText()).toBe(words.number);
    await page.fill('#parameter-rate', '2,75');
    await page.click(`button:has-text("${words.place}")`);
    await page.waitForSelector('#parameter-slogan:focus');
    expect((await page.locator('#parameter-slogan-error').innerText()).replaceAll(NO_BREAK, ' ')).toBe(words.required);
    await page.fill('#parameter-slogan', 'Warm winter');
    await page.selectOption('#parameter-colour', 'blue');
    await page.fill('#parameter-opening', '2026-12-01');
    await page.click(`button:has-text("${words.place}")`);
    await page.getByText(words.placed).waitFor();

    const code = await page.locator('main h1 .code').innerText();
    const placed = await network.story.get<{ entity: string; status: string; parameters: unknown }>(`/orders/${code}`);
    expect(placed).toMatchObject({ entity: network.own, status: 'ordered', parameters: { rate: 2.75, slogan: 'Warm winter', colour: 'blue', opening: '2026-12-01', leaflet: true } });

    await page.click(`a.btn:has-text("${words.edit}")`);
    await page.fill('#parameter-slogan', 'Cosy winter');
    await page.click(`button:has-text("${words.save}")`);
    await page.getByText(words.saved).waitFor();
    expect((await network.story.get<{ parameters: { slogan: string } }>(`/orders/${code}`)).parameters.slogan).toBe('Cosy winter');

    await page.click(`button:has-text("${words.cancel}")`);
    await page.locator('dialog textarea').fill('We close that week.');
    expect(await page.locator('dialog footer button').first().innerText()).toBe(words.keep);
    await page.click(`dialog button.danger:has-text("${words.confirm} ${code}")`);
    await page.locator(`.st:has-text("${words.canceled}")`).waitFor();
    expect(await network.story.get(`/orders/${code}`)).toMatchObject({ status: 'canceled', canceled: { by: network.julie, comment: 'We close that week.', cancellation: null } });
    // What was refused on the way is an answer of 422, which the browser notes too.
    expect(complaints.filter((complaint) => !complaint.includes('422'))).toEqual([]);
    await close();
  });

  it('keeps a draft where the offer does not take orders yet', async () => {
    const early = await network.package({ label: 'Early bird', availableAt: network.at(3) });
    await network.story.post(`/packages/${early}/approve`);
    const { page, close } = await openPanel(browser, app.url, { language });
    await signIn(page, network.julie, PASSWORD);

    await page.goto(record('packages', early, 'order'));
    await page.waitForSelector('#label');
    expect(await page.getByRole('button', { name: words.place }).count()).toBe(0);
    await page.click(`button:has-text("${words.draft}")`);
    await page.getByText(words.drafted).waitFor();

    const code = await page.locator('main h1 .code').innerText();
    expect((await network.story.get(`/orders/${code}`))['status']).toBe('draft');
    await close();
  });

  it('approves an order of the entity where it named them its reviewer, and where not, is offered no such button', async () => {
    const open = await network.package({ label: 'Branch open day' });
    await network.story.post(`/packages/${open}/approve`);
    const code = await network.story.make('/orders', { package: open, entity: network.own, place: true });
    const { page, close } = await openPanel(browser, app.url, { language });
    await signIn(page, network.julie, PASSWORD);
    await page.goto(record('orders', code));
    await page.locator(`.btn:has-text("${words.cancel}")`).waitFor();
    expect(await page.getByRole('button', { name: words.approve, exact: true }).count()).toBe(0);

    const { version } = await network.story.get<{ version: number }>(`/entities/${network.own}`);
    expect((await app.call('PATCH', `/api/v1/entities/${network.own}`, { orderReviewers: [network.julie] }, { 'if-match': `"${version}"` })).status).toBe(200);
    await page.goto('/admin');
    await page.locator('.todo-list li', { hasText: code }).locator(`text=${words.decide}`).waitFor();
    await page.locator('.todo-list li', { hasText: code }).locator('a.name').click();
    await page.getByRole('button', { name: words.approve, exact: true }).click();
    await page.locator(`.st.big:has-text("${words.available}")`).waitFor();

    expect(await network.story.get(`/orders/${code}`)).toMatchObject({ status: 'available', approval: { by: network.julie } });
    await close();
  });

  it('withdraws from a package that registered the entity by itself', async () => {
    const automatic = await network.package({ label: 'Referral bonus', orderApproval: 'automatic', availableAt: network.at(2) });
    await network.story.post(`/packages/${automatic}/approve`);
    const registered = await network.story.until<{ items: { code: string }[] }>(`/orders?package=${automatic}&entity=${network.own}&status=approved`, 'holds the order', ({ items }) => items.length === 1);
    const code = registered.items[0]?.code ?? '';
    const { page, close } = await openPanel(browser, app.url, { language });
    await signInByForm(page, network.julie, PASSWORD);
    await page.locator('.todo-list li', { hasText: code }).locator(`text=${words.needs}`).waitFor();

    await page.locator('.todo-list li', { hasText: code }).locator('a.name').click();
    await page.waitForSelector('main .note');
    expect(await page.locator('main .note').innerText()).toMatch(words.registered);
    await page.click(`button:has-text("${words.withdraw}")`);
    await page.locator('dialog button.danger').click();
    await page.getByText(words.withdrawn).waitFor();

    expect(await network.story.get(`/orders/${code}`)).toMatchObject({ status: 'canceled', canceled: { by: network.julie } });
    // Gone with the next answer of the order, which is asked for once the command is done.
    await page.getByRole('button', { name: words.withdraw }).waitFor({ state: 'detached' });
    await close();
  });
});
