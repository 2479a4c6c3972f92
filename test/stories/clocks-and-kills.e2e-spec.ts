import { MongoClient } from 'mongodb';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { aCampaignPackage } from '../builders/campaign-package.js';
import { call } from '../support/call.js';
import { freshEnvironment } from '../support/environment.js';
import { eventually } from '../support/eventually.js';
import { FULL_GRID } from '../support/grid.js';
import { type MailSink, startMailSink } from '../support/mail-sink.js';
import { type RelaisProcess, startProcess } from '../support/process.js';
import { Story } from '../support/story.js';
import { everybodyIsTold, mailLines } from '../support/told.js';

const WITHIN_MS = 2_000;
const TEN_MINUTES_MS = 600_000;
const CLOCK_OFF = join(import.meta.dirname, '..', 'support', 'clock-off.mjs');

let sink: MailSink;
let environment: Record<string, string>;
let record: MongoClient;
const running: RelaisProcess[] = [];

beforeAll(async () => {
  sink = await startMailSink();
  environment = await freshEnvironment({ name: 'clocks-and-kills', environment: { SMTP_URL: sink.url } });
  record = await new MongoClient(environment['MONGODB_URI'] as string).connect();
}, 120_000);
afterEach(() => killAll());
afterAll(async () => {
  await record.close();
  await sink.close();
});

async function start(roles: string, clockOffMs = 0): Promise<RelaisProcess> {
  const off: Record<string, string> = clockOffMs === 0 ? {} : { NODE_OPTIONS: `--import=${CLOCK_OFF}`, CLOCK_OFF_MS: String(clockOffMs) };
  const started = await startProcess(roles, { ...environment, ...off });
  running.push(started);
  return started;
}

async function killAll(): Promise<void> {
  await Promise.all(running.splice(0).map((one) => one.kill()));
}

/** The present instant by the test's own clock, which is the database's: they are on one machine. */
const now = (): number => performance.timeOrigin + performance.now();
/** Waits for an instant of the test's clock. */
const until = (instant: number): Promise<void> => pause(Math.max(0, instant - now()));
const iso = (instant: number): string => new Date(instant).toISOString();

/** By how much a process's own clock differs from the test's, to the minute that it may be running: it says when it began, by its own clock. */
async function clockOffBy(one: RelaisProcess): Promise<number> {
  const text = await (await fetch(`${one.url}/metrics`)).text();
  return Number(/^process_start_time_seconds (\S+)$/m.exec(text)?.[1]) * 1_000 - now();
}

type Happening = 'publish' | 'remind' | 'close-registration';
const EVENTS: Record<Happening, string> = { publish: 'published', remind: 'approval-reminded', 'close-registration': 'registration-closed' };

/** The instants at which Relais itself did it to the package, by the journal; as many events must be on record. */
async function happened(what: Happening, subject: string): Promise<number[]> {
  const rows = await record.db().collection<{ at: Date }>('journal').find({ subject, command: what, by: 'system' }).toArray();
  const events = await record.db().collection('outbox').countDocuments({ subject, type: `relais.package.${EVENTS[what]}` });
  return rows.length === events ? rows.map(({ at }) => at.getTime()) : [];
}

function storyOn(api: RelaisProcess): Story {
  return new Story({ call: (method, path, body, headers) => call(api.url, method, path, body, headers) });
}

let made = 0;
/** A collaborative package, simple, for one branch. */
async function make(story: Story, entity: string, given: Record<string, unknown>): Promise<string> {
  const label = `Package ${++made}`;
  const campaign = await story.make('/campaigns', { label });
  const schedule = { start: iso(now() - 3_600_000), end: iso(now() + 86_400_000) };
  return story.make('/packages', { label, kind: 'collaborative', distributionLevel: 'simple', referenceCampaign: campaign, audience: [entity], schedule, ...given });
}

const approved = async (story: Story, entity: string, availableAt: number, given: Record<string, unknown> = {}): Promise<string> => {
  const code = await make(story, entity, { availableAt: iso(availableAt), ...given });
  await story.post(`/packages/${code}/approve`);
  return code;
};

