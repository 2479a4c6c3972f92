// Pictures of the real panel, for the README and for eyes that judge: node scripts/screenshots.mjs --url ADDRESS
// --email E-MAIL --password PASSWORD [--branch E-MAIL of a local operator with that password] [--package CODE] [--cancellation CODE] [--out FOLDER] [--all]. Without --all only
// those that the documentation shows. Nothing is changed in the application: the cancel dialog is opened, not used.
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { findChromium } from './chromium.mjs';

const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    email: { type: 'string' },
    password: { type: 'string' },
    branch: { type: 'string' },
    package: { type: 'string' },
    cancellation: { type: 'string' },
    out: { type: 'string', default: join(dirname(import.meta.dirname), 'docs/screens') },
    all: { type: 'boolean', default: false },
  },
});
const { url, email, password, out, all } = values;
if (!url || !email || !password) throw new Error('give --url, --email and --password of a running application');

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--no-first-run', '--disable-dev-shm-usage'];
const SHOWN = new Set(['branch-home.en.light', 'branch-home.fr.dark.narrow', 'packages.en.light', 'packages.fr.dark', 'package.en.light', 'cancel-dialog.en.light', 'cancel-dialog.fr.dark', 'cancellation.en.light', 'cancellation.fr.dark', 'packages.en.light.narrow']);
const NARROW = 390;
const WIDE = 1440;

const browser = await chromium.launch({ executablePath: await findChromium(), args: FLAGS });
await mkdir(out, { recursive: true });
try {
  for (const language of ['en', 'fr']) for (const theme of ['light', 'dark']) for (const width of [WIDE, NARROW]) await shoot(language, theme, width);
} finally {
  await browser.close();
}

async function shoot(language, theme, width) {
  const name = (screen) => `${screen}.${language}.${theme}${width === NARROW ? '.narrow' : ''}`;
  if (values.branch && (all || SHOWN.has(name('branch-home')))) await shootBranch(name, language, theme, width);
  const wanted = ['home', 'packages', 'package', 'cancel-dialog', 'cancellation'].filter((screen) => all || SHOWN.has(name(screen)));
  if (wanted.length === 0) return;
  const page = await reader(email, language, theme, width);
  const keep = keeper(page, name);

  await page.goto('/admin');
  if (wanted.includes('home')) await keep('home', true);
  await page.goto('/admin/resources/packages');
  await page.waitForSelector('tbody tr');
  if (wanted.includes('packages')) await keep('packages', false);
  const code = values.package ?? (await first(page, '/packages?status=published&kind=collaborative&limit=1'));
  if (code && (wanted.includes('package') || wanted.includes('cancel-dialog'))) {
    await page.goto(`/admin/resources/packages/records/${code}/show`);
    await page.waitForSelector('.two');
    // Long enough for the rates to be known.
    await page.waitForTimeout(3000);
    if (wanted.includes('package')) await keep('package', true);
    if (wanted.includes('cancel-dialog') && (await page.locator('.btn.asks').count()) > 0) {
      await page.locator('.btn.asks').click();
      await page.waitForSelector('dialog .touch');
      await keep('cancel-dialog', false);
    }
  }
  const cancellation = values.cancellation ?? (await first(page, '/cancellations?limit=1'));
  if (cancellation && wanted.includes('cancellation')) {
    await page.goto(`/admin/resources/cancellations/records/${cancellation}/show`);
    await page.waitForSelector('.truth');
    await keep('cancellation', true);
  }
  await page.context().close();
}

/** What a local operator sees first. */
async function shootBranch(name, language, theme, width) {
  const page = await reader(values.branch, language, theme, width);
  await page.waitForSelector('tbody tr');
  await keeper(page, name)('branch-home', true);
  await page.context().close();
}

function keeper(page, name) {
  return async (screen, whole) => {
    await page.waitForLoadState('networkidle', { timeout: 3000 }).catch(() => undefined);
    await page.screenshot({ path: join(out, `${name(screen)}.png`), fullPage: whole });
    process.stderr.write(`${name(screen)}.png\n`);
  };
}

async function reader(who, language, theme, width) {
  const context = await browser.newContext({ baseURL: url, locale: language === 'fr' ? 'fr-FR' : 'en-GB', timezoneId: 'Europe/Paris', colorScheme: theme, viewport: { width, height: width === NARROW ? 844 : 900 } });
  await context.addCookies([{ name: 'relais.locale', value: language, url }]);
  const page = await context.newPage();
  await page.goto('/admin/login');
  await page.fill('#email', who);
  await page.fill('#password', password);
  await page.click('button[type=submit]');
  await page.waitForSelector('main h1');
  return page;
}

/** Code of the first thing of a list, with the session of the page. */
async function first(page, path) {
  const answer = await page.request.get(`/api/v1${path}`);
  return (await answer.json()).items?.[0]?.code;
}
