import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { type Browser, chromium, type Page } from 'playwright-core';

import { eventually } from './eventually.js';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--no-first-run', '--disable-dev-shm-usage'];
const ROOT = join(import.meta.dirname, '..', '..');

/** Chromium as `npm test` found it (CHROMIUM_PATH), else the one Debian installs. None is a failure, never a skip. */
export async function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium', args: FLAGS });
}

/** The panel's scripts are built, not made at run time: a suite that shows it needs them once. */
export async function buildPanelOnce(): Promise<void> {
  if (existsSync(join(ROOT, 'dist', 'panel', 'manifest.json'))) return;
  await promisify(execFile)(process.execPath, [join(ROOT, 'scripts', 'build-panel.mjs')], { cwd: ROOT });
}

export interface PanelPage {
  page: Page;
  /** Errors of the page's console and scripts, and addresses on other hosts that it asked for. */
  complaints: string[];
  close(): Promise<void>;
}

/** A reader's own window on the panel: their language, in Paris. */
export async function openPanel(browser: Browser, url: string, reader: { language: 'en' | 'fr'; colorScheme?: 'light' | 'dark'; width?: number }): Promise<PanelPage> {
  const context = await browser.newContext({
    baseURL: url,
    locale: reader.language === 'fr' ? 'fr-FR' : 'en-GB',
    timezoneId: 'Europe/Paris',
    colorScheme: reader.colorScheme ?? 'light',
    viewport: { width: reader.width ?? 1440, height: 900 },
  });
  await context.addCookies([{ name: 'relais.locale', value: reader.language, url }]);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) complaints.push(`asked for ${request.url()}`);
  });
  return { page, complaints, close: () => context.close() };
}

/** A session for the page, without the form; the page stays where it is. */
export async function signIn(page: Page, email: string, password: string): Promise<void> {
  const answer = await page.request.post('/admin/login', { form: { email, password }, maxRedirects: 0 });
  if (answer.status() !== 303) throw new Error(`${email} was not let in: ${answer.status()}`);
}

/** Signs in as a person does, and is at the home page then. */
export async function signInByForm(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/admin/login');
  await page.fill('#email', email);
  await page.fill('#password', password);
  await page.click('button[type=submit]');
  await page.waitForSelector('main h1');
}

/** Waits until the page holds just so many of it. */
export async function exactly(page: Page, selector: string, count: number): Promise<void> {
  await eventually(`${count} of ${selector}`, async () => ((await page.locator(selector).count()) === count ? true : null));
}
