import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';

import { startApp, type TestApp } from '../support/app.js';
import { buildPanelOnce, openPanel, signIn, startBrowser } from '../support/browser.js';
import { aRunningPackage, type RunningPackage } from '../support/running-package.js';
import { Story } from '../support/story.js';

const ADMIN = { email: 'admin@relais.example', password: 'correct horse battery' };
const LISTS = ['packages', 'orders', 'cancellations', 'campaigns', 'workflows', 'deliveries', 'entities', 'recipients', 'operators', 'notifications', 'journal'];

/** What no reader should meet, in either language: a value that is none, a code where a word is owed. */
const NEVER = [/\bundefined\b/, /\bNaN\b/, /\[object/, /\bnull\b/, /\bbeing-edited\b|\bpending-approval\b|\bby-target-approval\b/, /\b\d{4}-\d{2}-\d{2}T\d{2}:/];
/** Words that give the other language away. */
const OF_OTHERS = {
  en: /\b(?:Enregistrer|Annuler|Filtrer|Commande|Kit d’opération|Diffusion|Entité|Modifié|Publié|En cours|Aucun)\b/,
  fr: /\b(?:Save|Cancel|Filter|Loading|Orders?|Published|Delivery|Deliveries|Entity|Entities|Modified|Running|Draft|Settings|Home|Status|None|Newer|Older)\b/,
};

const record = (resource: string, code: string, action = 'show'): string => `/admin/resources/${resource}/records/${code}/${action}`;

describe('what the screens say', () => {
  let app: TestApp;
  let browser: Browser;
  let screens: string[];

  beforeAll(async () => {
    await buildPanelOnce();
    app = await startApp({ name: 'panel-texts', panel: true });
    browser = await startBrowser();
    const story = new Story(app);
    // The data is of neither language: what is read is the panel's own.
    const running: RunningPackage = await aRunningPackage(app, 'Zephyr', { recipientsEach: 20, ratePerSecond: 5 });
    const workflow = await story.make('/workflows', { campaign: running.campaign, label: 'Zephyr', activities: [{ type: 'query', query: { tier: 1 } }, { type: 'wait', seconds: 86_400 }] });
    await story.post(`/workflows/${workflow}/start`);
    const { items } = await story.get<{ items: { code: string }[] }>(`/orders?package=${running.code}`);
    const canceled = await aRunningPackage(app, 'Quark', { recipientsEach: 5, ratePerSecond: 5 });
    const { cancellation } = await story.post<{ cancellation: string }>(`/packages/${canceled.code}/cancel`, { comment: 'Zephyr' });
    await story.finished(cancellation);
    screens = [
      '/admin',
      ...LISTS.map((list) => `/admin/resources/${list}`),
      '/admin/resources/packages/actions/new',
      record('packages', running.code),
      record('packages', running.code, 'edit'),
      record('packages', canceled.code),
      record('orders', items[0]?.code ?? ''),
      record('orders', items[0]?.code ?? '', 'edit'),
      record('campaigns', running.campaign),
      record('deliveries', running.delivery),
      record('workflows', workflow),
      record('cancellations', cancellation),
      record('entities', running.entities[0] ?? ''),
      '/admin/resources/nothing',
    ];
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  it.each(['en', 'fr'] as const)('is said in words, and in %s alone', async (language) => {
    const { page, close } = await openPanel(browser, app.url, { language });
    await signIn(page, ADMIN.email, ADMIN.password);
    const found: string[] = [];
    for (const path of screens) {
      await page.goto(path);
      await page.waitForSelector('main h1');
      await page.waitForSelector('main [role=status].pad', { state: 'detached' });
      const text = await page.locator('body').innerText();
      for (const pattern of [...NEVER, OF_OTHERS[language]]) {
        const said = pattern.exec(text);
        if (said) found.push(`${path}: ${text.slice(Math.max(0, said.index - 30), said.index + 40).replace(/\s+/g, ' ')}`);
      }
    }
    await close();

    expect(found).toEqual([]);
  }, 120_000);
});
