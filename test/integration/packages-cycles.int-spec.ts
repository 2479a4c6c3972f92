import { Clock } from '../../src/clock/clock.js';
import { startApp, type TestApp } from '../support/app.js';
import { call } from '../support/call.js';
import { FixedClock } from '../support/fixed-clock.js';
import { Story } from '../support/story.js';

const START = new Date('2026-04-02T10:00:00Z');
const SCHEDULE = { start: '2026-04-01T00:00:00.000Z', end: '2026-06-30T00:00:00.000Z' };
const AVAILABLE = '2026-04-02T08:00:00.000Z';
const REGISTRATION = '2026-04-20T00:00:00.000Z';
const PERSONALIZATION = '2026-05-20T00:00:00.000Z';
const FORM = [{ name: 'slogan', label: 'Slogan', type: 'text', options: [], required: false, default: null }];
const LONG_AGO = new Date('2026-05-02T10:00:00Z');

const clock = new FixedClock(START);
let relais: TestApp;
let story: Story;
let branches: string[];
let reviewer: string;

beforeAll(async () => {
  relais = await startApp({ name: 'packages-cycles', roles: 'api', override: (builder) => builder.overrideProvider(Clock).useValue(clock) });
  story = new Story(relais);
  branches = await story.branches(2, 0);
  reviewer = (await story.post<{ email: string }>('/operators', { email: 'marc@meridian.example', name: 'Marc', role: 'central' })).email;
});
afterAll(() => relais.close());
beforeEach(() => {
  clock.at = START;
});

/** The calls of an operator of their own. */
async function as(email: string, given: Record<string, unknown>): Promise<Story> {
  await story.post('/operators', { email, name: email, ...given });
  const { key } = await story.post<{ key: string }>('/api-keys', { operator: email, label: 'cycles' });
  return new Story({ call: (method, path, body, headers) => call(relais.url, method, path, body, { authorization: `Bearer ${key}`, ...headers }) });
}

async function made(given: Record<string, unknown> = {}): Promise<string> {
  const campaign = await story.make('/campaigns', { label: 'Spring savings' });
  return story.make('/packages', {
    label: 'Spring savings',
    kind: 'collaborative',
    distributionLevel: 'by-form',
    referenceCampaign: campaign,
    folder: 'Savings/2026',
    audience: branches,
    form: FORM,
    schedule: SCHEDULE,
    availableAt: AVAILABLE,
    registrationDeadline: REGISTRATION,
    personalizationDeadline: PERSONALIZATION,
    assignedTo: reviewer,
    ...given,
  });
}

async function published(given: Record<string, unknown> = {}): Promise<string> {
  const code = await made(given);
  expect(await story.post(`/packages/${code}/approve`, { comment: null })).toMatchObject({ status: 'published' });
  return code;
}

const edit = async (code: string, patch: Record<string, unknown>) => {
  const { version } = await story.get<{ version: number }>(`/packages/${code}`);
  return relais.call('PATCH', `/api/v1/packages/${code}`, patch, { 'if-match': `"${version}"` });
};

test('reinitialized, a published package keeps what it is, loses what happened to it and its dates in the past', async () => {
  const code = await published({ reminders: [{ from: 'submission', offsetDays: 1 }, { from: 'date', date: '2026-04-03T00:00:00Z' }, { from: 'date', date: '2026-06-01T00:00:00Z' }] });
  const before = await story.get(`/packages/${code}`);
  clock.at = LONG_AGO;

  const after = await story.post(`/packages/${code}/reinitialize`);

  const kept = ['code', 'label', 'kind', 'distributionLevel', 'referenceCampaign', 'folder', 'audience', 'form', 'reviewers', 'assignedTo', 'orderApproval', 'allowMultipleOrders', 'createdAt', 'createdBy'];
  for (const field of kept) expect({ [field]: after[field] }).toEqual({ [field]: before[field] });
  expect(after).toMatchObject({
    status: 'being-edited',
    statusSince: LONG_AGO.toISOString(),
    cycle: 2,
    schedule: { start: null, end: SCHEDULE.end },
    availableAt: null,
    registrationDeadline: null,
    personalizationDeadline: PERSONALIZATION,
    approval: null,
    rejection: null,
    publishedAt: null,
    cancellation: null,
    submittedBy: null,
    submittedAt: null,
    approvalDeadline: null,
    reminders: [{ from: 'submission', date: null, offsetDays: 1 }, { from: 'date', date: '2026-06-01T00:00:00.000Z', offsetDays: 0 }],
    plannedReminders: [],
    orderCounts: {},
    late: null,
    allowed: ['edit', 'submit', 'approve', 'cancel'],
  });
});

