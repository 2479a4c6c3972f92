import { jest } from '@jest/globals';
import { getModelToken } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';

import type { Cancellation, CancellationPart, StepName } from '../../src/cancellations/cancellation.schema.js';
import { CascadeParts } from '../../src/cancellations/cascade.parts.js';
import { Cascades } from '../../src/cancellations/cascades.js';
import { CycleSweep } from '../../src/cancellations/cycle-sweep.js';
import { Clock } from '../../src/clock/clock.js';
import { GatesService } from '../../src/gates/gates.service.js';
import type { JournalEntry } from '../../src/journal/journal.schema.js';
import type { Notification } from '../../src/notifications/notification.schema.js';
import type { CycleClosure } from '../../src/orders/cycle-closure.schema.js';
import type { Order } from '../../src/orders/order.schema.js';
import { OrdersService } from '../../src/orders/orders.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { call } from '../support/call.js';
import { eventually } from '../support/eventually.js';
import { type Report, Story } from '../support/story.js';

// No worker runs here: each job of a cascade is run by hand, twice or broken off where that is the matter.
let relais: TestApp;
let story: Story;
let cascades: Cascades;
let parts: CascadeParts;
let orders: Model<Order>;
let cancellations: Model<Cancellation>;
let partRows: Model<CancellationPart>;
let closures: Model<CycleClosure>;
let journal: Model<JournalEntry>;
let notifications: Model<Notification>;
let branches: string[];

beforeAll(async () => {
  relais = await startApp({ name: 'cancellations', roles: 'api' });
  story = new Story(relais);
  const modelOf = <T>(name: string): Model<T> => relais.app.get(getModelToken(name), { strict: false });
  cascades = relais.app.get(Cascades);
  parts = relais.app.get(CascadeParts);
  orders = modelOf('Order');
  cancellations = modelOf('Cancellation');
  partRows = modelOf('CancellationPart');
  closures = modelOf('CycleClosure');
  journal = modelOf('JournalEntry');
  notifications = modelOf('Notification');
  branches = await story.branches(12, 2);
});
afterAll(() => relais.close());
afterEach(() => jest.restoreAllMocks());

interface Offered {
  code: string;
  campaign: string;
}

async function offered(given: Record<string, unknown> = {}, audience: string[] = branches): Promise<Offered> {
  const campaign = await story.make('/campaigns', { label: 'Winter savings 2026' });
  await story.delivery(campaign, { template: true, label: 'For your branch' });
  return { campaign, code: await story.published(campaign, audience, given) };
}

const order = (campaignPackage: string, entity: string, place = true): Promise<string> => story.make('/orders', { package: campaignPackage, entity, place });

async function cancel(campaignPackage: string, comment = 'Wrong rate.'): Promise<string> {
  return String((await story.post<{ cancellation: string }>(`/packages/${campaignPackage}/cancel`, { comment }))['cancellation']);
}

/** What workers and senders do, step by step, to the end; mails count as sent at the first try. */
async function runToEnd(cancellation: string): Promise<Report> {
  await cascades.plan(cancellation);
  return eventually('the cascade has finished', async () => {
    for (const part of await partRows.find({ cancellation, state: { $ne: 'done' } }).sort({ _id: 1 }).lean()) {
      if (await isOpen(cancellation, part.step)) await parts.run(part._id);
    }
    await notifications.updateMany({ cancellation, state: 'pending' }, { $set: { state: 'sent', attempts: 1 } });
    await cascades.reconcile();
    const report = await story.get<Report>(`/cancellations/${cancellation}`);
    return report.state === 'finished' ? report : null;
  });
}

/** As the queue has it: deliveries after workflows, mails after everything. */
async function isOpen(cancellation: string, step: StepName): Promise<boolean> {
  const before: StepName[] = step === 'deliveries' ? ['workflows'] : step === 'notifications' ? ['orders', 'campaigns', 'workflows', 'deliveries'] : [];
  return (await partRows.countDocuments({ cancellation, step: { $in: before }, state: { $ne: 'done' } })) === 0;
}

/** An instant so many days ahead of the application's clock. */
const ahead = (days: number): string => new Date(relais.app.get(Clock).now().getTime() + days * 86_400_000).toISOString();
const stepsOf = (report: Report): [string, string, number, number][] => report.steps.map(({ name, state, total, done }) => [name, state, total, done]);

