import { Publisher } from '../../src/messaging/publisher.js';
import { startApp, type TestApp } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { type MailSink, startMailSink } from '../support/mail-sink.js';
import { type OwnRedis, startOwnRedis } from '../support/own-redis.js';
import { Story } from '../support/story.js';

let redis: OwnRedis;
let sink: MailSink;
let relais: TestApp;
let story: Story;

beforeAll(async () => {
  [redis, sink] = await Promise.all([startOwnRedis(), startMailSink()]);
  relais = await startApp({ name: 'redis-dies', environment: { REDIS_URL: redis.url, SMTP_URL: sink.url } });
  story = new Story(relais);
});
afterAll(async () => {
  await relais.close();
  await Promise.all([redis.stop(), sink.close()]);
});

test('with Redis dead a cancel is accepted and true for every reader; with Redis back, empty, its cascade finishes', async () => {
  const branches = await story.branches(4, 100);
  const campaign = await story.make('/campaigns', { label: 'Winter savings 2026' });
  const campaignPackage = await story.published(campaign, branches, { distributionLevel: 'simple' });
  const orders: string[] = [];
  for (const entity of branches) orders.push((await story.available(campaignPackage, entity)).code);
  const delivery = await story.delivery(campaign, { ratePerSecond: 30 });
  await story.post(`/deliveries/${delivery}/start`);
  await story.until<{ sent: number }>(`/deliveries/${delivery}`, 'has sent some', ({ sent }) => sent > 5);
  await redis.kill();

  const asked = performance.now();
  const canceled = await story.refused('POST', `/packages/${campaignPackage}/cancel`, { comment: 'Wrong rate.' });
  const answeredMs = performance.now() - asked;
  const cancellation = String(canceled.body['cancellation']);

  expect(canceled.status).toBe(202);
  // An answer that waited for Redis would take its timeout, five seconds and more.
  expect(answeredMs).toBeLessThan(1_000);
  expect(await story.get(`/packages/${campaignPackage}`)).toMatchObject({ status: 'canceled', orderCounts: { canceled: 4 } });
  expect(await story.get(`/orders/${orders[0]}`)).toMatchObject({ status: 'canceled', canceled: { cancellation } });
  const list = await story.get<{ items: { code: string }[]; counts: unknown }>(`/orders?package=${campaignPackage}&status=canceled&counts=true`);
  expect(list.items.map(({ code }) => code).sort()).toEqual([...orders].sort());
  expect(list.counts).toMatchObject({ status: { canceled: 4, available: 0 } });
  expect((await story.get<{ items: unknown[] }>(`/orders?package=${campaignPackage}&status=available`)).items).toEqual([]);
  expect(await story.get(`/cancellations/${cancellation}`)).toMatchObject({ state: 'running' });

  await redis.startEmpty();
  const report = await story.finished(cancellation, 10_000);

  expect(report.steps.map(({ name, total, done }) => [name, total, done])).toEqual([
    ['orders', 4, 4],
    ['campaigns', 1, 1],
    ['workflows', 0, 0],
    ['deliveries', 1, 1],
    ['notifications', 8, 8],
  ]);
  const [halted] = report.deliveries;
  expect(sink.received.filter(({ raw }) => /X-Relais-Delivery/.test(raw))).toHaveLength(halted?.sent ?? -1);
  expect(new Set(sink.received.filter(({ raw }) => /X-Relais-Notification/.test(raw)).map(({ to, raw }) => `${to[0]} ${/^Subject: (.*)$/m.exec(raw)?.[1]}`)).size).toBe(sink.received.filter(({ raw }) => /X-Relais-Notification/.test(raw)).length);
}, 60_000);

test('with Redis dead a package is published at its availability date, and its order opens; with Redis back, empty, the scheduler is there again', async () => {
  const branches = await story.branches(1, 0);
  const campaign = await story.make('/campaigns', { label: 'Spring savings 2026' });
  const queue = relais.app.get(Publisher, { strict: false }).queue('deadlines');
  const scheduled = async (): Promise<boolean> => (await queue.getJobSchedulersCount()) > 0;
  await eventually('the scheduler is there', scheduled);
  await redis.kill();

  const availableAt = performance.timeOrigin + performance.now() + 2_500;
  const code = await story.make('/packages', { ...story.content(campaign, branches), orderApproval: 'automatic', availableAt: new Date(availableAt).toISOString() });
  await story.post(`/packages/${code}/approve`);
  const { publishedAt } = await story.until<{ status: string; publishedAt: string }>(`/packages/${code}`, 'is published', ({ status }) => status === 'published');
  const { items } = await story.until<{ items: { availableAt: string | null }[] }>(`/orders?package=${code}&status=available`, 'has its order', ({ items: orders }) => orders.length > 0);

  expect(Date.parse(publishedAt)).toBeGreaterThanOrEqual(Math.floor(availableAt));
  expect(Date.parse(publishedAt) - availableAt).toBeLessThan(2_000);
  expect(items).toHaveLength(1);
  expect(Date.parse(items[0]?.availableAt ?? '') - availableAt).toBeLessThan(2_000);

  await redis.startEmpty();
  await eventually('the scheduler is back', scheduled);
}, 60_000);
