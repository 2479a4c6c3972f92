import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import { GatesService } from '../../src/gates/gates.service.js';
import type { Order } from '../../src/orders/order.schema.js';
import { type Answer, startApp, type TestApp } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { type MailSink, startMailSink } from '../support/mail-sink.js';
import { Story } from '../support/story.js';

let sink: MailSink;
let relais: TestApp;
let story: Story;

beforeAll(async () => {
  sink = await startMailSink();
  relais = await startApp({ name: 'cancel-under-writers', environment: { SMTP_URL: sink.url } });
  story = new Story(relais);
});
afterAll(async () => {
  await relais.close();
  await sink.close();
});

/** Holds every writer open behind its write of a gate; counts how often the cancel had to repeat because of them. */
function holdGates(gates: GatesService): { held: () => number; closes: () => number; release: () => void } {
  let release: () => void = () => undefined;
  const open = new Promise<void>((resolve) => {
    release = resolve;
  });
  let held = 0;
  let closes = 0;
  const pass = gates.pass.bind(gates);
  const close = gates.close.bind(gates);
  gates.pass = async (...given) => {
    const ordinal = await pass(...given);
    held++;
    await open;
    return ordinal;
  };
  gates.close = async (...given) => {
    closes++;
    await close(...given);
  };
  return { held: () => held, closes: () => closes, release };
}

test('of orders placed and approved and processes started while a cancel commits, none stays live and none sends', async () => {
  const branches = await story.branches(12, 10);
  const campaign = await story.make('/campaigns', { label: 'Winter savings 2026' });
  await story.delivery(campaign, { template: true, label: 'For your branch' });
  const campaignPackage = await story.published(campaign, branches);
  const placing = branches.slice(0, 4);
  const approving = await Promise.all(branches.slice(4, 8).map((entity) => story.make('/orders', { package: campaignPackage, entity, place: true })));
  const starting: string[] = [];
  for (const entity of branches.slice(8)) {
    const order = await story.available(campaignPackage, entity);
    const { items } = await story.get<{ items: { code: string }[] }>(`/deliveries?campaign=${order.campaign}`);
    starting.push(items[0]?.code ?? '');
  }
  const gates = holdGates(relais.app.get(GatesService, { strict: false }));

  const writers: Promise<Answer>[] = [
    ...placing.map((entity) => story.refused('POST', '/orders', { package: campaignPackage, entity, place: true })),
    ...approving.map((order) => story.refused('POST', `/orders/${order}/approve`, {})),
    ...starting.map((delivery) => story.refused('POST', `/deliveries/${delivery}/start`, {})),
  ];
  await eventually('most writers are held behind their gate', () => gates.held() >= 6);
  const canceling = story.refused('POST', `/packages/${campaignPackage}/cancel`, { comment: 'Now.' });
  // The fault really happens: the cancel meets writers that are neither committed nor gone, and repeats.
  await eventually('the cancel met the writers', () => gates.closes() >= 2);
  gates.release();
  const canceled = await canceling;
  const answers = await Promise.all(writers);
  const report = await story.finished(String(canceled.body['cancellation']));

  expect(canceled.status).toBe(202);
  for (const answer of answers) expect([200, 201, 202, 409]).toContain(answer.status);
  const orders: Model<Order> = relais.app.get(getModelToken('Order'), { strict: false });
  expect(await orders.distinct('status', { package: campaignPackage })).toEqual(['canceled']);
  expect(report.steps.every(({ state, total, done }) => state === 'done' && total === done)).toBe(true);
  const deliveries = await story.get<{ items: { code: string; status: string; sent: number; pending: number }[] }>('/deliveries?limit=200');
  expect(deliveries.items.filter(({ status }) => status !== 'stopped' && status !== 'finished')).toEqual([]);
  const sent = deliveries.items.reduce((sum, delivery) => sum + delivery.sent, 0);
  expect(sink.received.filter(({ raw }) => /X-Relais-Delivery/.test(raw))).toHaveLength(sent);
  expect(deliveries.items.every(({ pending }) => pending === 0)).toBe(true);
  const campaigns = await story.get<{ items: { status: string }[] }>('/campaigns?limit=200');
  expect(new Set(campaigns.items.map(({ status }) => status))).toEqual(new Set(['canceled']));
}, 60_000);
