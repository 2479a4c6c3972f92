import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ClientSession } from 'mongoose';
import { setTimeout as pause } from 'node:timers/promises';

import { Transactions } from '../../src/storage/transactions.js';
import { startApp, type TestApp } from '../support/app.js';
import type { Answer } from '../support/call.js';
import { ADMIN_KEY } from '../support/environment.js';
import { FULL_GRID } from '../support/grid.js';
import { explain, type Operation } from '../support/linear-history.js';
import { type PackageCommand, packageModel, type PackageOutcome, type PackageState, REVIEWERS } from '../support/package-model.js';
import { Story } from '../support/story.js';

const ROUNDS = FULL_GRID ? 200 : 8;
const MORE_ROUNDS = 40;
const SEED = 20_260_302;
const COMMANDS = 50;
const SPREAD_MS = 250;
const DAY = 86_400_000;
const OTHERS = ['clara@relais.example', 'dan@relais.example'];

/** How often each is drawn; `onward`: what brings the package on from where its caller just saw it, so that rounds go far. */
const NAMES: Record<PackageCommand['name'] | 'onward', number> = {
  onward: 40,
  submit: 6, approve: 8, reject: 2, publish: 4, cancel: 2, reinitialize: 4, 'edit-label': 5, 'edit-deadline': 5, 'edit-dates': 6, place: 6, 'approve-order': 5, 'cancel-order': 4,
};
const drawn = fc.record({
  name: fc.oneof(...(Object.entries(NAMES) as [keyof typeof NAMES, number][]).map(([name, weight]) => ({ arbitrary: fc.constant(name), weight }))),
  by: fc.constantFrom(...REVIEWERS, ...OTHERS),
  entity: fc.nat({ max: 2 }),
  afterMs: fc.nat({ max: SPREAD_MS }),
});
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;
const round = fc.record({ kind: fc.constantFrom('local' as const, 'collaborative' as const), begin: fc.constantFrom([], ['submit'], ['submit', 'approve', 'publish'], ['submit', 'approve', 'publish', 'place']), commands: fc.array(drawn, { minLength: COMMANDS, maxLength: COMMANDS }) });

/** Counts the transactions that met another one's write and were run again: commands that really overlapped. */
class WatchedTransactions extends Transactions {
  repeated = 0;

  override async run<T>(work: (session: ClientSession) => Promise<T>): Promise<T> {
    let attempts = 0;
    return super.run((session) => {
      attempts += 1;
      if (attempts === 2) this.repeated += 1;
      return work(session);
    });
  }
}

