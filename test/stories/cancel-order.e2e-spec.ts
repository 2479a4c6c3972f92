import { startApp, type TestApp } from '../support/app.js';
import { type MailSink, startMailSink } from '../support/mail-sink.js';
import { type Report, Story } from '../support/story.js';

let sink: MailSink;
let relais: TestApp;
let story: Story;

beforeAll(async () => {
  sink = await startMailSink();
  relais = await startApp({ name: 'cancel-order', environment: { SMTP_URL: sink.url } });
  story = new Story(relais);
});
afterAll(async () => {
  await relais.close();
  await sink.close();
});

const to = (entity: string): number => sink.received.filter(({ raw, to: [address] }) => /X-Relais-Delivery/.test(raw) && (address ?? '').endsWith(`@${entity.toLowerCase()}.example`)).length;

test('an available order that is canceled takes its child and its entity’s unsent messages with it, the others go on', async () => {
  const [lyon = '', nice = ''] = await story.branches(2, 300);
  const campaign = await story.make('/campaigns', { label: 'Winter savings 2026' });
  await story.delivery(campaign, { template: true, label: 'For your branch', ratePerSecond: 20 });
  const campaignPackage = await story.published(campaign, [lyon, nice]);
  const order = await story.available(campaignPackage, lyon);
  await story.available(campaignPackage, nice);
  const [child] = (await story.get<{ items: { code: string }[] }>(`/deliveries?campaign=${order.campaign}`)).items;
  const announcement = await story.delivery(campaign, { ratePerSecond: 150 });
  await story.post(`/deliveries/${child?.code}/start`);
  await story.post(`/deliveries/${announcement}/start`);
  await story.until<{ sent: number }>(`/deliveries/${announcement}`, 'has sent some', ({ sent }) => sent > 20);
  await story.until<{ sent: number }>(`/deliveries/${child?.code}`, 'has sent some', ({ sent }) => sent > 5);

  const told = await story.get<{ messagesPending: number }>(`/orders/${order.code}/consequences`);
  const canceled = await story.refused('POST', `/orders/${order.code}/cancel`, { comment: 'The branch closes.' });
  const report: Report = await story.finished(String(canceled.body['cancellation']));
  const reached = to(lyon);
  const whole = await story.until<{ status: string; sent: number; canceled: number; toDeliver: number; uncertain: number }>(`/deliveries/${announcement}`, 'is finished', ({ status }) => status === 'finished');

  expect(canceled).toMatchObject({ status: 202, body: { order: order.code } });
  expect(report.steps.map(({ name, state, total, done }) => [name, state, total, done])).toEqual([
    ['campaigns', 'done', 1, 1],
    ['workflows', 'done', 0, 0],
    ['deliveries', 'done', 2, 2],
  ]);
  expect(await story.get(`/deliveries/${child?.code}`)).toMatchObject({ status: 'stopped', cancellation: report.code });
  // What was said before: the child's messages, and the entity's of the announcement, which itself goes on.
  expect(told).toMatchObject({ orders: 1, campaigns: 1, workflows: 0, deliveries: 1, entities: 1 });
  expect(told.messagesPending).toBeGreaterThanOrEqual(whole.canceled + (await story.get<{ canceled: number }>(`/deliveries/${child?.code}`)).canceled);
  expect(told.messagesPending).toBeLessThan(600);
  expect(await story.get(`/campaigns/${order.campaign}`)).toMatchObject({ status: 'canceled' });
  expect(whole).toMatchObject({ toDeliver: 600, uncertain: 0 });
  expect(whole.sent + whole.canceled).toBe(600);
  expect(whole.canceled).toBeGreaterThan(0);
  expect(to(nice)).toBe(300);
  // Nothing left for Lyon after its cancellation was finished.
  expect(to(lyon)).toBe(reached);
  expect(await story.refused('POST', `/orders/${order.code}/cancel`, {})).toMatchObject({ status: 200, body: { cancellation: report.code } });
});
