import { MongoClient } from 'mongodb';

import { Clock } from '../../src/clock/clock.js';
import { DeadlinesService } from '../../src/deadlines/deadlines.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { FixedClock } from '../support/fixed-clock.js';
import { type MailSink, startMailSink } from '../support/mail-sink.js';
import { Story } from '../support/story.js';
import { everybodyIsTold, mailLines } from '../support/told.js';

const ALIVE = new Date('2026-04-02T10:00:00Z');
const REMINDED = '2026-04-03T10:00:00.000Z';
const AVAILABLE = '2026-04-03T12:00:00.000Z';
const CLOSED = '2026-04-03T14:00:00.000Z';
const BACK = new Date('2026-04-06T09:00:00Z');

let sink: MailSink;
let record: MongoClient;

beforeAll(async () => {
  sink = await startMailSink();
});
afterAll(async () => {
  await record.close();
  await sink.close();
});

/** The whole application, its clock standing at an instant. */
async function at(instant: Date, keepData: boolean): Promise<TestApp> {
  return startApp({ name: 'dead-over-instants', keepData, environment: { SMTP_URL: sink.url }, override: (builder) => builder.overrideProvider(Clock).useValue(new FixedClock(instant)) });
}

/** Waits until everything that time could bring was looked for `times` more times. */
async function looked(relais: TestApp, times: number): Promise<void> {
  const deadlines = relais.app.get(DeadlinesService, { strict: false });
  for (let time = 0; time < times; time++) await deadlines.look();
}

/** What is on record of a kind of happening that time brought about, nobody's command: events and journal rows, by package. */
async function onRecord(type: string, command: string): Promise<Record<string, { events: number; rows: number }>> {
  const subjectsIn = async (collection: string, filter: object): Promise<string[]> => (await record.db().collection<{ subject: string }>(collection).find(filter).toArray()).map(({ subject }) => subject);
  const [events, rows] = await Promise.all([
    subjectsIn('outbox', { type: `relais.package.${type}`, 'data.by': { $in: ['system', null] } }),
    subjectsIn('journal', { command, refused: null, by: 'system' }),
  ]);
  const count = (list: readonly string[], subject: string): number => list.filter((one) => one === subject).length;
  return Object.fromEntries([...new Set([...events, ...rows])].map((subject) => [subject, { events: count(events, subject), rows: count(rows, subject) }]));
}

interface Ordered {
  code: string;
  entity: string;
  status: string;
  availableAt: string | null;
  campaign: string | null;
}

const ordersOf = async (code: string, by: Story): Promise<Ordered[]> => (await by.get<{ items: Ordered[] }>(`/orders?package=${code}`)).items;