describe('accepting the cancel of a package', () => {
  test('twelve cancels at once make one cancellation, and twelve times the same answer', async () => {
    const { code } = await offered();
    await order(code, branches[0] as string);

    const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => story.refused('POST', `/packages/${code}/cancel`, { comment: `Call ${n}` })));

    expect(answers.map(({ status }) => status).sort()).toEqual([...Array.from({ length: 11 }, () => 200), 202]);
    expect(new Set(answers.map(({ body }) => JSON.stringify([body['cancellation'], body['canceledAt'], body['comment']]))).size).toBe(1);
    expect(await cancellations.countDocuments({ package: code })).toBe(1);
    expect(await journal.countDocuments({ subject: code, command: 'cancel', refused: null })).toBe(1);
    expect(await relais.app.get(GatesService).isOpen(code, 1)).toBe(false);
  });

  test('from the commit on every reader sees canceled orders, though none is written down', async () => {
    const { code } = await offered();
    const placed = await order(code, branches[0] as string);
    const draft = await order(code, branches[1] as string, false);

    const cancellation = await cancel(code);

    expect((await orders.find({ package: code }).lean()).map(({ status }) => status).sort()).toEqual(['draft', 'ordered']);
    for (const each of [placed, draft]) expect(await story.get(`/orders/${each}`)).toMatchObject({ status: 'canceled', canceled: { cancellation, comment: 'Wrong rate.' }, allowed: [] });
    expect((await story.get<{ items: unknown[] }>(`/orders?package=${code}&status=canceled`)).items).toHaveLength(2);
    expect((await story.get<{ items: unknown[] }>(`/orders?package=${code}&status=ordered`)).items).toEqual([]);
    expect(await story.get(`/packages/${code}`)).toMatchObject({ status: 'canceled', late: null, cancellation: { code: cancellation, comment: 'Wrong rate.' }, orderCounts: { canceled: 2 } });
    expect(await story.refused('POST', `/orders/${placed}/approve`)).toMatchObject({ status: 409, body: { code: 'package-canceled' } });
    expect(await story.get(`/cancellations/${cancellation}`)).toMatchObject({ state: 'running', order: null, cycle: 1, steps: [{ name: 'orders', state: 'pending' }, { state: 'pending' }, { state: 'pending' }, { state: 'pending' }, { state: 'pending' }] });
  });

  test('one instant is on the package, its orders, its campaigns and the cancellation', async () => {
    const { code, campaign } = await offered();
    const made = await story.available(code, branches[0] as string);

    const report = await runToEnd(await cancel(code));

    expect(await story.get(`/packages/${code}`)).toMatchObject({ statusSince: report.canceledAt, cancellation: { at: report.canceledAt } });
    expect(await story.get(`/orders/${made.code}`)).toMatchObject({ statusSince: report.canceledAt, canceled: { at: report.canceledAt } });
    for (const each of [campaign, made.campaign]) expect(await story.get(`/campaigns/${each}`)).toMatchObject({ status: 'canceled', canceled: { at: report.canceledAt, cancellation: report.code } });
  });

  test('a local package is finished at once: no steps, orders and reference as they were, drafts placed no more', async () => {
    const campaign = await story.make('/campaigns', { label: 'Open day' });
    const code = await story.make('/packages', { label: 'Open day', kind: 'local', referenceCampaign: campaign, ...story.dates() });
    await story.post(`/packages/${code}/approve`);
    const [placed, draft] = [await order(code, branches[0] as string), await order(code, branches[1] as string, false)];
    expect(Object.values(await story.get(`/packages/${code}/consequences`))).toEqual([0, 0, 0, 0, 0, 0, 0]);

    const cancellation = await cancel(code);

    expect(await story.get(`/cancellations/${cancellation}`)).toMatchObject({ state: 'finished', steps: [], workflows: [], deliveries: [], notifications: { addresses: 0 } });
    expect(await story.get(`/campaigns/${campaign}`)).toMatchObject({ status: 'being-edited' });
    expect(await story.refused('POST', `/orders/${draft}/place`, {})).toMatchObject({ status: 409 });
    expect(await story.post(`/orders/${placed}/approve`)).toMatchObject({ status: 'available' });
    expect(await notifications.countDocuments({ cancellation })).toBe(0);
  });

  test('an unknown package is not found, an unknown field is named, and nothing is written', async () => {
    const { code } = await offered();

    expect(await story.refused('POST', '/packages/CAT999/cancel', {})).toMatchObject({ status: 404 });
    expect(await story.refused('POST', `/packages/${code}/cancel`, { comment: 5, force: true })).toMatchObject({ status: 422, body: { errors: [{ field: 'comment' }, { field: 'force' }] } });
    expect(await cancellations.countDocuments({ package: code })).toBe(0);
    expect(await story.get(`/packages/${code}`)).toMatchObject({ status: 'published' });
  });

  test('a local operator may not cancel what they see, nor learn of cancellations', async () => {
    const { code } = await offered();
    const asLocal = await localOperator(branches[0] as string, 'luc@lyon.example');

    expect(await asLocal('POST', `/packages/${code}/cancel`, {})).toMatchObject({ status: 403 });
    expect(await asLocal('POST', `/packages/${code}/reinitialize`, {})).toMatchObject({ status: 403 });
    const cancellation = await cancel(code);
    expect(await asLocal('GET', `/cancellations/${cancellation}`)).toMatchObject({ status: 404 });
    expect(await asLocal('GET', '/cancellations')).toMatchObject({ status: 403 });
    expect(await journal.findOne({ subject: code, command: 'cancel', refused: 'forbidden' }).lean()).toMatchObject({ by: 'luc@lyon.example' });
  });
});