test('each earlier cycle stays readable on the package: who ended it and when, how far it came, its dates', async () => {
  const code = await published();
  const { approval, referenceCampaign } = await story.get<{ approval: object; referenceCampaign: string }>(`/packages/${code}`);
  clock.at = new Date('2026-04-25T10:00:00Z');
  await story.post(`/packages/${code}/reinitialize`);
  const first = {
    cycle: 1,
    endedAt: '2026-04-25T10:00:00.000Z',
    endedBy: 'admin@relais.example',
    endedAs: 'published',
    publishedAt: START.toISOString(),
    approval,
    cancellation: null,
    schedule: SCHEDULE,
    availableAt: AVAILABLE,
    registrationDeadline: REGISTRATION,
    personalizationDeadline: PERSONALIZATION,
    referenceCampaign,
    form: FORM,
  };
  expect((await story.get(`/packages/${code}`))['earlierCycles']).toEqual([first]);

  expect((await edit(code, { kind: 'local', schedule: { start: '2026-04-26T00:00:00Z' }, availableAt: '2026-05-01T00:00:00Z' })).status).toBe(200);
  clock.at = LONG_AGO;
  await story.post(`/packages/${code}/approve`);
  const { cancellation } = await story.post<{ cancellation: string }>(`/packages/${code}/cancel`, { comment: 'Replaced.' });
  clock.at = new Date('2026-05-03T10:00:00Z');
  await story.post(`/packages/${code}/reinitialize`);

  const { earlierCycles, cycle } = await story.get<{ earlierCycles: object[]; cycle: number }>(`/packages/${code}`);
  expect(cycle).toBe(3);
  expect(earlierCycles).toMatchObject([
    first,
    { cycle: 2, endedAs: 'canceled', endedAt: '2026-05-03T10:00:00.000Z', publishedAt: LONG_AGO.toISOString(), cancellation: { code: cancellation, by: 'admin@relais.example', at: LONG_AGO.toISOString(), comment: 'Replaced.' }, availableAt: '2026-05-01T00:00:00.000Z' },
  ]);
});

test('its orders of an earlier cycle are still found, with that cycle', async () => {
  const code = await published({ distributionLevel: 'simple' });
  const [orderer] = branches;
  const order = await story.available(code, orderer as string);
  await story.post(`/packages/${code}/reinitialize`);

  const { items } = await story.get<{ items: object[] }>(`/orders?package=${code}&cycle=1`);

  expect(items).toMatchObject([{ code: order.code, cycle: 1, status: 'available' }]);
  expect((await story.get<{ items: object[] }>(`/orders?package=${code}&cycle=2`)).items).toEqual([]);
});

test('entities are offered it again only once it is approved again, and its earlier cycles are no business of theirs', async () => {
  const [entity] = branches;
  const luc = await as('luc@lyon.example', { role: 'local', entity });
  const code = await published({ distributionLevel: 'simple', registrationDeadline: null, personalizationDeadline: null });
  await story.make('/orders', { package: code, entity, place: true });
  const offers = async (): Promise<string[]> => (await luc.get<{ items: { code: string }[] }>('/packages?limit=100')).items.map((item) => item.code);
  expect(await offers()).toContain(code);

  await story.post(`/packages/${code}/reinitialize`);
  expect(await offers()).not.toContain(code);
  const known = await luc.get(`/packages/${code}`);
  expect(known).toMatchObject({ cycle: 2, status: 'being-edited' });
  for (const field of ['earlierCycles', 'plannedReminders', 'reviewers', 'orderCounts']) expect(known).not.toHaveProperty(field);

  expect((await edit(code, { schedule: { start: '2026-04-02T00:00:00Z' }, availableAt: '2026-04-02T09:00:00Z' })).status).toBe(200);
  await story.post(`/packages/${code}/approve`);
  expect(await offers()).toContain(code);
});

test('of a local package that was canceled before it came out, the dates that are still ahead stay', async () => {
  const code = await made({ kind: 'local', distributionLevel: 'local', availableAt: '2026-04-10T00:00:00Z', reviewers: [reviewer], approvalDeadline: '2026-04-08T00:00:00Z' });
  await story.post(`/packages/${code}/submit`);
  await story.post(`/packages/${code}/cancel`, {});

  expect(await story.post(`/packages/${code}/reinitialize`)).toMatchObject({
    cycle: 2,
    schedule: { start: null, end: SCHEDULE.end },
    availableAt: '2026-04-10T00:00:00.000Z',
    registrationDeadline: REGISTRATION,
    approvalDeadline: '2026-04-08T00:00:00.000Z',
    reviewers: [reviewer],
    earlierCycles: [{ cycle: 1, endedAs: 'canceled', publishedAt: null, approval: null }],
  });
});

test.each(['being-edited', 'pending-approval', 'approved', 'rejected'] as const)('%s, it is not reinitialized, and says what is possible', async (status) => {
  const code = await made({ availableAt: '2026-04-10T00:00:00Z' });
  if (status !== 'being-edited') await story.post(`/packages/${code}/submit`);
  if (status === 'approved') await story.post(`/packages/${code}/approve`);
  if (status === 'rejected') await story.post(`/packages/${code}/reject`, { comment: 'Wrong year.' });

  const refused = await story.refused('POST', `/packages/${code}/reinitialize`, {});

  expect(refused).toMatchObject({ status: 409, body: { code: 'invalid-transition', from: status } });
  expect(await story.get(`/packages/${code}`)).toMatchObject({ status, cycle: 1, earlierCycles: [] });
  expect((await story.get<{ items: { command: string; refused: string | null }[] }>(`/journal?subject=${code}&sort=-at`)).items[0]).toMatchObject({ command: 'reinitialize', refused: 'invalid-transition' });
});

test('what Relais writes itself cannot be sent', async () => {
  const code = await made();

  const answer = await edit(code, { earlierCycles: [], plannedReminders: [], cycle: 4, nextReminderAt: null, subscribing: null });

  const named = ['cycle', 'earlierCycles', 'nextReminderAt', 'plannedReminders', 'subscribing'];
  expect(answer).toMatchObject({ status: 422, body: { errors: expect.arrayContaining(named.map((field) => expect.objectContaining({ field }))) } });
});
