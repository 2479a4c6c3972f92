import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import { GatesService } from '../../src/gates/gates.service.js';
import type { Delivery } from '../../src/deliveries/delivery.schema.js';
import type { Message } from '../../src/deliveries/message.schema.js';
import { Hints } from '../../src/messaging/hints.js';
import { Transactions } from '../../src/storage/transactions.js';
import { startApp, type TestApp } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { type MailSink, type SinkAnswer, startMailSink } from '../support/mail-sink.js';
import { Story } from '../support/story.js';

interface Figures extends Record<string, unknown> {
  status: string;
  toDeliver: number;
  processed: number;
  pending: number;
  sent: number;
  failed: number;
  canceled: number;
  uncertain: number;
  reason: string | null;
  reasonCode: string | null;
}

let answer: (to: string, nth: number) => SinkAnswer = () => 'accept';
let sink: MailSink;
let relais: TestApp;
let story: Story;
let messages: Model<Message>;
let deliveries: Model<Delivery>;

beforeAll(async () => {
  sink = await startMailSink((to, nth) => answer(to, nth));
  relais = await startApp({ name: 'deliveries', environment: { SMTP_URL: sink.url } });
  story = new Story(relais);
  messages = relais.app.get(getModelToken('Message'), { strict: false });
  deliveries = relais.app.get(getModelToken('Delivery'), { strict: false });
});
afterAll(async () => {
  await relais.close();
  await sink.close();
});
beforeEach(() => {
  answer = () => 'accept';
  sink.forget();
});

const figures = (code: string): Promise<Figures> => story.get<Figures>(`/deliveries/${code}`);
const until = (code: string, what: string, is: (delivery: Figures) => boolean): Promise<Figures> => story.until<Figures>(`/deliveries/${code}`, what, is, 30_000);
const ended = (code: string): Promise<Figures> => until(code, 'is finished', ({ status }) => status === 'finished');
const received = (): string[] => sink.received.map(({ to }) => to[0] ?? '').sort();

/** A delivery of a campaign of its own to `count` recipients of a branch of its own. */
async function aDelivery(count: number, given: Record<string, unknown> = {}): Promise<{ code: string; entity: string; campaign: string }> {
  const [entity = ''] = await story.branches(1, count);
  const campaign = await story.make('/campaigns', { label: 'Announcements' });
  return { code: await story.delivery(campaign, { target: { entities: [entity] }, ratePerSecond: 200, ...given }), entity, campaign };
}

const start = (code: string) => story.post(`/deliveries/${code}/start`);
const addsUp = ({ toDeliver, processed, pending, sent, failed, canceled, uncertain }: Figures): boolean => toDeliver === processed + pending + canceled && processed === sent + failed + uncertain;

test('each recipient gets one message, each with a Message-ID of its own, and the figures say so', async () => {
  const { code } = await aDelivery(350);

  await start(code);
  const whole = await ended(code);

  expect(whole).toMatchObject({ toDeliver: 350, sent: 350, pending: 0, failed: 0, canceled: 0, uncertain: 0 });
  expect(new Set(received()).size).toBe(350);
  expect(sink.received).toHaveLength(350);
  expect(new Set(sink.received.map(({ raw }) => /^Message-ID: (.*)$/im.exec(raw)?.[1])).size).toBe(350);
  expect(await messages.countDocuments({ delivery: code, state: 'sent', reply: /^250/ })).toBe(350);
});

test('an address that two recipients share gets one message', async () => {
  const { code, entity } = await aDelivery(3);
  const [other = ''] = await story.branches(1, 0);
  await story.post('/recipients', { recipients: [{ email: `r1@${entity.toLowerCase()}.example`, entity: other, firstName: 'Twin' }] });
  const edited = await relais.call('PATCH', `/api/v1/deliveries/${code}`, { target: { entities: [entity, other] } }, { 'if-match': '"1"' });
  expect(edited.status).toBe(200);

  await start(code);

  expect(await ended(code)).toMatchObject({ toDeliver: 3, sent: 3 });
});