async function localOperator(entity: string, email: string): Promise<(method: string, path: string, body?: unknown) => ReturnType<typeof call>> {
  await story.post('/operators', { email, name: 'Luc', role: 'local', entity, password: 'correct horse battery' });
  const { key } = await story.post<{ key: string }>('/api-keys', { operator: email, label: 'test' });
  return (method, path, body) => call(relais.url, method, `/api/v1${path}`, body, { authorization: `Bearer ${key}` });
}

describe('the plan and its parts', () => {
  test('planned again after a crash before its mark, a cascade has the very same parts', async () => {
    const { code } = await offered();
    for (const entity of branches.slice(0, 3)) await order(code, entity);
    const cancellation = await cancel(code);
    await cascades.plan(cancellation);
    const first = await partRows.find({ cancellation }).sort({ _id: 1 }).lean();
    await cancellations.updateOne({ _id: cancellation }, { $set: { plannedAt: null } });

    await cascades.plan(cancellation);
    await cascades.plan(cancellation);

    expect(await partRows.find({ cancellation }).sort({ _id: 1 }).lean()).toEqual(first);
    expect(first.length).toBeGreaterThanOrEqual(3);
  });

  test('a part run twice at once writes each order once', async () => {
    const { code } = await offered();
    for (const entity of branches.slice(0, 4)) await order(code, entity);
    const cancellation = await cancel(code);
    await cascades.plan(cancellation);

    await Promise.all([parts.run(`${cancellation}:orders:0`), parts.run(`${cancellation}:orders:0`)]);

    expect(await parts.run(`${cancellation}:orders:0`)).toEqual({ skipped: 'done before' });
    for (const written of await orders.find({ package: code }).lean()) {
      expect(written.status).toBe('canceled');
      expect(written.history.filter(({ command }) => command === 'cancel')).toHaveLength(1);
    }
    expect(await journal.countDocuments({ correlation: cancellation, subjectKind: 'order' })).toBe(1);
    expect(await partRows.findById(`${cancellation}:orders:0`).lean()).toMatchObject({ state: 'done', total: 4, done: 4 });
  });

  test('killed between the effect and its mark, a part has done nothing, and does it whole the next time', async () => {
    const { code } = await offered();
    for (const entity of branches.slice(0, 4)) await order(code, entity);
    const cancellation = await cancel(code);
    await cascades.plan(cancellation);
    const service = relais.app.get(OrdersService);
    const cancelRange = service.cancelRange.bind(service);
    let written = 0;
    jest.spyOn(service, 'cancelRange').mockImplementationOnce(async (range, session) => {
      written = (await cancelRange(range, session)).length;
      throw new Error('killed');
    });

    await expect(parts.run(`${cancellation}:orders:0`)).rejects.toThrow('killed');

    expect(written).toBe(4);
    expect(await orders.countDocuments({ package: code, status: 'canceled' })).toBe(0);
    expect(await partRows.findById(`${cancellation}:orders:0`).lean()).toMatchObject({ state: 'pending', done: 0 });
    expect(await parts.run(`${cancellation}:orders:0`)).toBe('done');
    expect(await orders.countDocuments({ package: code, status: 'canceled' })).toBe(4);
    const { startedAt, finishedAt } = (await partRows.findById(`${cancellation}:orders:0`).lean())!;
    expect(finishedAt!.getTime()).toBeGreaterThan(startedAt!.getTime());
  });

  test('the consequences shown before are the totals of the steps after', async () => {
    const { code, campaign } = await offered({}, branches.slice(0, 5));
    const made = [await story.available(code, branches[0] as string), await story.available(code, branches[1] as string)];
    await order(code, branches[2] as string);
    const rejected = await order(code, branches[3] as string);
    await story.post(`/orders/${rejected}/reject`, { comment: 'Too late.' });
    const running = await story.delivery(campaign);
    const waiting = await story.make('/workflows', { campaign, label: 'Waves', activities: [{ type: 'wait', seconds: 3_600 }] });
    await story.post(`/deliveries/${running}/start`);
    await story.post(`/workflows/${waiting}/start`);
    await story.post(`/workflows/${waiting}/pause`);
    const shown = await story.get<Record<string, number>>(`/packages/${code}/consequences`);

    const report = await runToEnd(await cancel(code));

    expect(stepsOf(report)).toEqual([
      ['orders', 'done', shown['orders'], shown['orders']],
      ['campaigns', 'done', shown['campaigns'], shown['campaigns']],
      ['workflows', 'done', shown['workflows'], shown['workflows']],
      ['deliveries', 'done', shown['deliveries'], shown['deliveries']],
      ['notifications', 'done', shown['addresses'], shown['addresses']],
    ]);
    expect(shown).toMatchObject({ orders: 3, campaigns: 3, workflows: 1, deliveries: 1, entities: 5, addresses: 10 });
    expect(report.deliveries.map((delivery) => [delivery.code, delivery.stoppedAt !== null])).toEqual([[running, true]]);
    expect(report.workflows.map((workflow) => [workflow.code, workflow.stoppedAt !== null])).toEqual([[waiting, true]]);
    for (const { campaign: child } of made) {
      const drafts = await story.get<{ items: { status: string }[] }>(`/deliveries?campaign=${child}`);
      expect(drafts.items.map(({ status }) => status)).toEqual(['stopped']);
    }
    expect(Object.values(await story.get(`/packages/${code}/consequences`))).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  test('a package not published yet tells only those that had ordered, not its audience', async () => {
    const { code } = await offered({ availableAt: ahead(5) });
    await order(code, branches[4] as string, false);
    expect(await story.get(`/packages/${code}`)).toMatchObject({ status: 'approved' });
    expect(await story.get(`/packages/${code}/consequences`)).toMatchObject({ orders: 1, entities: 1, addresses: 2 });

    const report = await runToEnd(await cancel(code));

    expect(stepsOf(report).at(-1)).toEqual(['notifications', 'done', 2, 2]);
    expect(new Set((await notifications.find({ cancellation: report.code }).lean()).map(({ entity }) => entity))).toEqual(new Set([branches[4]]));
  });

  test('the sweep over, the closure is closed and the stored orders say it themselves', async () => {
    const { code } = await offered();
    await order(code, branches[0] as string);

    await runToEnd(await cancel(code));

    expect(await closures.findById(`${code}:1`).lean()).toMatchObject({ sweep: 'done' });
    expect(await orders.countDocuments({ package: code, status: { $ne: 'canceled' } })).toBe(0);
    expect(await orders.countDocuments({ package: code, liveKey: { $type: 'string' } })).toBe(0);
  });
});

describe('births during the cancel', () => {
  test('of twelve writers held open on both sides of their gate none leaves a live order behind', async () => {
    const { code } = await offered();
    const gates = relais.app.get(GatesService);
    const [pass, close] = [gates.pass.bind(gates), gates.close.bind(gates)];
    let open = (): void => undefined;
    const latch = new Promise<void>((resolve) => (open = resolve));
    const held = { before: 0, after: 0 };
    let writers = 0;
    jest.spyOn(gates, 'pass').mockImplementation(async (campaignPackage: string, cycle: number, session: ClientSession) => {
      const isFirstHalf = campaignPackage === code && writers++ < 6;
      // The snapshot is taken by the read of the package before: half of them meet the gate only after the cancel.
      if (isFirstHalf) {
        held.before += 1;
        await latch;
      }
      const ordinal = await pass(campaignPackage, cycle, session);
      // Two of them at one gate: one repeats until it finds another, and is held there.
      if (!isFirstHalf && campaignPackage === code) {
        held.after += 1;
        await latch;
      }
      return ordinal;
    });
    let closing = 0;
    jest.spyOn(gates, 'close').mockImplementation(async (...given: Parameters<GatesService['close']>) => {
      closing += 1;
      return close(...given);
    });
    const placing = branches.map((entity) => story.refused('POST', '/orders', { package: code, entity, place: true }));
    await eventually('twelve writers are held', () => held.before === 6 && held.after === 6);

    const canceling = story.refused('POST', `/packages/${code}/cancel`, { comment: 'Wrong rate.' });
    // The cancel meets the gates that are held: it conflicts, and comes back until they are free.
    await eventually('the cancel has met a held gate', () => closing >= 2);
    open();
    const [canceled, answers] = [await canceling, await Promise.all(placing)];

    expect(canceled.status).toBe(202);
    for (const answer of answers) expect([201, 409]).toContain(answer.status);
    expect(answers.filter(({ status }) => status === 409).every(({ body }) => ['package-canceled', 'not-open-to-orders'].includes(String(body['code'])))).toBe(true);
    const listed = await story.get<{ items: { status: string }[] }>(`/orders?package=${code}`);
    expect(listed.items).toHaveLength(answers.filter(({ status }) => status === 201).length);
    expect(listed.items.every(({ status }) => status === 'canceled')).toBe(true);
    await runToEnd(String(canceled.body['cancellation']));
    expect(await orders.countDocuments({ package: code, status: { $ne: 'canceled' } })).toBe(0);
  });
});

describe('canceling one order', () => {
  test('not available yet it is withdrawn at once, without a cancellation', async () => {
    const { code } = await offered();
    const placed = await order(code, branches[0] as string);

    const answer = await story.refused('POST', `/orders/${placed}/cancel`, { comment: 'Not wanted.' });

    expect(answer).toMatchObject({ status: 200, body: { code: placed, status: 'canceled', canceled: { comment: 'Not wanted.', cancellation: null } } });
    expect(await story.refused('POST', `/orders/${placed}/cancel`, {})).toMatchObject({ status: 200, body: { code: placed, status: 'canceled' } });
    expect(await cancellations.countDocuments({ order: placed })).toBe(0);
  });

  test('available, it gets a cancellation of its own, whoever asks how often', async () => {
    const { code, campaign } = await offered();
    const made = await story.available(code, branches[0] as string);

    const answers = await Promise.all(Array.from({ length: 6 }, () => story.refused('POST', `/orders/${made.code}/cancel`, { comment: 'The branch closes.' })));
    const report = await runToEnd(String(answers[0]?.body['cancellation']));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 202]);
    expect(new Set(answers.map(({ body }) => body['cancellation'])).size).toBe(1);
    expect(report).toMatchObject({ order: made.code, package: code, cycle: 1 });
    expect(stepsOf(report)).toEqual([
      ['campaigns', 'done', 1, 1],
      ['workflows', 'done', 0, 0],
      ['deliveries', 'done', 0, 0],
    ]);
    expect(await story.get(`/campaigns/${made.campaign}`)).toMatchObject({ status: 'canceled', canceled: { at: report.canceledAt, cancellation: report.code } });
    expect((await story.get<{ items: { status: string }[] }>(`/deliveries?campaign=${made.campaign}`)).items).toMatchObject([{ status: 'stopped' }]);
    expect(await story.get(`/packages/${code}`)).toMatchObject({ status: 'published' });
    expect(await story.get(`/campaigns/${campaign}`)).toMatchObject({ status: 'being-edited' });
    // Its place is free again.
    expect(await order(code, branches[0] as string)).toMatch(/^ORD/);
  });

  test('canceled with its package it answers with that cancel', async () => {
    const { code } = await offered();
    const made = await story.available(code, branches[0] as string);
    const cancellation = await cancel(code);

    expect(await story.refused('POST', `/orders/${made.code}/cancel`, {})).toMatchObject({ status: 200, body: { code: made.code, canceled: { cancellation } } });
  });

  test('a rejected one is refused; a local operator withdraws until it is available, not after', async () => {
    const { code } = await offered();
    const asLocal = await localOperator(branches[1] as string, 'max@nice.example');
    const rejected = await order(code, branches[0] as string);
    await story.post(`/orders/${rejected}/reject`, { comment: 'Too late.' });

    expect(await story.refused('POST', `/orders/${rejected}/cancel`, {})).toMatchObject({ status: 409, body: { code: 'invalid-transition' } });
    const mine = await order(code, branches[1] as string);
    expect(await asLocal('POST', `/orders/${mine}/cancel`, {})).toMatchObject({ status: 200 });
    const made = await story.available(code, branches[1] as string);
    expect(await asLocal('POST', `/orders/${made.code}/cancel`, {})).toMatchObject({ status: 409, body: { code: 'order-available' } });
    expect(await asLocal('POST', `/orders/${rejected}/cancel`, {})).toMatchObject({ status: 404 });
  });
});