describe('fifty commands at once on one package', () => {
  let relais: TestApp;
  let story: Story;
  let entities: string[];
  const keys = new Map<string, string>();
  let changes = 0;

  beforeAll(async () => {
    relais = await startApp({ name: 'concurrent-commands', override: (builder) => builder.overrideProvider(Transactions).useClass(WatchedTransactions) });
    story = new Story(relais);
    entities = await story.branches(3, 0);
    for (const email of [...REVIEWERS, ...OTHERS]) {
      await story.post('/operators', { email, name: email, role: 'central', password: 'a long enough password' });
      keys.set(email, (await story.post<{ key: string }>('/api-keys', { operator: email, label: 'concurrent' })).key);
    }
  });
  afterAll(() => relais.close());

  const call = (by: string, method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
    relais.call(method, `/api/v1${path}`, body, { authorization: `Bearer ${keys.get(by) ?? ADMIN_KEY}`, ...headers });
  const at = (days: number): string => new Date(performance.timeOrigin + performance.now() + days * DAY + (changes += 1) * 60_000).toISOString();
  const dates = () => ({ schedule: { start: at(2) }, availableAt: at(3) });

  async function make(kind: PackageState['kind']): Promise<string> {
    const referenceCampaign = await story.make('/campaigns', { label: 'Reference' });
    const { schedule, availableAt } = dates();
    const content = { label: 'Contended', kind, distributionLevel: kind === 'local' ? 'local' : 'simple', referenceCampaign, audience: entities, reviewers: REVIEWERS };
    return story.make('/packages', { ...content, schedule: { ...schedule, end: at(300) }, availableAt, registrationDeadline: at(200) });
  }

  /** Gives one command as its caller would, who first looks what there is; told what they were told. */
  async function give(code: string, wish: Drawn): Promise<Operation<PackageCommand, PackageOutcome> | null> {
    const { name, by } = wish.name === 'onward' ? onward(bodyOf(await call(wish.by, 'GET', `/packages/${code}`)), wish) : { name: wish.name, by: wish.by };
    const command: PackageCommand = { name, by, entity: entities[wish.entity] as string };
    if (name === 'approve-order' || name === 'cancel-order') {
      const seen = await call(by, 'GET', `/orders?package=${code}&entity=${command.entity}&sort=-createdAt&limit=1`);
      const [order] = (seen.body as unknown as { items: Body[] }).items;
      if (order === undefined) return null;
      command.order = order.code;
    }
    if (name.startsWith('edit-')) command.version = bodyOf(await call(by, 'GET', `/packages/${code}`)).version;
    const calledAt = performance.now();
    const answer = await send(code, command);
    return { command, outcome: told(name, answer), calledAt, answeredAt: performance.now() };
  }

  async function send(code: string, command: PackageCommand): Promise<Answer> {
    const { name, by, entity, order, version } = command;
    const edit = (body: unknown): Promise<Answer> => call(by, 'PATCH', `/packages/${code}`, body, { 'if-match': `"${version}"` });
    switch (name) {
      case 'edit-label':
        return edit({ label: `Contended ${(changes += 1)}` });
      case 'edit-deadline':
        return edit({ registrationDeadline: at(200) });
      case 'edit-dates':
        return edit(dates());
      case 'place':
        return call(by, 'POST', '/orders', { package: code, entity, place: true });
      case 'approve-order':
        return call(by, 'POST', `/orders/${order}/approve`, {});
      case 'cancel-order':
        return call(by, 'POST', `/orders/${order}/cancel`, {});
      default:
        return call(by, 'POST', `/packages/${code}/${name}`, name === 'reject' ? { comment: 'No.' } : {});
    }
  }

  it(`each history is one that some order of the commands explains, in ${ROUNDS} rounds`, async () => {
    const transactions = relais.app.get<WatchedTransactions>(Transactions);
    let overlapping = 0;
    let done = 0;
    const granted = new Set<string>();

    const explainable = fc.asyncProperty(round, async ({ kind, begin, commands }) => {
      const code = await make(kind);
      for (const [index, name] of begin.entries()) {
        const by = (index === 0 ? OTHERS : REVIEWERS)[0] as string;
        if (name === 'place') for (const entity of entities) await call(by, 'POST', '/orders', { package: code, entity, place: true });
        else await call(by, 'POST', `/packages/${code}/${name}`, {});
      }
      const initial = await stateOf(code);
      const before = transactions.repeated;

      const given = await Promise.all(commands.map(async (one) => pause(one.afterMs).then(() => give(code, one))));
      const history = given.filter((operation) => operation !== null);

      if (transactions.repeated > before) overlapping += 1;
      done += 1;
      for (const { command, outcome } of history) if (outcome.http < 300) granted.add(command.name);
      const explained = explain(history, packageModel(initial));
      if (explained === null) throw new Error(`no order explains this history of a ${kind} package:\n${written(history)}`);
      await everyYesIsFound(code, explained.end, explained.order);
    });
    // The commands are drawn alike each time; how they meet is the machine's. A failing round is not tried again: it would not be the same one.
    const play = (numRuns: number, seed: number): Promise<void> => fc.assert(explainable, { numRuns, seed, endOnFailure: true });
    await play(ROUNDS, SEED);
    // Nothing is proved about a command that nobody was ever granted, and who is granted what is the machine's too: more rounds until all were.
    const missing = (): string[] => Object.keys(NAMES).filter((name) => name !== 'onward' && !granted.has(name));
    for (let more = 1; more <= MORE_ROUNDS && missing().length > 0; more += 1) await play(1, SEED + more);

    expect(done).toBeGreaterThanOrEqual(ROUNDS);
    expect(overlapping).toBeGreaterThanOrEqual(ROUNDS / 2);
    expect(missing()).toEqual([]);
  }, 1_200_000);

  async function stateOf(code: string): Promise<PackageState> {
    const shown = await story.get<Body & Record<string, unknown>>(`/packages/${code}`);
    const { items } = await story.get<{ items: { code: string; entity: string; cycle: number; status: 'ordered' }[] }>(`/orders?package=${code}`);
    const orders = Object.fromEntries(items.map(({ code: order, entity, cycle, status }) => [order, { entity, cycle, status }]));
    return { kind: shown.kind, status: shown.status, cycle: shown.cycle, version: shown.version, dated: shown.publishedAt === null ? 'ahead' : 'past', submitter: shown.submittedBy, decision: shown.approval, cancellation: null, halted: false, orders };
  }

  /** What the last state says is what every reader finds, and the journal tells the same story, step by step. */
  async function everyYesIsFound(code: string, end: PackageState, order: readonly Operation<PackageCommand, PackageOutcome>[]): Promise<void> {
    const shown = await story.get(`/packages/${code}`);
    expect(shown).toMatchObject({ status: end.status, cycle: end.cycle, version: end.version });
    for (const [orderCode, expected] of Object.entries(end.orders)) expect(await story.get(`/orders/${orderCode}`)).toMatchObject({ status: expected.status, cycle: expected.cycle });
    const { items } = await story.get<{ items: { command: string; by: string; from: string | null; to: string | null; refused: string | null }[] }>(`/journal?subject=${code}&limit=200`);
    // Its own steps: the sweeps of its orders are written under its name too, with no status they came from.
    const steps = items.filter((entry) => entry.refused === null && entry.from !== null);
    steps.slice(1).forEach((entry, index) => expect(entry.from).toBe(steps[index]?.to));
    const ofPackage = (command: PackageCommand): boolean => !['place', 'approve-order', 'cancel-order'].includes(command.name);
    const yes = order.filter(({ command, outcome }) => outcome.http < 300 && ofPackage(command) && !(command.name === 'cancel' && outcome.http === 200));
    // Each yes has its step and each step its yes; the explanation may have put two cancels the other way round, which nobody can tell apart.
    const given = yes.map(({ command }) => `${command.name.replace(/^edit-.*/, 'edit')} ${command.by}`);
    const journaled = steps.slice(steps.length - yes.length).map(({ command, by }) => `${command === 'void-approval' ? 'edit' : command} ${by}`);
    expect(journaled.sort()).toEqual(given.sort());
    const refusals = items.filter((entry) => entry.refused !== null).map(({ by, refused }) => `${refused} ${by}`);
    for (const { command, outcome } of order) if (outcome.http >= 400 && outcome.http !== 412 && ofPackage(command)) expect(refusals).toContain(`${outcome.code} ${command.by}`);
  }
});

/** What an answer holds, of a package, an order, a cancellation or a problem. */
interface Body {
  code: string;
  status: PackageState['status'];
  version: number;
  cycle: number;
  kind: PackageState['kind'];
  availableAt: string | null;
  publishedAt: string | null;
  submittedBy: string | null;
  approval: PackageState['decision'];
  rejection: PackageState['decision'];
  cancellation: string;
  by: string;
  at: string;
}

function bodyOf(answer: Answer): Body {
  return answer.body as unknown as Body;
}

/** The next command on the way to a running package; the reviewer may well be the submitter, who may not. */
function onward({ status, availableAt }: Body, { by, entity }: Drawn): { name: PackageCommand['name']; by: string } {
  const reviewer = REVIEWERS[entity % 2] as string;
  switch (status) {
    case 'being-edited':
      return { name: availableAt === null ? 'edit-dates' : 'submit', by };
    case 'pending-approval':
      return { name: by === reviewer ? 'reject' : 'approve', by: reviewer };
    case 'approved':
      return { name: 'publish', by };
    case 'published':
      return { name: by === reviewer ? 'approve-order' : 'place', by };
    case 'rejected':
      return { name: 'edit-label', by };
    case 'canceled':
      return { name: 'reinitialize', by };
  }
}

function told(name: PackageCommand['name'], answer: Answer): PackageOutcome {
  const { status: http } = answer;
  const { code, by, at, cancellation, status, version, cycle, approval, rejection } = bodyOf(answer);
  if (http >= 300) return { http, code, by, at };
  if (name === 'cancel') return { http, cancellation };
  if (name === 'place') return { http, order: code, status };
  return { http, status, version, cycle, decision: name === 'reject' ? rejection : approval };
}

function written(history: readonly Operation<PackageCommand, PackageOutcome>[]): string {
  return history
    .toSorted((a, b) => a.calledAt - b.calledAt)
    .map(({ command, outcome, calledAt, answeredAt }) => `${calledAt.toFixed(0)}-${answeredAt.toFixed(0)} ${JSON.stringify(command)} -> ${JSON.stringify(outcome)}`)
    .join('\n');
}
