import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { aptApplies, aptInstall } from './apt.mjs';
import { capture, run } from './processes.mjs';
import { root } from './root.mjs';
import { Refusal, say } from './say.mjs';
import { programsOnPath } from './services/find-program.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const DOWNLOAD_HOST = 'https://cdn.playwright.dev/';

/**
 * Finds Chromium for the browser tests: CHROMIUM_PATH, the path, Playwright's download, Debian's
 * package as root.
 * @returns its path
 * @throws Refusal when there is none: the browser tests are never skipped
 */
export async function findChromium() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const path = (await present()) ?? (await downloaded()) ?? (await fromDebian());
  if (path) return path;
  throw new Refusal(
    'no Chromium for the browser tests. Ways out: install the package chromium, or set CHROMIUM_PATH.',
    'pas de Chromium pour les tests du navigateur. Solutions : installer le paquet chromium, ou donner CHROMIUM_PATH.',
  );
}

async function present() {
  const [onPath] = programsOnPath(NAMES);
  if (onPath) return onPath;
  const { chromium } = await import('playwright-core');
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : null;
}

async function downloaded() {
  say('no Chromium yet: trying Playwright’s download', 'pas encore de Chromium : essai du téléchargement de Playwright');
  try {
    // The downloader itself tries for minutes where nothing answers: ask first.
    await fetch(process.env.PLAYWRIGHT_DOWNLOAD_HOST ?? DOWNLOAD_HOST, { method: 'HEAD', signal: AbortSignal.timeout(4_000) });
  } catch (error) {
    say(`that did not work: ${error.cause?.message ?? error.message}`, `échec : ${error.cause?.message ?? error.message}`);
    return null;
  }
  const code = await run(process.execPath, [join(root, 'node_modules', 'playwright-core', 'cli.js'), 'install', 'chromium'], { limit: 240_000 });
  if (code !== 0) say(`that did not work: exit code ${code}`, `échec : code ${code}`);
  return present();
}

async function fromDebian() {
  if (!aptApplies()) return null;
  say('trying the Debian package chromium, with apt-get', 'essai du paquet Debian chromium, avec apt-get');
  const failure = await aptInstall('chromium');
  if (failure) say(`that did not work: ${failure}`, `échec : ${failure}`);
  const [path] = programsOnPath(NAMES);
  return path && (await capture(path, ['--version'])).code === 0 ? path : null;
}