describe('reinitialize', () => {
  test('while a cancellation cascades it is refused, and says which', async () => {
    const { code } = await offered();
    const cancellation = await cancel(code);

    expect(await story.refused('POST', `/packages/${code}/reinitialize`, {})).toMatchObject({ status: 409, body: { code: 'still-at-work', cancellations: [cancellation], workflows: [], deliveries: [] } });
    expect(await story.get(`/packages/${code}`)).toMatchObject({ status: 'canceled', cycle: 1 });
  });

  test('while something runs or is paused it is refused, and names it', async () => {
    const { code, campaign } = await offered();
    await story.available(code, branches[0] as string);
    const running = await story.delivery(campaign);
    await story.post(`/deliveries/${running}/start`);

    expect(await story.refused('POST', `/packages/${code}/reinitialize`, {})).toMatchObject({ status: 409, body: { code: 'still-at-work', cancellations: [], deliveries: [running], allowed: ['cancel'] } });
  });

  test('from being edited it is no transition', async () => {
    const campaign = await story.make('/campaigns', { label: 'Winter savings 2026' });
    const code = await story.make('/packages', story.content(campaign, branches));

    expect(await story.refused('POST', `/packages/${code}/reinitialize`, {})).toMatchObject({ status: 409, body: { code: 'invalid-transition' } });
  });

  test('published: open orders read as canceled from the commit, and are written down; available ones stay as a record that refuses commands', async () => {
    const { code, campaign } = await offered();
    const made = await story.available(code, branches[0] as string);
    const placed = await order(code, branches[1] as string);
    const draft = await order(code, branches[2] as string, false);

    const next = await story.post(`/packages/${code}/reinitialize`);

    expect(next).toMatchObject({ status: 'being-edited', cycle: 2, approval: null, publishedAt: null, cancellation: null, availableAt: null, audience: branches });
    for (const each of [placed, draft]) expect(await story.get(`/orders/${each}`)).toMatchObject({ status: 'canceled', canceled: { cancellation: null, comment: expect.stringContaining(code) } });
    expect(await story.get(`/orders/${made.code}`)).toMatchObject({ status: 'available', allowed: [] });
    expect(await story.refused('POST', `/orders/${made.code}/cancel`, {})).toMatchObject({ status: 409, body: { code: 'cycle-closed' } });
    expect(await story.get(`/campaigns/${campaign}`)).toMatchObject({ status: 'being-edited', cycle: 2 });
    const copies = (await story.get<{ items: { cycle: number; copyOf: string | null; template: boolean; status: string }[] }>(`/deliveries?campaign=${campaign}`)).items;
    expect(copies.filter(({ cycle }) => cycle === 2)).toMatchObject([{ template: true, status: 'draft', copyOf: expect.stringMatching(/^DM/) }]);

    const sweep = relais.app.get(CycleSweep);
    await Promise.all([sweep.sweepRange(`${code}:1`, { from: 0, to: 999 }), sweep.sweepRange(`${code}:1`, { from: 0, to: 999 })]);

    const stored = await orders.find({ package: code }).sort({ ordinal: 1 }).lean();
    expect(new Map(stored.map((each) => [each._id, each.status]))).toEqual(new Map([[made.code, 'available'], [placed, 'canceled'], [draft, 'canceled']]));
    expect(stored.flatMap(({ history }) => history.filter(({ command }) => command === 'cancel'))).toHaveLength(2);
    expect(await closures.findById(`${code}:1`).lean()).toMatchObject({ sweep: 'done' });
    expect(await sweep.sweep(`${code}:1`)).toEqual({ skipped: 'swept before' });
  });

  test('of a local package only the package begins again: orders and children are the entities’', async () => {
    const campaign = await story.make('/campaigns', { label: 'Open day' });
    const code = await story.make('/packages', { label: 'Open day', kind: 'local', referenceCampaign: campaign, ...story.dates() });
    await story.post(`/packages/${code}/approve`);
    const placed = await order(code, branches[0] as string);
    const draft = await order(code, branches[1] as string, false);
    await cancel(code);

    expect(await story.post(`/packages/${code}/reinitialize`)).toMatchObject({ status: 'being-edited', cycle: 2 });

    expect(await story.post(`/orders/${placed}/approve`)).toMatchObject({ status: 'available', cycle: 1 });
    expect(await story.refused('POST', `/orders/${draft}/place`, {})).toMatchObject({ status: 409 });
    expect(await story.refused('POST', `/orders/${draft}/cancel`, {})).toMatchObject({ status: 200 });
    expect(await story.get(`/campaigns/${campaign}`)).toMatchObject({ cycle: 1, status: 'being-edited' });
    expect(await closures.countDocuments({ package: code })).toBe(0);
  });
});

