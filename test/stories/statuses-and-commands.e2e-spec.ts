import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startApp, type TestApp } from '../support/app.js';
import { Base } from '../support/base.js';
import { orderIn, packageIn, withWorker } from '../support/in-status.js';
import { type Life, ORDER_LIFE, PACKAGE_LIFE } from '../support/status-matrix.js';
import { Story } from '../support/story.js';

const NAME = 'statuses-and-commands';
const ADMIN = 'admin@relais.example';
const comment = { comment: 'Because.' };

/** What a cell that is refused is answered with. */
const REFUSALS: Record<string, { code: string }> = { '-': { code: 'invalid-transition' }, decided: { code: 'already-decided' }, asked: { code: 'reviewers-not-asked' } };

interface Entry {
  command: string;
  from: string | null;
  to: string | null;
  by: string;
  comment: string | null;
  refused: string | null;
}

const KINDS = ['collaborative', 'local'] as const;
const PACKAGES = KINDS.flatMap((kind) => cells(PACKAGE_LIFE).map((cell) => ({ ...cell, things: 'packages', kind })));
const ORDERS = KINDS.flatMap((kind) => cells(ORDER_LIFE).map((cell) => ({ ...cell, things: 'orders', kind }))).filter(({ kind, status }) => kind === 'collaborative' || status !== 'approved');
const ALL = [...PACKAGES, ...ORDERS];

describe('every status and every command', () => {
  let relais: TestApp;
  let base: Base;
  let story: Story;
  let entities: string[];
  /** `packages local approved` -> one that the refused commands share, since they change nothing. */
  const resting = new Map<string, string>();

  beforeAll(async () => {
    // Without a worker nothing moves by itself.
    relais = await startApp({ name: NAME, roles: 'api' });
    base = await Base.of(relais.environment);
    story = new Story(relais);
    entities = await story.branches(2, 0);
    await story.post('/operators', { email: 'carl@relais.example', name: 'Carl', role: 'central' });
    for (const { things, kind, name } of ALL) {
      const key = `${things} ${kind} ${name}`;
      if (!resting.has(key)) resting.set(key, await made(things, kind, name));
    }
    // A package is not reinitialized while its cancellation cascades: let it come to its end.
    const cancellations = async (): Promise<{ code: string; package: string }[]> => (await story.get<{ items: { code: string; package: string }[] }>('/cancellations?limit=200')).items;
    await withWorker(NAME, async () => {
      for (const { code } of await cancellations()) await story.finished(code);
    });
  }, 120_000);
  afterAll(async () => {
    await base.close();
    await relais.close();
  });

  const made = (things: string, kind: 'local' | 'collaborative', name: string): Promise<string> => (things === 'packages' ? packageIn(story, name, { kind, entities }) : orderIn(relais, story, name, { kind, entities }));
  const journal = async (code: string): Promise<Entry[]> => (await story.get<{ items: Entry[] }>(`/journal?subject=${code}&limit=200`)).items;

  const allowedCells = ALL.filter(({ cell }) => REFUSALS[cell] === undefined && cell !== 'first');
  const refusedCells = ALL.filter(({ cell }) => REFUSALS[cell] !== undefined);
  const repeatedCells = ALL.filter(({ cell }) => cell === 'first');

  it.each(refusedCells)('$things, $kind, $name: $command is refused ($cell)', async ({ things, kind, name, status, command, cell, allowed }) => {
    const code = resting.get(`${things} ${kind} ${name}`) as string;
    const before = await journal(code);

    const answer = await base.unchangedBy(() => relais.call('POST', `/api/v1/${things}/${code}/${command}`, comment), ['counters']);

    const refusal = REFUSALS[cell] as { code: string };
    // A command that a stored field holds back is not possible now, either.
    const possible = cell === 'asked' ? allowed.filter((name) => name !== command) : allowed;
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.body).toMatchObject({ status: 409, code: refusal.code, allowed: possible });
    if (cell === 'decided') expect(answer.body).toMatchObject({ by: ADMIN, at: expect.stringMatching(/^20\d\d-.*Z$/) });
    expect(await story.get(`/${things}/${code}`)).toMatchObject({ status });
    expect((await journal(code)).slice(before.length)).toMatchObject([{ command, refused: refusal.code, by: ADMIN, to: null }]);
  });

  it.each(repeatedCells)('$things, $kind, $name: a second $command is answered as the first, and nothing new', async ({ things, kind, name, command }) => {
    const code = resting.get(`${things} ${kind} ${name}`) as string;
    const before = await journal(code);

    const first = await base.unchangedBy(() => relais.call('POST', `/api/v1/${things}/${code}/${command}`, comment), ['counters']);
    const second = await base.unchangedBy(() => relais.call('POST', `/api/v1/${things}/${code}/${command}`, { comment: 'Another reason.' }), ['counters']);

    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body).toEqual(first.body);
    expect(await journal(code)).toEqual(before);
  });

  it.each(allowedCells)('$things, $kind, $name: $command leads to $cell', async ({ things, kind, name, status, command, cell }) => {
    // What cascaded to its end is taken as it is; it is the last of its cells.
    const code = status === 'canceled' ? (resting.get(`${things} ${kind} ${name}`) as string) : await made(things, kind, name);
    const before = await journal(code);
    const steps = [status, ...cell.split('>')];

    const answer = await relais.call('POST', `/api/v1/${things}/${code}/${command}`, comment);

    expect(answer.status).toBe(isAccepted(things, command, status) ? 202 : 200);
    expect(await story.get(`/${things}/${code}`)).toMatchObject({ status: steps.at(-1) });
    const entries = (await journal(code)).slice(before.length);
    expect(entries.map(({ from, to, by, refused }) => ({ from, to, by, refused }))).toEqual(steps.slice(1).map((to, index) => ({ from: steps[index], to, by: ADMIN, refused: null })));
    expect(entries[0]).toMatchObject({ command, comment: 'Because.' });
  });
});

/** A cancel that has more to do is accepted; the rest follows. */
function isAccepted(things: string, command: string, status: string): boolean {
  return command === 'cancel' && (things === 'packages' || status === 'available');
}

function cells({ rows, commands }: Life) {
  return rows.flatMap(({ name, status, allowed, cells: ofRow }) => commands.map((command) => ({ name, status, allowed, command, cell: ofRow[command] as string })));
}