test('a mail says what its template says, values escaped in HTML, and no name makes a header', async () => {
  const { code, entity } = await aDelivery(0, { subject: 'For {{recipient.firstName}}', html: '<p>{{recipient.firstName}} of {{entity.label}}</p>', text: '{{recipient.firstName}} {{recipient.tier}}' });
  await story.post('/recipients', { recipients: [{ email: 'eve@x.example', entity, firstName: '<b>Eve & co</b>', tier: 7 }] });

  await start(code);
  await ended(code);

  const raw = sink.received[0]?.raw ?? '';
  expect(raw).toContain('&lt;b&gt;Eve &amp; co&lt;/b&gt; of Branch');
  expect(raw).toContain('<b>Eve & co</b> 7');
  expect(raw).toMatch(/^Subject: For <b>Eve & co<\/b>\r?$/m);
});

test('stopped in the middle, nothing leaves after; what left and what did not add up', async () => {
  const { code } = await aDelivery(600);
  await start(code);
  await until(code, 'has sent some', ({ sent }) => sent > 50);

  await story.post(`/deliveries/${code}/stop`);
  const stopped = await until(code, 'is stopped', ({ status }) => status === 'stopped');
  const atStop = sink.received.length;

  expect(stopped.sent).toBe(atStop);
  expect(stopped.canceled).toBe(600 - atStop);
  expect(addsUp(stopped)).toBe(true);
  await eventually('the ledger says canceled', async () => (await messages.countDocuments({ delivery: code, state: 'canceled' })) === stopped.canceled);
  expect(sink.received).toHaveLength(atStop);
  expect(await story.refused('POST', `/deliveries/${code}/start`, {})).toMatchObject({ status: 409, body: { code: 'invalid-transition', allowed: [] } });
});

test('paused and resumed again and again, everybody is mailed exactly once', async () => {
  const { code } = await aDelivery(500, { ratePerSecond: 400 });
  await start(code);
  for (let round = 1; round <= 4; round++) {
    const seen = (await figures(code)).sent;
    const now = await until(code, 'goes on', ({ sent, status }) => sent > seen || status === 'finished');
    if (now.status === 'finished') break;
    const paused = await story.refused('POST', `/deliveries/${code}/pause`, {});
    if (paused.status === 409) break;
    const still = await until(code, 'is paused', ({ status }) => status === 'paused' || status === 'finished');
    expect(addsUp(still)).toBe(true);
    if (still.status === 'finished') break;
    expect(still.reasonCode).toBe('by-operator');
    await story.post(`/deliveries/${code}/resume`);
  }

  expect(await ended(code)).toMatchObject({ sent: 500, uncertain: 0 });
  expect(sink.received).toHaveLength(500);
  expect(new Set(received()).size).toBe(500);
});

test('of a window whose worker was killed, what was in its hands is uncertain and never sent again; the rest goes on', async () => {
  const { code } = await aDelivery(40);
  await start(code);
  await ended(code);
  sink.forget();
  // The record as a killed worker leaves it: a window of 20, 8 messages begun, its lease over.
  await messages.updateMany({ delivery: code }, { $set: { state: 'pending', window: null } });
  await messages.updateMany({ delivery: code, seq: { $lt: 8 } }, { $set: { state: 'sending', window: 'dead' } });
  await deliveries.updateOne({ _id: code }, { $set: { status: 'running', sent: 0, nextSeq: 20, returned: [], windows: [{ id: 'dead', from: 0, to: 20, worker: 'gone:1', epoch: 1, until: new Date(0) }] } });
  await relais.app.get<Model<object>>(getModelToken('Campaign'), { strict: false }).updateMany({}, { $set: { status: 'running' } });

  const whole = await ended(code);

  expect(whole).toMatchObject({ toDeliver: 40, sent: 32, uncertain: 8, pending: 0 });
  expect(sink.received).toHaveLength(32);
  expect(await messages.countDocuments({ delivery: code, state: 'uncertain' })).toBe(8);
});

