import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import type { Message } from '../../src/deliveries/message.schema.js';
import { startApp, type TestApp } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { type Handed, type OutsideSender, type SenderAnswer, startOutsideSender } from '../support/outside-sender.js';
import { Story } from '../support/story.js';

interface Figures extends Record<string, unknown> {
  status: string;
  sent: number;
  failed: number;
  uncertain: number;
  canceled: number;
  pending: number;
  lastRefusal: { reply: string; isTemporary: boolean } | null;
}

const OK: SenderAnswer = { status: 200 };
let answer: (messages: readonly Handed[], nth: number) => SenderAnswer = () => OK;
let sender: OutsideSender;
let relais: TestApp;
let story: Story;
let messages: Model<Message>;

beforeAll(async () => {
  sender = await startOutsideSender((handed, nth) => answer(handed, nth));
  relais = await startApp({ name: 'outside-sender', environment: { HTTP_SENDER_URL: sender.url, HTTP_SENDER_SECRET: sender.secret } });
  story = new Story(relais);
  messages = relais.app.get(getModelToken('Message'), { strict: false });
});
afterAll(async () => {
  await relais.close();
  await sender.close();
});
beforeEach(() => {
  answer = () => OK;
  sender.forget();
});

const until = (code: string, what: string, is: (delivery: Figures) => boolean): Promise<Figures> => story.until<Figures>(`/deliveries/${code}`, what, is, 30_000);

async function started(count: number, given: Record<string, unknown> = {}): Promise<string> {
  const [entity = ''] = await story.branches(1, count);
  const campaign = await story.make('/campaigns', { label: 'Texts' });
  const code = await story.delivery(campaign, { channel: 'http', target: { entities: [entity] }, ratePerSecond: 400, ...given });
  await story.post(`/deliveries/${code}/start`);
  return code;
}

test('each message is handed over once, signed, with its texts and its recipient', async () => {
  const code = await started(230);

  expect(await until(code, 'is finished', ({ status }) => status === 'finished')).toMatchObject({ channel: 'http', sent: 230, failed: 0, uncertain: 0 });
  expect(sender.accepted.size).toBe(230);
  expect(sender.requests.flatMap((request) => request.messages)).toHaveLength(230);
  const [first] = sender.accepted.values();
  expect(first).toMatchObject({ to: expect.stringMatching(/^r\d+@/), subject: expect.stringMatching(/^News for Ada \d+$/), recipient: { firstName: expect.any(String), tier: expect.any(Number) } });
  expect(new Set(sender.requests.map(({ id }) => id)).size).toBe(sender.requests.length);
});

test('a request that was not answered is made again under its id, and no message counts twice', async () => {
  answer = (_handed, nth) => (nth === 1 ? 'hang-up' : OK);

  const code = await started(20);

  expect(await until(code, 'is finished', ({ status }) => status === 'finished')).toMatchObject({ sent: 20, uncertain: 0 });
  expect(sender.requests[1]?.id).toBe(sender.requests[0]?.id);
  expect(sender.accepted.size).toBe(20);
});

test('what the other side says of single messages is recorded of them; what is refused for now is handed over again', async () => {
  answer = (handed, nth) => ({
    status: 200,
    body: { messages: handed.flatMap(({ id, to }) => (to.startsWith('r1@') ? [{ id, accepted: false, reply: 'no such number' }] : to.startsWith('r2@') && nth === 1 ? [{ id, accepted: false, reply: 'later', temporary: true }] : [])) },
  });

  const code = await started(10);

  expect(await until(code, 'is finished', ({ status }) => status === 'finished')).toMatchObject({ sent: 9, failed: 1, uncertain: 0 });
  expect(await messages.findOne({ delivery: code, address: /^r1@/ }).lean()).toMatchObject({ state: 'failed', reply: 'no such number' });
  expect(await messages.findOne({ delivery: code, address: /^r2@/ }).lean()).toMatchObject({ state: 'sent', tries: 1 });
});

test('an outside sender that is shut or not there is waited for; nobody is skipped', async () => {
  answer = (_handed, nth) => ({ status: nth < 3 ? 401 : 200 });

  const code = await started(15);

  expect(await until(code, 'is finished', ({ status }) => status === 'finished')).toMatchObject({ sent: 15, failed: 0, uncertain: 0 });
});

test('a stop waits for what was handed over: answered it is sent, and the rest is canceled', async () => {
  answer = () => ({ status: 200, afterMs: 800 });
  const code = await started(300);
  await eventually('a request is on its way', () => sender.requests.length > 0 || null);

  await story.post(`/deliveries/${code}/stop`);
  expect((await story.get<Figures>(`/deliveries/${code}`)).status).toBe('stopping');
  const stopped = await until(code, 'is stopped', ({ status }) => status === 'stopped');

  expect(stopped.sent).toBe(sender.accepted.size);
  expect(stopped).toMatchObject({ uncertain: 0, pending: 0, canceled: 300 - stopped.sent });
});

test('a stop does not wait for ever: what was handed over and never answered is uncertain', async () => {
  answer = () => 'never';
  const code = await started(300);
  await eventually('a request is on its way', () => sender.requests.length > 0 || null);

  await story.post(`/deliveries/${code}/stop`);
  const stopped = await until(code, 'is stopped', ({ status }) => status === 'stopped');

  const handed = sender.requests.flatMap((request) => request.messages).length;
  expect(stopped).toMatchObject({ sent: 0, uncertain: handed, pending: 0, canceled: 300 - handed });
});

test('where no outside sender is set up its channel is refused, and says what to do', async () => {
  const other = await startApp({ name: 'no-outside-sender' });
  try {
    const campaign = (await other.call('POST', '/api/v1/campaigns', { label: 'Texts' })).body as unknown as { code: string };
    const delivery = { label: 'Text', subject: 'News', text: 'Hello', channel: 'http' };
    const refused = await other.call('POST', '/api/v1/deliveries', { campaign: campaign.code, ...delivery });
    const inWorkflow = await other.call('POST', '/api/v1/workflows', { campaign: campaign.code, label: 'Texts', activities: [{ type: 'deliver', delivery }] });

    expect(refused).toMatchObject({ status: 422, body: { errors: [{ field: 'channel', message: expect.stringContaining('HTTP_SENDER_URL') }] } });
    expect(inWorkflow).toMatchObject({ status: 422, body: { errors: [{ field: 'activities[0].delivery.channel' }] } });
  } finally {
    await other.close();
  }
});
