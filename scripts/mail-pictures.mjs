import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from './chromium.mjs';
import { Client } from './demo/client.mjs';
import { startApplication } from './demo/processes.mjs';
import { removeAtExit } from './guard.mjs';
import { palettePng } from './mail-pictures/palette-png.mjs';
import { pixelsOf } from './mail-pictures/pixels.mjs';
import { tellEverything } from './mail-pictures/story.mjs';
import { until } from './processes.mjs';
import { root } from './root.mjs';
import { firstFreePort } from './services/ports.mjs';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--no-first-run', '--disable-dev-shm-usage'];
const WIDTH = 660;
const ARRIVES_WITHIN_MS = 30_000;

/** Gives the real commands to a real application, waits for each mail at the catcher, and takes its picture. */
export async function takeMailPictures({ services, out = join(root, 'docs', 'mails') }) {
  const { MAIL_URL: mailUrl, ...addresses } = services.env;
  const adminKey = randomBytes(24).toString('hex');
  const data = mkdtempSync(join(tmpdir(), 'relais-mails-'));
  removeAtExit(data);
  const env = {
    ...process.env, ...addresses,
    NODE_ENV: 'development', HOST: '127.0.0.1', PUBLIC_URL: 'https://relais.meridian.example', MAIL_FROM: 'Meridian Bank <relais@meridian.example>', SESSION_SECRET: randomBytes(32).toString('hex'),
    RELAIS_ADMIN_EMAIL: 'admin@meridian.example', RELAIS_ADMIN_PASSWORD: randomBytes(12).toString('hex'), RELAIS_ADMIN_API_KEY: adminKey, RELAIS_TIME_ZONE: 'Europe/Paris', RELAIS_DATA: data, RELAIS_SELF_APPROVAL: 'false', LOG_LEVEL: 'warn',
  };
  const port = await firstFreePort(3000);
  const running = await startApplication(env, port);
  const browser = await chromium.launch({ executablePath: await findChromium(), args: FLAGS });
  mkdirSync(out, { recursive: true });
  try {
    const page = await browser.newPage({ viewport: { width: WIDTH, height: 800 } });
    const admin = new Client(`http://127.0.0.1:${port}`, adminKey);
    for (const locale of ['en', 'fr']) {
      const keep = async (name, to, words) => {
        await shoot(page, await arrived(mailUrl, to, words), join(out, `${name}.${locale}.png`));
        process.stderr.write(`${name}.${locale}.png\n`);
      };
      await tellEverything(`http://127.0.0.1:${port}`, admin, locale, keep);
    }
  } finally {
    await browser.close();
    await running.stop();
  }
}

/** The mail to this address whose subject holds these words, as the catcher's API gives it. */
async function arrived(mailUrl, to, words) {
  const found = await until(async () => {
    const { messages } = await (await fetch(`${mailUrl}/api/v1/messages?limit=1000`)).json();
    const mail = messages.find(({ To, Subject }) => To[0]?.Address === to && words.every((word) => Subject.includes(word)));
    return mail && (await fetch(`${mailUrl}/api/v1/message/${mail.ID}`)).json();
  }, ARRIVES_WITHIN_MS);
  if (!found) throw new Error(`no mail to ${to} with ${words.join(', ')} in its subject`);
  return found;
}

/** The HTML part, under the three lines that a mail program shows above it. */
async function shoot(page, { HTML, Subject, From, To }, path) {
  await page.setContent(HTML);
  await page.evaluate(
    (lines) => {
      const head = document.createElement('div');
      head.style.cssText = 'max-width:600px;margin:0 auto;padding:16px 0 0;font:13px/20px system-ui,sans-serif;color:#5a6472';
      for (const [index, line] of lines.entries()) {
        const row = head.appendChild(document.createElement('div'));
        row.textContent = line;
        if (index === 0) row.style.cssText = 'font-weight:700;color:#14181f';
      }
      document.body.prepend(head);
      document.body.style.background = '#f4f6f8';
      document.body.style.paddingBottom = '16px';
    },
    [Subject, `${From.Name} <${From.Address}>`, To[0].Address],
  );
  const { pixels, width, height } = await pixelsOf(page, await page.screenshot({ fullPage: true }));
  await writeFile(path, palettePng(pixels, width, height));
}
