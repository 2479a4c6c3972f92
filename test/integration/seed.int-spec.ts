import type { INestApplicationContext } from '@nestjs/common';
import { getModelToken } from '@nestjs/mongoose';
import { Test, type TestingModule } from '@nestjs/testing';
import type { Model } from 'mongoose';

import type { Campaign } from '../../src/campaigns/campaign.schema.js';
import { CliModule } from '../../src/cli/cli.module.js';
import { OrderBatch, type WantedOrder } from '../../src/cli/seed/order-batch.js';
import { Random } from '../../src/cli/seed/random.js';
import { Seed } from '../../src/cli/seed/seed.js';
import { SeedNetwork } from '../../src/cli/seed/seed-network.js';
import { Clock } from '../../src/clock/clock.js';
import { CampaignsService } from '../../src/campaigns/campaigns.service.js';
import { newCampaign } from '../../src/campaigns/campaign.requests.js';
import { readEnvironment } from '../../src/config/environment.js';
import { DeliveriesService } from '../../src/deliveries/deliveries.service.js';
import { newDelivery } from '../../src/deliveries/delivery.requests.js';
import type { Delivery } from '../../src/deliveries/delivery.schema.js';
import type { Gate } from '../../src/gates/gate.schema.js';
import type { JournalEntry } from '../../src/journal/journal.schema.js';
import { Workers } from '../../src/messaging/workers.js';
import type { Actor } from '../../src/operators/actor.js';
import { newOrder } from '../../src/orders/order.requests.js';
import type { Order } from '../../src/orders/order.schema.js';
import { OrdersService } from '../../src/orders/orders.service.js';
import { newPackage } from '../../src/packages/package.requests.js';
import type { CampaignPackage } from '../../src/packages/package.schema.js';
import { PackagesService } from '../../src/packages/packages.service.js';
import { freshEnvironment } from '../support/environment.js';

const HOUR_MS = 3_600_000;
const opened = new Date('2026-11-10T09:00:00Z');
const hour = (offset: number): Date => new Date(opened.getTime() + offset * HOUR_MS);
const actor = (email: string, entity: string | null = null): Actor => ({ email, name: email, role: entity === null ? 'central' : 'local', entity, locale: 'en' });
const claire = actor('claire.fontaine@meridian.example');

/** A fresh database with the command line's rooms and no worker: what is written stays as it was written. */
async function start(name: string): Promise<TestingModule> {
  const environment = readEnvironment(await freshEnvironment({ name, roles: 'api' }));
  const module = await Test.createTestingModule({ imports: [CliModule.with(environment)] }).overrideProvider(Workers).useValue({}).compile();
  module.useLogger(false);
  await module.init();
  return module;
}

const modelOf = <T>(app: INestApplicationContext, name: string): Model<T> => app.get(getModelToken(name), { strict: false });

describe('orders written in bulk', () => {
  let module: TestingModule;
  let entities: string[];

  beforeAll(async () => {
    module = await start('seed-batch');
    const network = module.get(SeedNetwork);
    await network.centralOperators('a long enough password');
    entities = (await network.branches(6, new Random(1))).map((entity) => entity._id);
  });
  afterAll(() => module.close());
  afterEach(() => module.get(Clock).comeBack());

  const wantedOf = (parameters: Order['parameters']): WantedOrder[] =>
    (['available', 'ordered', 'draft', 'rejected', 'available', 'rejected'] as const).map((until, index) => ({
      entity: entities[index] as string,
      until,
      createdBy: index % 2 === 0 ? claire.email : 'james.holloway@meridian.example',
      createdAt: hour(index + 1),
      decidedBy: claire.email,
      decidedAt: hour(index + 3),
      reason: 'The quota is used up.',
      parameters,
    }));

  it.each([
    ['collaborative', 'by-campaign'],
    ['collaborative', 'by-form'],
    ['local', 'local'],
  ] as const)('are, of a %s package (%s), what the services make of the same', async (kind, level) => {
    const parameters: Order['parameters'] = level === 'by-form' ? { venue: 'Town hall' } : {};
    const [bulk, one] = [await publish(module, entities, kind, level), await publish(module, entities, kind, level)];

    await module.get(OrderBatch).write(bulk, wantedOf(parameters), new Random(7), () => undefined);
    await throughServices(module, one, wantedOf(parameters));

    const [written, served] = [await everythingOf(module, bulk), await everythingOf(module, one)];
    expect(served.orders).toHaveLength(6);
    expect(written.orders).toEqual(served.orders);
    expect(written.campaigns).toEqual(served.campaigns);
    expect(written.deliveries).toEqual(served.deliveries);
    expect(written.journal).toEqual(served.journal);
    expect(written.gates).toEqual(served.gates);
    expect(written.strayOrdinals).toEqual([]);
    expect(served.strayOrdinals).toEqual([]);
  });
});