test('with every process dead over an availability date, a reminder and a registration deadline, each comes once on return', async () => {
  const first = await at(ALIVE, false);
  record = await new MongoClient(first.environment['MONGODB_URI'] as string).connect();
  const story = new Story(first);
  const branches = await story.branches(2, 0);
  const reviewer = await story.post<{ email: string }>('/operators', { email: 'marc@meridian.example', name: 'Marc', role: 'central', password: 'correct horse battery', locale: 'fr' });
  const make = async (label: string, given: Record<string, unknown>): Promise<string> => {
    const campaign = await story.make('/campaigns', { label });
    return story.make('/packages', { label, kind: 'collaborative', distributionLevel: 'simple', referenceCampaign: campaign, audience: branches, schedule: { start: '2026-04-01T00:00:00Z', end: '2026-06-30T00:00:00Z' }, availableAt: '2026-04-02T00:00:00Z', ...given });
  };

  // One of each that comes, and beside it one that was canceled or decided before.
  const [toPublish, canceled] = [await make('To be published', { availableAt: AVAILABLE }), await make('Canceled before', { availableAt: AVAILABLE })];
  const automatic = await make('Automatic', { availableAt: AVAILABLE, orderApproval: 'automatic', distributionLevel: 'by-campaign' });
  for (const code of [toPublish, canceled, automatic]) await story.post(`/packages/${code}/approve`);
  await eventually('its entities are subscribed', async () => (await ordersOf(automatic, story)).length === 2);
  const pending = { availableAt: '2026-05-01T00:00:00Z', reviewers: [reviewer.email], reminders: [{ from: 'submission', offsetDays: 1 }, { from: 'deadline', offsetDays: 30 }] };
  const [toRemind, withdrawn] = [await make('To be reminded of', pending), await make('Edited before', pending)];
  for (const code of [toRemind, withdrawn]) await story.post(`/packages/${code}/submit`);
  const closing = { registrationDeadline: CLOSED };
  const [toClose, reopened] = [await make('To be closed', closing), await make('Reinitialized before', closing)];
  for (const code of [toClose, reopened]) await story.post(`/packages/${code}/approve`);
  for (const entity of branches) await story.make('/orders', { package: toClose, entity, place: true });
  await story.post(`/packages/${canceled}/cancel`);
  await edit(first, withdrawn, { audience: [branches[0]] });
  await story.post(`/packages/${reopened}/reinitialize`);
  expect(await story.get(`/packages/${toRemind}`)).toMatchObject({ plannedReminders: [{ at: REMINDED, remindedAt: null }, { at: '2026-05-05T10:00:00.000Z', remindedAt: null }] });
  await looked(first, 2);
  await everybodyIsTold(record);
  await first.close();
  sink.forget();
  for (const [type, command] of HAPPENINGS) expect(await onRecord(type, command)).toEqual({});
  expect(await record.db().collection('orders').countDocuments({ package: automatic, status: 'approved' })).toBe(2);

  const second = await at(BACK, true);
  const returned = new Story(second);
  await eventually('all three have come', async () => (await Promise.all(HAPPENINGS.map(([type, command]) => onRecord(type, command)))).every((found) => Object.keys(found).length > 0));
  await looked(second, 3);
  const opened = await eventually('its orders are available', async () => {
    const orders = await ordersOf(automatic, returned);
    return orders.every(({ status }) => status === 'available') ? orders : null;
  });
  await everybodyIsTold(record);

  const once = { events: 1, rows: 1 };
  expect(await onRecord('published', 'publish')).toEqual({ [toPublish]: once, [automatic]: once });
  expect(await onRecord('approval-reminded', 'remind')).toEqual({ [toRemind]: once });
  expect(await onRecord('registration-closed', 'close-registration')).toEqual({ [toClose]: once });
  expect(await returned.get(`/packages/${toPublish}`)).toMatchObject({ status: 'published', availableAt: AVAILABLE, publishedAt: BACK.toISOString(), late: null });
  expect(await returned.get(`/packages/${toRemind}`)).toMatchObject({ status: 'pending-approval', plannedReminders: [{ at: REMINDED, remindedAt: BACK.toISOString() }, { remindedAt: null }], late: { deadline: 'approvalDeadline' } });
  expect(await returned.get(`/packages/${toClose}`)).toMatchObject({ status: 'published', late: { deadline: 'registrationDeadline', since: CLOSED } });
  expect(opened.map(({ entity, availableAt }) => [entity, availableAt]).sort()).toEqual(branches.map((entity) => [entity, BACK.toISOString()]));
  expect(new Set(opened.map(({ campaign }) => campaign)).size).toBe(2);
  for (const { campaign } of opened) expect(await returned.get(`/campaigns/${campaign}`)).toMatchObject({ kind: 'child', package: automatic });
  expect(await returned.get(`/packages/${canceled}`)).toMatchObject({ status: 'canceled' });
  expect(await returned.get(`/packages/${withdrawn}`)).toMatchObject({ status: 'being-edited' });
  expect(await returned.get(`/packages/${reopened}`)).toMatchObject({ status: 'being-edited', cycle: 2, earlierCycles: [{ cycle: 1, endedAs: 'published' }] });
  const [french, english] = branches.map((branch) => opened.find(({ entity }) => entity === branch)?.code);
  const mails = [
    `admin@relais.example [Registration closed] To be closed (${toClose})`,
    `group1@relais.example [Inscription à l’opération] To be published (${toPublish})`,
    `group1@relais.example [Inscriptions closes] To be closed (${toClose})`,
    `group1@relais.example [Opération disponible] Automatic (${french})`,
    `group2@relais.example [Campaign available] Automatic (${english})`,
    `group2@relais.example [Campaign subscription] To be published (${toPublish})`,
    `group2@relais.example [Registration closed] To be closed (${toClose})`,
    `head1@relais.example [Inscription à l’opération] To be published (${toPublish})`,
    `head1@relais.example [Inscriptions closes] To be closed (${toClose})`,
    `head1@relais.example [Opération disponible] Automatic (${french})`,
    `head2@relais.example [Campaign available] Automatic (${english})`,
    `head2@relais.example [Campaign subscription] To be published (${toPublish})`,
    `head2@relais.example [Registration closed] To be closed (${toClose})`,
    `marc@meridian.example [Inscriptions closes] To be closed (${toClose})`,
    `marc@meridian.example [Rappel] [Validation de kit d’opération] To be reminded of (${toRemind})`,
  ];
  expect(await mailLines(sink)).toEqual(mails);
  await second.close();

  const third = await at(BACK, true);
  await looked(third, 2);
  await everybodyIsTold(record);
  expect(await onRecord('published', 'publish')).toEqual({ [toPublish]: once, [automatic]: once });
  expect(await onRecord('approval-reminded', 'remind')).toEqual({ [toRemind]: once });
  expect(await onRecord('registration-closed', 'close-registration')).toEqual({ [toClose]: once });
  expect(await mailLines(sink)).toEqual(mails);
  await third.close();
}, 90_000);

const HAPPENINGS = [
  ['published', 'publish'],
  ['approval-reminded', 'remind'],
  ['registration-closed', 'close-registration'],
] as const;

async function edit(relais: TestApp, code: string, patch: Record<string, unknown>): Promise<void> {
  const { version } = await new Story(relais).get<{ version: number }>(`/packages/${code}`);
  const answer = await relais.call('PATCH', `/api/v1/packages/${code}`, patch, { 'if-match': `"${version}"` });
  expect(answer.status).toBe(200);
}