test('with the gate closed and every hint lost, nothing more is claimed', async () => {
  const [entity = ''] = await story.branches(1, 400);
  const campaign = await story.make('/campaigns', { label: 'Silent close' });
  const campaignPackage = await story.published(campaign, [entity], { distributionLevel: 'simple' });
  await story.available(campaignPackage, entity);
  const code = await story.delivery(campaign, { ratePerSecond: 40 });
  await start(code);
  await until(code, 'has sent some', ({ sent }) => sent > 10);

  const hints = relais.app.get(Hints, { strict: false });
  const deaf = hints.send.bind(hints);
  hints.send = () => undefined;
  await relais.app.get(Transactions, { strict: false }).run((session) => relais.app.get(GatesService, { strict: false }).close(campaignPackage, 1, 'canceled', new Date(), session));
  const atClose = sink.received.length;
  // Still `running` in the record, yet every claim reads the gate: each lane ends with the window it had.
  const quiet = await eventually('no window is held', async () => {
    const delivery = await deliveries.findById(code).lean();
    return delivery?.windows.length === 0 ? delivery : null;
  });
  hints.send = deaf;

  expect(quiet.status).toBe('running');
  // Two lanes, windows of 20 at 40 a second.
  expect(sink.received.length - atClose).toBeLessThanOrEqual(40);
  expect(quiet.sent).toBeLessThan(400);
  const atEnd = sink.received.length;
  await story.post(`/deliveries/${code}/stop`);
  await until(code, 'is stopped', ({ status }) => status === 'stopped');
  expect(sink.received).toHaveLength(atEnd);
});

test('refused for good is failed, refused for now is tried again, cut off after its data is uncertain', async () => {
  const { code, entity } = await aDelivery(6);
  const domain = `${entity.toLowerCase()}.example`;
  answer = (to, nth) => {
    if (to === `r0@${domain}`) return 'refuse-recipient';
    if (to === `r1@${domain}`) return nth === 1 ? 'refuse-data' : 'accept';
    return to === `r2@${domain}` ? 'cut-after-data' : 'accept';
  };

  await start(code);
  const whole = await ended(code);

  expect(whole).toMatchObject({ sent: 4, failed: 1, uncertain: 1 });
  expect(await messages.findOne({ delivery: code, address: `r0@${domain}` }).lean()).toMatchObject({ state: 'failed', reply: expect.stringMatching(/^550/) });
  expect(received().filter((to) => to === `r1@${domain}`)).toHaveLength(1);
  expect(received().filter((to) => to === `r2@${domain}`)).toHaveLength(1);
});

test('too many failures pause the delivery by itself, and it says why', async () => {
  const { code } = await aDelivery(400, { maxFailureRate: 0.1 });
  answer = (to) => (Number(/\d+/.exec(to)?.[0]) % 2 === 0 ? 'refuse-recipient' : 'accept');

  await start(code);
  const paused = await until(code, 'is paused', ({ status }) => status === 'paused');

  expect(paused.reasonCode).toBe('too-many-failures');
  expect(paused.processed).toBeGreaterThanOrEqual(100);
  expect(paused.pending).toBeGreaterThan(0);
  expect(addsUp(paused)).toBe(true);
});

test('with the mail server away nobody is skipped; when it is back, all get theirs', async () => {
  const { code } = await aDelivery(30);
  let isAway = true;
  answer = () => (isAway ? 'cut-before-data' : 'accept');
  await start(code);
  await eventually('the server was asked in vain', () => sink.asked() > 3);
  expect(await figures(code)).toMatchObject({ sent: 0, failed: 0, uncertain: 0 });

  isAway = false;

  expect(await ended(code)).toMatchObject({ sent: 30, failed: 0, uncertain: 0 });
});

test.each([
  ['a template', { template: true, target: undefined }, 'template-never-starts'],
  ['one without a target', { target: undefined }, 'target-missing'],
])('%s does not start, and says why', async (_what, given, code) => {
  const campaign = await story.make('/campaigns', { label: 'Never' });
  const delivery = await story.delivery(campaign, given);

  expect(await story.refused('POST', `/deliveries/${delivery}/start`, {})).toMatchObject({ status: 409, body: { code } });
});

test('one to nobody is finished at once', async () => {
  const { code } = await aDelivery(0);

  await start(code);

  expect(await ended(code)).toMatchObject({ toDeliver: 0, sent: 0 });
});
