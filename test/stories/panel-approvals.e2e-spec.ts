import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

import { startApp, type TestApp } from '../support/app.js';
import { buildPanelOnce, openPanel, signIn, startBrowser } from '../support/browser.js';
import { aPanelNetwork, PASSWORD, type PanelNetwork } from '../support/panel-network.js';

const record = (resource: string, code: string, action = 'show'): string => `/admin/resources/${resource}/records/${code}/${action}`;

describe('approvals in the panel', () => {
  let app: TestApp;
  let browser: Browser;
  let network: PanelNetwork;

  beforeAll(async () => {
    await buildPanelOnce();
    app = await startApp({ name: 'panel-approvals', panel: true });
    browser = await startBrowser();
    network = await aPanelNetwork(app);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  const submitted = async (): Promise<string> => {
    const code = await network.package({ reviewers: [network.marc, network.lina], availableAt: network.at(8), reminders: [{ from: 'submission', offsetDays: 1 }, { from: 'deadline', offsetDays: -1 }] });
    await network.story.post(`/packages/${code}/submit`);
    return code;
  };
  const commandsOf = async (code: string): Promise<string[]> => {
    const { items } = await network.story.get<{ items: { command: string; refused: string | null }[] }>(`/journal?subject=${code}`);
    return items.map(({ command, refused }) => (refused === null ? command : `${command}: ${refused}`));
  };
  const open = async (who: string, path: string): Promise<{ page: Page; close: () => Promise<void> }> => {
    const reader = await openPanel(browser, app.url, { language: 'en' });
    await signIn(reader.page, who, PASSWORD);
    await reader.page.goto(path);
    await reader.page.waitForSelector('#card-approvals');
    return reader;
  };

  it('shows by the link of a mail a page that decides nothing, then takes a double click for one approval', async () => {
    const code = await submitted();
    const before = await commandsOf(code);
    // A mail scanner follows the link: without a session, and with one.
    expect((await fetch(`${app.url}${record('packages', code)}`, { redirect: 'manual' })).status).toBe(302);
    const { page, close } = await open(network.lina, record('packages', code));

    const card = page.locator('section[aria-labelledby="card-approvals"]');
    expect(await card.innerText()).toMatch(/Decision until .+\sCES?T, in 2 d/);
    expect(await card.innerText()).toContain('You are asked to decide: one approval is enough.');
    expect(await card.locator('section li').count()).toBe(2);
    expect(await card.innerText()).toMatch(/Asked by .+, .+\sCES?T/);
    expect((await network.story.get(`/packages/${code}`))['status']).toBe('pending-approval');
    expect(await commandsOf(code)).toEqual(before);

    await page.getByRole('button', { name: 'Approve', exact: true }).dblclick();
    await page.locator('.st.big:has-text("Approved")').waitFor();
    expect((await commandsOf(code)).filter((command) => command.startsWith('approve'))).toEqual(['approve']);
    await close();
  });

  it('tells the second of two reviewers who decided, and when', async () => {
    const code = await submitted();
    const first = await open(network.marc, record('packages', code));
    const second = await open(network.lina, record('packages', code));
    await second.page.click('button:has-text("Reject…")');
    await second.page.locator('dialog textarea').fill('The rate is wrong.');

    await first.page.getByRole('button', { name: 'Approve', exact: true }).click();
    await first.page.locator('.st.big:has-text("Approved")').waitFor();
    await second.page.locator('dialog button.danger, dialog button.main').click();

    const note = second.page.locator('[role=alert]');
    await note.waitFor();
    expect(await note.innerText()).toMatch(/^Marc Okafor approved it already, .+ \d\d:\d\d\sCES?T\. Your click changed nothing\.$/);
    await second.page.locator('.st.big:has-text("Approved")').waitFor();
    expect(await second.page.locator('dialog').count()).toBe(0);
    expect((await network.story.get(`/packages/${code}`))['rejection']).toBeNull();
    await first.close();
    await second.close();
  });

  it('lets a package be made automatic, with reminders, and refuses an hour that the clocks leave out', async () => {
    const code = await network.package({ schedule: { start: '2031-03-01T08:00:00Z', end: '2031-12-01T08:00:00Z' }, availableAt: '2031-03-10T08:00:00Z', registrationDeadline: null });
    const { page, close } = await openPanel(browser, app.url, { language: 'en' });
    await signIn(page, network.lina, PASSWORD);
    await page.goto(record('packages', code, 'edit'));
    await page.selectOption('#orderApproval', 'automatic');
    await page.click('button:has-text("Add a reminder")');
    await page.selectOption('#reminder-0-from', 'submission');
    await page.fill('#reminder-0-days', '2');
    await page.fill('#registrationDeadline', '2031-03-30T02:30');

    await page.click('button:has-text("Save")');
    await page.waitForSelector('#registrationDeadline:focus');
    expect(await page.locator('#registrationDeadline-error').innerText()).toBe('02:30 does not exist that day: clocks go forward from 02:00 to 03:00. Choose another time.');
    expect((await network.story.get(`/packages/${code}`))['version']).toBe(1);

    await page.fill('#registrationDeadline', '2031-10-26T02:30');
    expect(await page.locator('#registrationDeadline-which option').allInnerTexts()).toEqual(['02:30\u00a0CEST (UTC+02:00), the first', '02:30\u00a0CET (UTC+01:00), the second']);
    await page.locator('#registrationDeadline-which').selectOption({ index: 1 });
    expect(await page.locator('#availableAt-zone').innerText()).toBe('CET');
    await page.click('button:has-text("Save")');
    await page.waitForSelector('#card-approvals');

    expect(await network.story.get(`/packages/${code}`)).toMatchObject({ orderApproval: 'automatic', registrationDeadline: '2031-10-26T01:30:00.000Z', reminders: [{ from: 'submission', date: null, offsetDays: 2 }] });
    await close();
  });
});
