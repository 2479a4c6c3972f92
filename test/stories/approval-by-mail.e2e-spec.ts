import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startApp, type TestApp } from '../support/app.js';
import { Base } from '../support/base.js';
import { buildPanelOnce } from '../support/browser.js';
import type { Answer } from '../support/call.js';
import { FULL_GRID } from '../support/grid.js';
import { Mailbox, type ReadMail } from '../support/mailbox.js';
import { Story } from '../support/story.js';

const REVIEWERS = ['marc@relais.example', 'nora@relais.example'];
const PASSWORD = 'correct horse battery';
const ROUNDS = FULL_GRID ? 100 : 10;

/** What the two do: of four rounds they agree in two, and differ in two. */
function commandsOf(round: number): string[] {
  return [['approve', 'approve'], ['approve', 'reject'], ['reject', 'approve'], ['reject', 'reject']][round % 4] as string[];
}

describe('a decision that is asked for by mail', () => {
  let relais: TestApp;
  let story: Story;
  let base: Base;
  let mailbox: Mailbox;
  let entities: string[];
  const keys = new Map<string, string>();
  const cookies = new Map<string, string>();

  beforeAll(async () => {
    await buildPanelOnce();
    mailbox = await Mailbox.open();
    relais = await startApp({ name: 'approval-by-mail', panel: true, environment: { SMTP_URL: mailbox.url, PUBLIC_URL: 'http://relais.example' } });
    mailbox.of(relais);
    story = new Story(relais);
    base = await Base.of(relais.environment);
    entities = await story.branches(1, 0);
    for (const email of REVIEWERS) {
      await story.post('/operators', { email, name: email, role: 'central', password: PASSWORD, locale: 'en' });
      keys.set(email, (await story.post<{ key: string }>('/api-keys', { operator: email, label: 'mail' })).key);
      const signedIn = await fetch(`${relais.url}/admin/login`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ email, password: PASSWORD }) });
      cookies.set(email, (signedIn.headers.get('set-cookie') ?? '').split(';')[0] as string);
    }
    const [entity] = entities as [string];
    const { version } = await story.get<{ version: number }>(`/entities/${entity}`);
    expect((await relais.call('PATCH', `/api/v1/entities/${entity}`, { orderReviewers: REVIEWERS }, { 'if-match': `"${version}"` })).status).toBe(200);
  }, 60_000);
  afterAll(async () => {
    await base.close();
    await relais.close();
    await mailbox.close();
  });

  const submitted = async (): Promise<string> => {
    const campaign = await story.make('/campaigns', { label: 'Reference' });
    const code = await story.make('/packages', { ...story.content(campaign, entities), distributionLevel: 'simple', reviewers: REVIEWERS });
    await story.post(`/packages/${code}/submit`);
    return code;
  };
  const ordered = async (): Promise<string> => story.make('/orders', { package: await story.published(await story.make('/campaigns', { label: 'Reference' }), entities), entity: entities[0], place: true });
  const as = (email: string, path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Answer> => relais.call('POST', `/api/v1${path}`, body, { authorization: `Bearer ${keys.get(email)}`, ...headers });
  const linksOf = ({ html, text }: ReadMail): string[] => [...new Set([...html.matchAll(/href="([^"]+)"/g), ...text.matchAll(/(https?:\/\/\S+)/g)].map(([, link]) => (link as string).replaceAll('&amp;', '&').replace('http://relais.example', relais.url)))];
  const approvals = async (code: string): Promise<string[]> => {
    const { items } = await story.get<{ items: { command: string; by: string; refused: string | null }[] }>(`/journal?subject=${code}&limit=200`);
    return items.filter(({ command, refused }) => command === 'approve' && refused === null).map(({ by }) => by);
  };

  it.each([
    ['a package', 'Campaign package approval', submitted],
    ['an order', 'Approval of order', ordered],
  ])('about %s changes nothing when a mail scanner follows every link, signed in or not', async (_what, subject, ask) => {
    await mailbox.read();
    const code = await ask();
    const mails = (await mailbox.read()).filter((mail) => mail.subject.startsWith(`[${subject}]`));
    expect(mails.map((mail) => mail.to).sort()).toEqual(REVIEWERS);
    const links = [...new Set(mails.flatMap(linksOf))];
    expect(links.some((link) => link.includes(code))).toBe(true);

    const answers = await base.unchangedBy(async () => {
      const statuses: number[] = [];
      for (const link of links) {
        for (const cookie of ['', ...cookies.values()]) {
          for (const method of ['HEAD', 'GET', 'GET']) statuses.push((await fetch(link, { method, redirect: 'manual', headers: { accept: 'text/html', cookie } })).status);
        }
      }
      return statuses;
    });

    // A page, or the way to sign in.
    expect([...new Set(answers)].sort()).toEqual([200, 302]);
  });

  it.each([
    ['a package', submitted, 'packages'],
    ['an order', ordered, 'orders'],
  ])('about %s is one decision when it is sent twice', async (_what, ask, path) => {
    const code = await ask();
    const [marc] = REVIEWERS as [string];

    const answers = await Promise.all([1, 2].map(() => as(marc, `/${path}/${code}/approve`, {}, { 'idempotency-key': `decide-${code}` })));
    const late = await as(marc, `/${path}/${code}/approve`, {}, { 'idempotency-key': `decide-${code}` });

    for (const answer of [...answers, late]) expect(answer).toMatchObject({ status: 200, body: { approval: { by: marc } } });
    expect(await approvals(code)).toEqual([marc]);
  });

  it.each([
    ['a package', submitted, 'packages'],
    ['an order', ordered, 'orders'],
  ])(`about %s is taken once by two reviewers at once, and the other is told by whom and when (${ROUNDS} rounds)`, async (_what, ask, path) => {
    for (let round = 0; round < ROUNDS; round++) {
      const code = await ask();

      const answers = await Promise.all(
        REVIEWERS.map(async (email, index) => {
          const command = commandsOf(round)[index] as string;
          const from = performance.now();
          const answer = await as(email, `/${path}/${code}/${command}`, { comment: 'Seen.' });
          return { email, command, from, until: performance.now(), ...answer };
        }),
      );

      const [taken, told] = answers.toSorted((a, b) => a.status - b.status) as [(typeof answers)[number], (typeof answers)[number]];
      const { approval, rejection } = taken.body as unknown as Record<'approval' | 'rejection', { by: string; at: string } | null>;
      const decision = taken.command === 'reject' ? rejection : approval;
      expect(Math.max(...answers.map(({ from }) => from))).toBeLessThan(Math.min(...answers.map(({ until }) => until)));
      expect(taken.status).toBe(200);
      expect(decision?.by).toBe(taken.email);
      expect(told.body).toMatchObject({ status: 409, code: 'already-decided', by: decision?.by, at: decision?.at });
      expect(await approvals(code)).toEqual(taken.command === 'reject' ? [] : [decision?.by]);
    }
  }, 300_000);
});