describe('the sample network', () => {
  let module: TestingModule;

  beforeAll(async () => {
    module = await start('seed-network');
  });
  afterAll(() => module.close());

  it('holds packages in every status, late ones, and one that every branch ordered; and refuses a second time', async () => {
    const seed = module.get(Seed);
    const told: string[] = [];

    const seeded = await seed.run({ ...claire, role: 'admin' }, { entities: 12, packages: 22, recipients: 40 }, (stage, done, total) => done === total && told.push(stage));

    expect(seeded).toMatchObject({ entities: 12, packages: 22, recipients: 40 });
    expect(new Set(told)).toEqual(new Set(['branches', 'recipients', 'packages', 'orders']));
    const packages = modelOf<CampaignPackage>(module, 'CampaignPackage');
    expect(new Set(await packages.distinct('status'))).toEqual(new Set(['being-edited', 'pending-approval', 'approved', 'rejected', 'published', 'canceled']));
    expect(await packages.countDocuments({ lateFrom: { $lte: module.get(Clock).now() }, status: { $ne: 'published' } })).toBeGreaterThan(2);
    const orders = modelOf<Order>(module, 'Order');
    expect(await orders.countDocuments({ package: seeded.everyBranch, status: 'available' })).toBe(12);
    expect(await modelOf<Campaign>(module, 'Campaign').countDocuments({ package: seeded.everyBranch, kind: 'child' })).toBe(12);
    expect(await orders.countDocuments({ createdAt: { $gt: module.get(Clock).now() } })).toBe(0);
    expect(await modelOf(module, 'OutboxRow').countDocuments({ relayedAt: null })).toBe(0);
    const automatic = await packages.find({ orderApproval: 'automatic' }).lean();
    expect(automatic.map(({ status }) => status).sort()).toEqual(['approved', 'published', 'published']);
    for (const { _id, status, audience, subscribing, opening } of automatic) {
      expect([subscribing, opening]).toEqual([null, null]);
      const [subscribed, gone] = [await orders.countDocuments({ package: _id, status: status === 'approved' ? 'approved' : 'available' }), await orders.countDocuments({ package: _id, status: 'canceled' })];
      expect([subscribed + gone, audience.length]).toEqual([12, 12]);
      expect(subscribed).toBeGreaterThan(6);
    }
    expect(await orders.countDocuments({ lateSince: { $type: 'date' } })).toBeGreaterThan(0);
    expect(await packages.countDocuments({ status: 'pending-approval', 'plannedReminders.remindedAt': { $type: 'date' } })).toBeGreaterThan(0);
    expect((await packages.find({ cycle: 2 }).lean()).map(({ kind, status, earlierCycles }) => [kind, status, earlierCycles[0]?.endedAs]).sort()).toEqual([['collaborative', 'approved', 'published'], ['local', 'being-edited', 'published']]);
    // Nothing that time brought about is left for the first worker to tell of.
    expect(await packages.countDocuments({ status: 'approved', availableAt: { $lte: module.get(Clock).now() } })).toBe(0);
    await expect(seed.run({ ...claire, role: 'admin' }, { entities: 1, packages: 1, recipients: 0 }, () => undefined)).rejects.toMatchObject({ code: 'not-empty' });
  });

  it('is not a central operator’s to load', async () => {
    await expect(module.get(Seed).run(claire, { entities: 1, packages: 1, recipients: 0 }, () => undefined)).rejects.toMatchObject({ kind: 'forbidden' });
  });
});

