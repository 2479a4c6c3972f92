import { startApp, type TestApp } from '../support/app.js';
import { type MailSink, startMailSink } from '../support/mail-sink.js';
import { Story } from '../support/story.js';

let sink: MailSink;
let relais: TestApp;
let story: Story;

beforeAll(async () => {
  sink = await startMailSink();
  relais = await startApp({ name: 'cancel-collaborative', environment: { SMTP_URL: sink.url } });
  story = new Story(relais);
});
afterAll(async () => {
  await relais.close();
  await sink.close();
});

/** Mails of deliveries, not notifications. */
const messages = () => sink.received.filter(({ raw }) => /^X-Relais-Delivery:/m.test(raw));
const cancellationMails = () => sink.received.filter(({ raw }) => /^X-Relais-Notification:/m.test(raw) && /Cancellation_of_package|Cancellation of package|Annulation/i.test(raw));

test('a collaborative package with everything running is canceled, proved, and used again in its next cycle', async () => {
  const [lyon = '', nice = '', metz = ''] = await story.branches(3, 400);
  const campaign = await story.make('/campaigns', { label: 'Winter savings 2026' });
  const template = await story.delivery(campaign, { template: true, label: 'For your branch' });
  const campaignPackage = await story.published(campaign, [lyon, nice, metz]);
  const orders = [await story.available(campaignPackage, lyon), await story.available(campaignPackage, nice)];
  const draft = await story.make('/orders', { package: campaignPackage, entity: metz });
  const children = await Promise.all(orders.map((order) => story.get<{ items: { code: string; copyOf: string }[] }>(`/deliveries?campaign=${order.campaign}`)));
  const childDeliveries = children.map(({ items }) => items[0]?.code ?? '');
  const announcement = await story.delivery(campaign);
  const waiting = await story.make('/workflows', { campaign, label: 'Two waves', activities: [{ type: 'query' }, { type: 'wait', seconds: 3_600 }, { type: 'deliver', delivery: { label: 'Second wave', subject: 'x', text: 'x', ratePerSecond: 10 } }] });
  const delivering = await story.make('/workflows', { campaign, label: 'By tier', activities: [{ type: 'query', query: { tier: 1 } }, { type: 'split', parts: 2 }, { type: 'deliver', part: 1, delivery: { label: 'Tier one', subject: 'x', text: 'x', ratePerSecond: 20 } }] });
  for (const process of [`/workflows/${waiting}`, `/workflows/${delivering}`, `/deliveries/${announcement}`, ...childDeliveries.map((code) => `/deliveries/${code}`)]) await story.post(`${process}/start`);
  for (const code of [announcement, ...childDeliveries]) await story.until<{ sent: number }>(`/deliveries/${code}`, 'has sent some', ({ sent }) => sent > 20);
  await story.until<{ activity: { type: string; wakeAt: string | null } | null }>(`/workflows/${waiting}`, 'waits', ({ activity }) => activity?.type === 'wait' && activity.wakeAt !== null);
  const { activity } = await story.until<{ activity: { delivery: string | null } | null }>(`/workflows/${delivering}`, 'delivers', ({ activity: present }) => (present?.delivery ?? null) !== null);
  const consequences = await story.get<Record<string, number>>(`/packages/${campaignPackage}/consequences`);

  const canceled = await story.refused('POST', `/packages/${campaignPackage}/cancel`, { comment: 'The rate is 2.40 %, not 3.40 %.' });
  const cancellation = String(canceled.body['cancellation']);
  const again = await story.refused('POST', `/packages/${campaignPackage}/cancel`, { comment: 'Once more.' });
  const report = await story.finished(cancellation);
  const atStop = messages().length;

  expect(canceled.status).toBe(202);
  expect(again).toMatchObject({ status: 200, body: { cancellation } });
  expect(template).toMatch(/^DM/);
  expect(report.steps.map(({ name, state, total, done }) => [name, state, total, done])).toEqual([
    ['orders', 'done', 3, 3],
    ['campaigns', 'done', 3, 3],
    ['workflows', 'done', 2, 2],
    ['deliveries', 'done', 4, 4],
    ['notifications', 'done', 6, 6],
  ]);
  expect(consequences).toMatchObject({ orders: 3, campaigns: 3, workflows: 2, deliveries: 4, entities: 3, addresses: 6 });
  expect(report.workflows.map(({ code }) => code).sort()).toEqual([waiting, delivering].sort());
  expect(report.deliveries.map(({ code }) => code).sort()).toEqual([announcement, ...childDeliveries, activity?.delivery].sort());
  for (const delivery of report.deliveries) {
    expect(delivery.sent + delivery.failed + delivery.canceled + delivery.uncertain).toBe(delivery.toDeliver);
    for (const figure of ['toDeliver', 'sent', 'failed', 'canceled', 'uncertain'] as const) expect(delivery.entities.reduce((sum, entity) => sum + entity[figure], 0)).toBe(delivery[figure]);
    expect(delivery.canceled).toBeGreaterThan(0);
    expect(delivery.uncertain).toBe(0);
  }
  expect(messages()).toHaveLength(report.deliveries.reduce((sum, delivery) => sum + delivery.sent, 0));
  expect(new Set(messages().map(({ raw }) => /^Message-ID: (.*)$/im.exec(raw)?.[1])).size).toBe(messages().length);
  expect(cancellationMails().map(({ to }) => to[0]).sort()).toEqual(['group1@relais.example', 'group2@relais.example', 'group3@relais.example', 'head1@relais.example', 'head2@relais.example', 'head3@relais.example']);
  expect(report.notifications).toEqual({ addresses: 6, sent: 6, failed: 0, uncertain: 0, outstanding: 0 });
  for (const code of [...orders.map((order) => order.code), draft]) expect(await story.get(`/orders/${code}`)).toMatchObject({ status: 'canceled', canceled: { at: report.canceledAt, comment: 'The rate is 2.40 %, not 3.40 %.', cancellation } });
  expect(await story.get(`/campaigns/${campaign}`)).toMatchObject({ status: 'canceled', canceled: { at: report.canceledAt } });

  const next = await story.post<{ cycle: number; version: number }>(`/packages/${campaignPackage}/reinitialize`);
  const fresh = (await story.get<{ items: { code: string; status: string; copyOf: string; template: boolean; cycle: number }[] }>(`/deliveries?campaign=${campaign}&status=draft`)).items;
  const patch = await relais.call('PATCH', `/api/v1/packages/${campaignPackage}`, story.dates(), { 'if-match': `"${next.version}"` });
  await story.post(`/packages/${campaignPackage}/approve`);
  const second = await story.available(campaignPackage, metz);
  const [child] = (await story.get<{ items: { code: string }[] }>(`/deliveries?campaign=${second.campaign}`)).items;
  const copy = fresh.find(({ copyOf }) => copyOf === announcement);
  await story.post(`/deliveries/${child?.code}/start`);
  await story.post(`/deliveries/${copy?.code}/start`);
  await story.until<{ status: string }>(`/deliveries/${child?.code}`, 'is finished', ({ status }) => status === 'finished');
  const whole = await story.until<{ status: string; sent: number; toDeliver: number }>(`/deliveries/${copy?.code}`, 'is finished', ({ status }) => status === 'finished');

  expect(next).toMatchObject({ cycle: 2, status: 'being-edited', cancellation: null });
  expect(patch.status).toBe(200);
  expect(fresh.map(({ copyOf, template: isTemplate, cycle }) => [copyOf, isTemplate, cycle]).sort()).toEqual([[announcement, false, 2], [template, true, 2]].sort());
  // In cycle 2 only Metz has an available order.
  expect(whole).toMatchObject({ sent: 400, toDeliver: 400 });
  expect(messages()).toHaveLength(atStop + 800);
  const late = await story.refused('POST', `/deliveries/${announcement}/start`);
  expect(late).toMatchObject({ status: 409, body: { code: 'cycle-closed' } });
  const ofCycle1 = await story.refused('POST', `/deliveries/${childDeliveries[0]}/resume`);
  expect(ofCycle1).toMatchObject({ status: 409, body: { code: 'cycle-closed' } });
  expect(await story.get(`/orders/${orders[0]?.code}`)).toMatchObject({ status: 'canceled', cycle: 1 });
}, 90_000);