describe('what a cancellation tells', () => {
  test('its events are the report at each change, and end with the cascade', async () => {
    const { code } = await offered({}, branches.slice(0, 2));
    const cancellation = await cancel(code);
    const watched = call(relais.url, 'GET', `/api/v1/cancellations/${cancellation}/events`);

    await runToEnd(cancellation);
    const { headers, body } = await watched;

    const reports = String(body)
      .split('\n')
      .filter((text) => text.startsWith('data: '))
      .map((text) => JSON.parse(text.slice(6)) as Report);
    expect(headers.get('content-type')).toMatch('text/event-stream');
    expect(reports.length).toBeGreaterThanOrEqual(2);
    expect(reports.at(-1)).toEqual(await story.get(`/cancellations/${cancellation}`));
    expect(new Set(reports.map((report) => JSON.stringify(report))).size).toBe(reports.length);
  });

  test('the list finds it by package, order, state and code, newest first', async () => {
    const { code } = await offered();
    const made = await story.available(code, branches[0] as string);
    const ofOrder = String((await story.post(`/orders/${made.code}/cancel`))['cancellation']);
    const ofPackage = await cancel(code);
    const found = async (query: string): Promise<string[]> => (await story.get<{ items: { code: string }[] }>(`/cancellations?${query}`)).items.map((item) => item.code);

    expect(await found(`package=${code}`)).toEqual([ofPackage, ofOrder]);
    expect(await found(`order=${made.code}`)).toEqual([ofOrder]);
    expect(await found(`q=${ofPackage.toLowerCase()}&state=running`)).toContain(ofPackage);
    expect(await found(`package=${code}&state=finished`)).toEqual([]);
    expect(await story.get(`/cancellations?package=${code}&counts=true`)).toMatchObject({ counts: { total: 2, state: { running: 2, finished: 0 } } });
    expect(await story.refused('GET', '/cancellations?state=over')).toMatchObject({ status: 400, body: { errors: [{ field: 'state[0]' }] } });
    expect(await story.refused('GET', '/cancellations/CXL999/reached')).toMatchObject({ status: 404 });
  });
});