let entity: string;
let reviewer: string;

test('with every process killed before three instants, and two workers back after them, one with its clock ten minutes ahead, each comes once and within two seconds', async () => {
  const [api] = await Promise.all([start('api'), start('worker')]);
  const story = storyOn(api);
  entity = (await story.branches(1, 0))[0] ?? '';
  reviewer = (await story.post<{ email: string }>('/operators', { email: 'marc@meridian.example', name: 'Marc', role: 'central', password: 'correct horse battery', locale: 'fr' })).email;
  const instant = now() + 8_000;
  const toPublish = await approved(story, entity, instant);
  const toRemind = await make(story, entity, { availableAt: iso(now() + 3_600_000), reviewers: [reviewer], reminders: [{ from: 'date', date: iso(instant) }] });
  await story.post(`/packages/${toRemind}/submit`);
  const toClose = await approved(story, entity, now() - 1_000, { registrationDeadline: iso(instant) });
  await story.make('/orders', { package: toClose, entity, place: true });
  // For a worker that believed its own clock these would have come already.
  const ahead = await approved(story, entity, now() + TEN_MINUTES_MS / 2);
  const canceled = await approved(story, entity, instant);
  await story.post(`/packages/${canceled}/cancel`);
  await everybodyIsTold(record);
  sink.forget();
  const killedAt = now();
  await killAll();
  expect(killedAt).toBeLessThan(instant);
  const due: [Happening, string][] = [['publish', toPublish], ['remind', toRemind], ['close-registration', toClose]];
  // Nobody is there when the instants come.
  await until(instant + 200);
  for (const [what, code] of due) expect(await happened(what, code)).toEqual([]);

  let returnedAt = Number.POSITIVE_INFINITY;
  const back = async (clockOffMs: number): Promise<RelaisProcess> => {
    const one = await start('worker', clockOffMs);
    returnedAt = Math.min(returnedAt, now());
    return one;
  };
  const [right, off] = await Promise.all([back(0), back(TEN_MINUTES_MS)]);
  const times = await Promise.all(due.map(([what, code]) => eventually(`${what} of ${code}`, async () => { const found = await happened(what, code); return found.length > 0 ? found : null; })));
  // Long enough for either to do it again, if it could.
  await until(now() + WITHIN_MS);
  await everybodyIsTold(record);

  expect(Math.abs(await clockOffBy(right))).toBeLessThan(60_000);
  expect(await clockOffBy(off)).toBeGreaterThan(TEN_MINUTES_MS - 60_000);
  for (const [index, [what, code]] of due.entries()) {
    expect(await happened(what, code)).toEqual(times[index]);
    expect(times[index]).toHaveLength(1);
    expect(times[index]?.[0]).toBeGreaterThan(instant);
    expect((times[index]?.[0] ?? 0) - returnedAt).toBeLessThan(WITHIN_MS);
  }
  expect(await happened('publish', ahead)).toEqual([]);
  expect(await happened('publish', canceled)).toEqual([]);
  expect(await mailLines(sink)).toEqual([
    `admin@relais.example [Registration closed] Package 3 (${toClose})`,
    `group1@relais.example [Inscription à l’opération] Package 1 (${toPublish})`,
    `group1@relais.example [Inscriptions closes] Package 3 (${toClose})`,
    `head1@relais.example [Inscription à l’opération] Package 1 (${toPublish})`,
    `head1@relais.example [Inscriptions closes] Package 3 (${toClose})`,
    `marc@meridian.example [Inscriptions closes] Package 3 (${toClose})`,
    `marc@meridian.example [Rappel] [Validation de kit d’opération] Package 2 (${toRemind})`,
  ]);
}, 120_000);

const CLOCKS: [string, number[]][] = [['two workers, one ten minutes ahead and one ten minutes behind', [TEN_MINUTES_MS, -TEN_MINUTES_MS]]];
const MORE_CLOCKS: [string, number[]][] = [
  ['two workers of which one is ten minutes ahead', [0, TEN_MINUTES_MS]],
  ['one worker that is ten minutes behind', [-TEN_MINUTES_MS]],
];