async function publish(module: TestingModule, entities: string[], kind: 'local' | 'collaborative', distributionLevel: string): Promise<CampaignPackage> {
  module.get(Clock).travelTo(hour(-48));
  const packages = module.get(PackagesService, { strict: false });
  const campaign = await module.get(CampaignsService, { strict: false }).create(claire, newCampaign.parse({ label: 'Winter savings', folder: 'Savings' }));
  await module.get(DeliveriesService, { strict: false }).create(claire, newDelivery.parse({ campaign: campaign._id, template: true, label: 'Letter', subject: 'Hello', text: 'Hello {{recipient.firstName}}', target: { entities: [entities[0]], query: { age: { gte: 18 } } } }));
  const body = newPackage.parse({
    label: 'Winter savings',
    kind,
    distributionLevel,
    referenceCampaign: campaign._id,
    schedule: { start: hour(-10).toISOString(), end: hour(2_000).toISOString() },
    availableAt: opened.toISOString(),
    personalizationDeadline: hour(500).toISOString(),
    audience: kind === 'collaborative' ? entities : [],
    form: [
      { name: 'venue', label: 'Venue', type: 'text', required: true },
      { name: 'copies', label: 'Copies', type: 'number', default: 3 },
    ],
  });
  const created = await packages.create(claire, body);
  await packages.approve(claire, created._id);
  module.get(Clock).travelTo(opened);
  return packages.publish(claire, created._id);
}

async function throughServices(module: TestingModule, campaignPackage: CampaignPackage, wanted: readonly WantedOrder[]): Promise<void> {
  const orders = module.get(OrdersService, { strict: false });
  const clock = module.get(Clock);
  for (const one of wanted) {
    clock.travelTo(one.createdAt);
    const { _id: code } = await orders.create(actor(one.createdBy), newOrder.parse({ package: campaignPackage._id, entity: one.entity, parameters: one.parameters, place: one.until !== 'draft' }));
    clock.travelTo(one.decidedAt);
    if (one.until === 'available') await orders.approve(actor(one.decidedBy), code);
    if (one.until === 'rejected') await orders.reject(actor(one.decidedBy), code, { comment: one.reason });
  }
}

/** All that hangs on the package, with codes that no two runs share replaced by what they stand for. */
async function everythingOf(module: TestingModule, { _id, referenceCampaign }: CampaignPackage) {
  const orders = await modelOf<Order>(module, 'Order').find({ package: _id }).lean();
  const campaigns = await modelOf<Campaign>(module, 'Campaign').find({ orderPackage: _id }).lean();
  const deliveries = await modelOf<Delivery>(module, 'Delivery').find({ campaign: { $in: campaigns.map((campaign) => campaign._id) } }).lean();
  const originals = await modelOf<Delivery>(module, 'Delivery').find({ campaign: referenceCampaign }).lean();
  const gates = await modelOf<Gate>(module, 'Gate').find({ package: _id }).lean();
  const names = new Map<string, string>([[_id, 'PACKAGE'], [referenceCampaign ?? '', 'REFERENCE']]);
  for (const order of orders) names.set(order._id, `ORDER of ${order.entity}`);
  for (const campaign of campaigns) names.set(campaign._id, `CHILD of ${campaign.entity}`);
  for (const delivery of deliveries) names.set(delivery._id, `DELIVERY of ${delivery.entity}`);
  for (const original of originals) names.set(original._id, 'TEMPLATE');
  const subjects = [...orders, ...campaigns, ...deliveries].map((thing) => thing._id);
  const journal = await modelOf<JournalEntry>(module, 'JournalEntry').find({ subject: { $in: subjects } }, { _id: 0 }).sort({ at: 1, _id: 1 }).lean();
  const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value), (_key, part: unknown) => (typeof part === 'string' ? (names.get(part) ?? part.replaceAll(`${_id}:`, 'PACKAGE:')) : part));
  const sorted = (list: readonly object[]): unknown[] => (plain(list) as object[]).sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
  return {
    orders: sorted(orders.map(({ ordinal: _ordinal, ...order }) => order)),
    campaigns: sorted(campaigns.map(({ ordinal: _ordinal, ...campaign }) => campaign)),
    deliveries: sorted(deliveries),
    journal: sorted(journal),
    gates: { passes: gates.reduce((sum, gate) => sum + gate.n, 0), touches: gates.reduce((sum, gate) => sum + gate.touches, 0), open: gates.filter((gate) => gate.open).length },
    /** An ordinal that its gate has not handed out, that two orders have, or that the child does not share. */
    strayOrdinals: orders.filter(({ ordinal, campaign }) => {
      const gate = gates.find((one) => one.index === ordinal % 16);
      const child = campaigns.find((one) => one._id === campaign);
      return Math.floor(ordinal / 16) >= (gate?.n ?? 0) || orders.filter((other) => other.ordinal === ordinal).length > 1 || (child !== undefined && child.ordinal !== ordinal);
    }),
  };
}