test.each(FULL_GRID ? [...CLOCKS, ...MORE_CLOCKS] : CLOCKS)('with %s a package is published once, not before its instant and within two seconds of it', async (_who, clocks) => {
  const api = await start('api');
  const workers = await Promise.all(clocks.map((off) => start('worker', off)));
  const story = storyOn(api);
  const instants = [4_000, 4_700, 5_400].map((after) => now() + after);
  const codes: string[] = [];
  // Automatic: its entity is subscribed from the approval on, and its order becomes available with the package.
  for (const instant of instants) codes.push(await approved(story, entity, instant, { distributionLevel: 'by-campaign', orderApproval: 'automatic' }));
  const orders = record.db().collection<{ package: string; status: string; availableAt: Date; campaign: string | null }>('orders');
  const tomorrow = await approved(story, entity, now() + TEN_MINUTES_MS / 2);

  const published = await Promise.all(codes.map((code) => eventually(`${code} is published`, async () => { const found = await happened('publish', code); return found.length > 0 ? found : null; })));
  await until(now() + WITHIN_MS);

  for (const [index, off] of clocks.entries()) expect(Math.abs((await clockOffBy(workers[index] as RelaisProcess)) - off)).toBeLessThan(60_000);
  for (const [index, instant] of instants.entries()) {
    const [at] = published[index] ?? [];
    expect(at).toBeGreaterThanOrEqual(Math.floor(instant));
    expect((at ?? 0) - instant).toBeLessThan(WITHIN_MS);
    expect(await happened('publish', codes[index] as string)).toEqual([at]);
    const [order, ...more] = await orders.find({ package: codes[index] as string }).toArray();
    expect(more).toEqual([]);
    expect(order).toMatchObject({ status: 'available', campaign: expect.stringMatching(new RegExp(`^${entity}_OP\\d+$`)) });
    expect((order?.availableAt.getTime() ?? 0) - instant).toBeLessThan(WITHIN_MS);
  }
  expect(await happened('publish', tomorrow)).toEqual([]);
}, 120_000);

test('a worker killed while it publishes six hundred packages leaves the rest to the next, and none is published twice or half', async () => {
  const killed = await start('worker');
  const packages = record.db().collection<{ _id: string; status: string }>('packages');
  const due = { _id: /^CAT9\d{3}$/ };
  // In one walk by code: one that is published meanwhile is met once, as one or the other.
  const statuses = async (): Promise<{ published: number; approved: number }> => {
    const found = await packages.find(due, { projection: { status: 1 } }).sort({ _id: 1 }).toArray();
    const count = (status: string): number => found.filter((one) => one.status === status).length;
    return { published: count('published'), approved: count('approved') };
  };
  // Local, for every entity of none: nobody is told, so that publishing is all there is to do.
  const stored = Array.from({ length: 600 }, (_, index) => aCampaignPackage({ _id: `CAT${9_000 + index}`, kind: 'local', distributionLevel: 'local', audience: ['OU999'], referenceCampaign: null, status: 'approved' }));
  await packages.insertMany(stored as never[]);

  await eventually('it is in the middle', async () => (await statuses()).published > 20, 20_000);
  await killed.kill();
  const left = await statuses();
  await start('worker');
  await eventually('all are published', async () => (await statuses()).published === 600, 90_000);

  expect(left.published).toBeGreaterThan(20);
  expect(left.approved).toBeGreaterThan(20);
  expect(left.published + left.approved).toBe(600);
  const count = async (collection: string, filter: object): Promise<[number, number]> => {
    const found = await record.db().collection(collection).find({ subject: due._id, ...filter }).toArray();
    return [found.length, new Set(found.map(({ subject }) => String(subject))).size];
  };
  expect(await count('journal', { command: 'publish' })).toEqual([600, 600]);
  expect(await count('outbox', { type: 'relais.package.published' })).toEqual([600, 600]);
}, 120_000);
