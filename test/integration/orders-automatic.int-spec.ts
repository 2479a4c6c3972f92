import { jest } from '@jest/globals';
import { getModelToken } from '@nestjs/mongoose';
import type { TestingModule } from '@nestjs/testing';
import type { Model } from 'mongoose';

import type { Campaign } from '../../src/campaigns/campaign.schema.js';
import { CampaignsModule } from '../../src/campaigns/campaigns.module.js';
import { Clock } from '../../src/clock/clock.js';
import { EntitiesModule } from '../../src/entities/entities.module.js';
import type { Entity } from '../../src/entities/entity.schema.js';
import { GatesService } from '../../src/gates/gates.service.js';
import type { JournalEntry } from '../../src/journal/journal.schema.js';
import type { Actor } from '../../src/operators/actor.js';
import { OperatorsModule } from '../../src/operators/operators.module.js';
import { ClosuresService } from '../../src/orders/closures.service.js';
import { OrderOpening } from '../../src/orders/order-opening.js';
import { LIVE_ORDER_STATUSES, type Order } from '../../src/orders/order.schema.js';
import { OrdersModule } from '../../src/orders/orders.module.js';
import { OrdersService } from '../../src/orders/orders.service.js';
import { PreSubscribing } from '../../src/orders/pre-subscribing.js';
import { SubscriptionWriter } from '../../src/orders/subscription-writer.js';
import type { OutboxRow } from '../../src/outbox/outbox.schema.js';
import { DuePublishing } from '../../src/packages/due-publishing.js';
import { EditPackage } from '../../src/packages/edit-package.js';
import type { PackagePatch } from '../../src/packages/package.requests.js';
import type { CampaignPackage, FormField } from '../../src/packages/package.schema.js';
import { PackagesModule } from '../../src/packages/packages.module.js';
import { PackagesService } from '../../src/packages/packages.service.js';
import { Transactions } from '../../src/storage/transactions.js';
import { aCampaign } from '../builders/campaign.js';
import { aCampaignPackage } from '../builders/campaign-package.js';
import { aNewOrder } from '../builders/order.js';
import { startFoundation } from '../support/foundation.js';

const APPROVED = new Date('2026-04-05T10:00:00Z');
const AVAILABLE = new Date('2026-04-10T08:00:00Z');
const LATER = new Date('2026-04-11T10:00:00Z');
const claire: Actor = { email: 'claire@meridian.example', name: 'Claire', role: 'central', entity: null, locale: 'en' };
const luc: Actor = { email: 'luc@lyon.example', name: 'Luc', role: 'local', entity: 'OU1', locale: 'fr' };
const AUDIENCE = ['OU1', 'OU2', 'OU3', 'OU4'];
const manager: FormField = { name: 'manager', label: 'Manager', type: 'text', options: [], required: true, default: null };
const size: FormField = { name: 'size', label: 'Size', type: 'choice', options: ['small', 'large'], required: true, default: 'small' };

let now = APPROVED;
let module: TestingModule;
let subscribing: PreSubscribing;
let opening: OrderOpening;
let service: OrdersService;
let packagesService: PackagesService;
let gates: GatesService;
let transactions: Transactions;
let orders: Model<Order>;
let packages: Model<CampaignPackage>;
let campaigns: Model<Campaign>;
let journal: Model<JournalEntry>;
let outbox: Model<OutboxRow>;
let entities: Model<Entity>;

beforeAll(async () => {
  module = await startFoundation('orders-automatic', { imports: [OperatorsModule, EntitiesModule, CampaignsModule, PackagesModule, OrdersModule] });
  jest.spyOn(module.get(Clock), 'now').mockImplementation(() => now);
  [subscribing, opening, service, packagesService, gates, transactions] = [module.get(PreSubscribing), module.get(OrderOpening), module.get(OrdersService), module.get(PackagesService), module.get(GatesService), module.get(Transactions)];
  const model = <T>(name: string): Model<T> => module.get(getModelToken(name), { strict: false });
  [orders, packages, campaigns, journal, outbox, entities] = [model('Order'), model('CampaignPackage'), model('Campaign'), model('JournalEntry'), model('OutboxRow'), model('Entity')];
});
afterAll(() => module.close());

beforeEach(async () => {
  now = APPROVED;
  for (const model of [orders, packages, campaigns, journal, outbox, entities]) await model.collection.deleteMany({});
  await orders.db.collection('gates').deleteMany({});
  await entities.insertMany(Array.from({ length: 6 }, (_, n) => anEntity(`OU${n + 1}`)));
  await campaigns.insertMany([aCampaign({ package: 'CAT86' })]);
});

function anEntity(code: string): Entity {
  return { _id: code, label: code, locale: code === 'OU4' ? 'en' : 'fr', timeZone: 'Europe/Paris', contact: '', notificationGroup: [], words: [], orderReviewers: [], version: 1, createdAt: now, modifiedAt: now };
}

/** An automatic package, approved by Claire at the present instant. */
async function approve(given: Partial<CampaignPackage> = {}): Promise<CampaignPackage> {
  const campaignPackage = aCampaignPackage({ orderApproval: 'automatic', audience: AUDIENCE, ...given });
  await packages.insertMany([campaignPackage]);
  await transactions.run((session) => gates.open(campaignPackage._id, campaignPackage.cycle, session));
  return packagesService.approve(claire, campaignPackage._id);
}

const present = async (): Promise<CampaignPackage> => (await packages.findById('CAT86').orFail().lean()) as CampaignPackage;
const ordersOf = async (entity?: string): Promise<Order[]> => (await orders.find(entity === undefined ? {} : { entity }).sort({ entity: 1, createdAt: 1, _id: 1 }).lean()) as Order[];
const states = async (): Promise<string[]> => (await ordersOf()).map(({ entity, status }) => `${entity} ${status}`);
const live = async (): Promise<number> => orders.countDocuments({ status: { $in: [...LIVE_ORDER_STATUSES] } });
const events = async (type: string): Promise<Record<string, unknown>[]> => (await outbox.find({ type: `relais.${type}` }).sort({ _id: 1 }).lean()).map(({ data }) => data);

async function edit(patch: PackagePatch): Promise<CampaignPackage> {
  return module.get(EditPackage).edit(claire, 'CAT86', patch, (await present()).version);
}

async function becomeAvailable(): Promise<void> {
  now = AVAILABLE;
  await module.get(DuePublishing).publishDue(now);
  await opening.look();
}

/** What the accept of a cancel does to a package, its gates and its readers. */
async function cancelPackage(): Promise<void> {
  await transactions.run(async (session) => {
    await packages.updateOne({ _id: 'CAT86' }, { $set: { status: 'canceled', subscribing: null, opening: null } }, { session });
    await gates.close('CAT86', 1, 'canceled', now, session);
    await module.get(ClosuresService).record({ package: 'CAT86', cycle: 1, by: 'canceled', at: now, operator: claire.email, comment: null, cancellation: 'CXL4' }, session);
  });
}
const sweep = () => transactions.run((session) => service.cancelRange({ package: 'CAT86', cycle: 1, from: 0, to: 1_000_000, at: now, by: claire.email, comment: null, cancellation: 'CXL4' }, session));

describe('when an automatic package is approved', () => {
  it('each entity of its audience gets one approved order, filled in from the form', async () => {
    await approve({ distributionLevel: 'by-form', form: [manager, size] });

    await subscribing.look();

    const made = await ordersOf();
    expect(made.map(({ entity }) => entity)).toEqual(AUDIENCE);
    for (const order of made) {
      expect(order).toMatchObject({ status: 'approved', statusSince: APPROVED, parameters: { size: 'small' }, incomplete: true, approval: { by: claire.email, at: APPROVED }, createdBy: 'system', cycle: 1, liveKey: `CAT86:1:${order.entity}`, lateSince: null });
      expect(order.history).toMatchObject([{ command: 'pre-subscribe', from: 'draft', to: 'approved', by: claire.email }]);
    }
    expect(await events('order.pre-subscribed')).toEqual([expect.objectContaining({ package: 'CAT86', cycle: 1, codes: expect.arrayContaining(made.map(({ _id }) => _id)), by: claire.email, at: APPROVED })]);
    expect(await journal.find({ command: 'pre-subscribe' }).lean()).toMatchObject([{ by: 'system', to: 'approved', related: ['CAT86'] }]);
    expect(await present()).toMatchObject({ status: 'approved', subscribing: null, opening: null });
  });

  it('looking again, or from several places at once, subscribes nobody twice', async () => {
    await approve();

    await Promise.all([subscribing.look(), subscribing.look(), subscribing.look()]);
    await subscribing.look();

    expect(await states()).toEqual(AUDIENCE.map((entity) => `${entity} approved`));
    expect((await events('order.pre-subscribed')).flatMap(({ codes }) => codes as string[]).sort()).toEqual((await ordersOf()).map(({ _id }) => _id).sort());
  });

  it('an order that the entity placed or drafted in that instant is its one', async () => {
    await approve({ form: [size] });
    const draft = await service.create(luc, aNewOrder({ comment: 'Ours' }));

    await subscribing.look();

    const [own] = await ordersOf('OU1');
    expect(own).toMatchObject({ _id: draft._id, status: 'approved', comment: 'Ours', parameters: { size: 'small' }, approval: { by: claire.email } });
    expect(await states()).toEqual(AUDIENCE.map((entity) => `${entity} approved`));
    expect((await events('order.pre-subscribed')).flatMap(({ codes }) => codes as string[])).toContain(draft._id);
  });

  it('an order that appears between the plan and the write is no second one', async () => {
    await approve();
    const writer = module.get(SubscriptionWriter);
    const write = writer.write.bind(writer);
    let caught = 0;
    const failPoint = jest.spyOn(writer, 'write').mockImplementation(async (...call) => {
      if (caught++ === 0) await service.create(luc, aNewOrder());
      return write(...call);
    });

    await subscribing.look();
    failPoint.mockRestore();

    expect(caught).toBeGreaterThan(1);
    expect(await states()).toEqual(AUDIENCE.map((entity) => `${entity} approved`));
  });

  it('a manual package owes nobody an order', async () => {
    await approve({ orderApproval: 'manual' });

    await subscribing.look();

    expect(await orders.countDocuments()).toBe(0);
  });
});

describe('until the availability date', () => {
  beforeEach(async () => {
    await approve({ distributionLevel: 'by-form', form: [manager, size] });
    await subscribing.look();
  });

  it('the entity withdraws without anybody’s approval, and is not subscribed again', async () => {
    const [order] = await ordersOf('OU1');

    await service.withdraw(luc, order?._id as string, { comment: 'Not for us.' });
    await edit({ label: 'Another', audience: [...AUDIENCE, 'OU5'] });
    await packagesService.approve(claire, 'CAT86');
    await subscribing.look();

    expect(await states()).toEqual(['OU1 canceled', 'OU2 approved', 'OU3 approved', 'OU4 approved', 'OU5 approved']);
    expect((await ordersOf('OU1'))[0]?.canceled).toEqual({ at: APPROVED, by: luc.email, comment: 'Not for us.', cancellation: null });
  });

  it('the entity changes its values, one after the other, and nothing else', async () => {
    const [order] = await ordersOf('OU1');
    const code = order?._id as string;

    await expect(service.edit(luc, code, { label: 'Ours' }, 1)).rejects.toMatchObject({ code: 'not-editable' });
    const sized = await service.edit(luc, code, { parameters: { size: 'large' } }, 1);
    const complete = await service.edit(luc, code, { parameters: { manager: 'Ann Lee' } }, sized.version);

    expect(sized).toMatchObject({ status: 'approved', incomplete: true });
    expect(complete).toMatchObject({ status: 'approved', incomplete: false, parameters: { size: 'large', manager: 'Ann Lee' } });
    await expect(service.edit(luc, code, { parameters: { manager: null } }, complete.version)).rejects.toMatchObject({ code: 'invalid-fields' });
  });

  it('is not later than that: what is being opened is head office’s to cancel', async () => {
    const [order] = await ordersOf('OU1');
    const code = order?._id as string;
    now = AVAILABLE;

    await expect(service.withdraw(luc, code)).rejects.toMatchObject({ code: 'order-available', kind: 'conflict', details: { from: 'approved', allowed: [] } });
    await expect(service.edit(luc, code, { parameters: { size: 'large' } }, 1)).rejects.toMatchObject({ code: 'not-editable' });
    await expect(service.withdraw(claire, code)).resolves.toMatchObject({ status: 'canceled' });
  });

  it('an entity that withdrew may order by hand: placed from the availability date on, approved by head office', async () => {
    const [order] = await ordersOf('OU1');
    await service.withdraw(luc, order?._id as string);
    const draft = await service.create(luc, aNewOrder({ parameters: { manager: 'Ann Lee' } }));
    await expect(service.place(luc, draft._id)).rejects.toMatchObject({ code: 'not-open-to-orders' });
    await becomeAvailable();

    await service.place(luc, draft._id);
    const approved = await service.approve(claire, draft._id);

    expect(approved).toMatchObject({ status: 'available', approval: { by: claire.email } });
  });
});

describe('when it is edited and approved again', () => {
  it('orders stay; who is missing is subscribed, who left the audience is canceled with that reason, and comes back', async () => {
    await approve();
    await subscribing.look();
    const before = await ordersOf();
    await edit({ audience: ['OU2', 'OU3', 'OU5'] });
    expect((await ordersOf()).every(({ status }) => status === 'approved')).toBe(true);

    await packagesService.approve(claire, 'CAT86');
    await subscribing.look();

    expect(await states()).toEqual(['OU1 canceled', 'OU2 approved', 'OU3 approved', 'OU4 canceled', 'OU5 approved']);
    expect((await ordersOf()).filter(({ entity }) => entity === 'OU2' || entity === 'OU3')).toEqual(before.filter(({ entity }) => entity === 'OU2' || entity === 'OU3'));
    expect((await ordersOf('OU1'))[0]).toMatchObject({ liveKey: null, canceled: { by: claire.email, comment: 'CAT86 n’est plus proposé à votre entité.', cancellation: null, reason: 'audience' } });
    expect((await ordersOf('OU4'))[0]?.canceled?.comment).toBe('CAT86 is no longer offered to your entity.');
    expect((await events('order.canceled')).flatMap(({ codes }) => codes as string[]).sort()).toEqual([before[0]?._id, before[3]?._id].sort());

    await edit({ audience: AUDIENCE });
    await packagesService.approve(claire, 'CAT86');
    await subscribing.look();

    expect(await states()).toEqual(['OU1 canceled', 'OU1 approved', 'OU2 approved', 'OU3 approved', 'OU4 canceled', 'OU4 approved', 'OU5 canceled']);
  });

  it('a changed form takes what it takes of the values, and says what is missing', async () => {
    await approve({ form: [size] });
    await subscribing.look();
    const [order] = await ordersOf('OU1');
    await service.edit(luc, order?._id as string, { parameters: { size: 'large' } }, 1);
    await edit({ form: [manager, { ...size, options: ['small', 'huge'] }] });

    await packagesService.approve(claire, 'CAT86');
    await subscribing.look();

    expect((await ordersOf('OU1'))[0]).toMatchObject({ status: 'approved', parameters: { size: 'small' }, incomplete: true, version: 3 });
    expect(await journal.findOne({ subject: order?._id, command: 'edit', by: 'system' }).lean()).toMatchObject({ changes: [{ field: 'parameters', from: { size: 'large' }, to: { size: 'small' } }] });
    expect(await present()).toMatchObject({ subscribing: null });
  });
});

describe('when it becomes available', () => {
  it('what is left is available, by time and at once', async () => {
    await approve();
    await subscribing.look();
    const [withdrawn] = await ordersOf('OU1');
    await service.withdraw(luc, withdrawn?._id as string);

    await becomeAvailable();

    expect(await states()).toEqual(['OU1 canceled', 'OU2 available', 'OU3 available', 'OU4 available']);
    const opened = (await ordersOf()).filter(({ status }) => status === 'available');
    for (const order of opened) expect(order).toMatchObject({ availableAt: AVAILABLE, statusSince: AVAILABLE, campaign: null });
    expect(await events('order.available')).toEqual([expect.objectContaining({ package: 'CAT86', cycle: 1, codes: expect.arrayContaining(opened.map(({ _id }) => _id)) })]);
    expect(await present()).toMatchObject({ status: 'published', opening: null });
  });

  it('of a by-campaign package, each with its child campaign, once, though several look', async () => {
    await approve({ distributionLevel: 'by-campaign' });
    await subscribing.look();
    now = AVAILABLE;
    await module.get(DuePublishing).publishDue(now);

    await Promise.all([opening.look(), opening.look()]);

    const opened = await ordersOf();
    expect(await campaigns.countDocuments({ kind: 'child' })).toBe(4);
    for (const order of opened) {
      expect(order.status).toBe('available');
      expect(await campaigns.findById(order.campaign).lean()).toMatchObject({ kind: 'child', status: 'being-edited', package: 'CAT86', cycle: 1, order: order._id, entity: order.entity, ordinal: order.ordinal, reference: 'OP13' });
    }
    expect((await events('order.available')).flatMap(({ codes }) => codes as string[]).sort()).toEqual(opened.map(({ _id }) => _id).sort());
  });

  it('approved after its availability date, it is published and its orders are available at once', async () => {
    now = LATER;
    await approve();

    await subscribing.look();

    expect(await states()).toEqual(AUDIENCE.map((entity) => `${entity} available`));
    expect(await present()).toMatchObject({ status: 'published', subscribing: null, opening: null });
  });

  it('an entity added to its audience later has an order, available at once; one that withdrew has not', async () => {
    await approve();
    await subscribing.look();
    const [withdrawn] = await ordersOf('OU1');
    await service.withdraw(luc, withdrawn?._id as string);
    await becomeAvailable();
    now = LATER;
    const draft = await service.create(luc, aNewOrder());

    await edit({ audience: [...AUDIENCE, 'OU5'] });
    await subscribing.look();

    expect((await ordersOf('OU5'))[0]).toMatchObject({ status: 'available', availableAt: LATER });
    expect((await ordersOf('OU1')).map(({ _id, status }) => [_id, status])).toEqual([[withdrawn?._id, 'canceled'], [draft._id, 'draft']]);
  });
});

describe('a package that is canceled meanwhile', () => {
  it('while its audience is being subscribed has no live order in the end', async () => {
    await approve();
    const pass = gates.passMany.bind(gates);
    let caught = 0;
    const failPoint = jest.spyOn(gates, 'passMany').mockImplementation(async (...call) => {
      if (caught++ === 0) await cancelPackage();
      return pass(...call);
    });

    await subscribing.look();
    failPoint.mockRestore();

    expect(caught).toBeGreaterThan(0);
    expect(await orders.countDocuments()).toBe(0);
    expect(await events('order.pre-subscribed')).toEqual([]);
  });

  it('between two batches keeps what the sweep cancels, and gets no more', async () => {
    const many = await aLargeAudience(600);
    await approve({ audience: many });
    const ranges = await subscribing.left(await present());
    expect(ranges).toHaveLength(3);

    await subscribing.range(ranges[0] as (typeof ranges)[number]);
    await cancelPackage();
    for (const range of ranges) await subscribing.carried(range);
    await subscribing.look();
    await sweep();

    expect(await orders.countDocuments()).toBe(250);
    expect(await live()).toBe(0);
  });

  it('while its orders are being opened has no child campaign of an order that is not available', async () => {
    await approve({ distributionLevel: 'by-campaign' });
    await subscribing.look();
    now = AVAILABLE;
    await module.get(DuePublishing).publishDue(now);
    const pass = gates.pass.bind(gates);
    let caught = 0;
    const failPoint = jest.spyOn(gates, 'pass').mockImplementation(async (...call) => {
      if (caught++ === 0) await cancelPackage();
      return pass(...call);
    });

    await opening.look();
    failPoint.mockRestore();
    await sweep();

    expect(caught).toBeGreaterThan(0);
    expect(await campaigns.countDocuments({ kind: 'child' })).toBe(0);
    expect(await live()).toBe(0);
  });
});

describe('everything at once', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('nobody has two orders, who withdrew stays out, the others become available, once (round %i)', async (round) => {
    const many = await aLargeAudience(20);
    await approve({ audience: many.slice(0, 16), distributionLevel: round % 2 === 0 ? 'by-campaign' : 'simple' });
    const leave = async (entity: string): Promise<boolean> => {
      const order = await orders.findOne({ entity, status: 'approved' }).lean();
      if (order === null) return false;
      const outcome = await service.withdraw({ ...luc, entity }, order._id).catch((error: { code?: string }) => error.code);
      return typeof outcome === 'object';
    };

    await Promise.all([subscribing.look(), subscribing.look(), ...many.slice(0, 5).map(leave)]);
    const left = await Promise.all([...many.slice(8, 12).map(leave), subscribing.look()]);
    now = AVAILABLE;
    await Promise.all([module.get(DuePublishing).publishDue(now), module.get(DuePublishing).publishDue(now), opening.look(), ...many.slice(12, 14).map(leave)]);
    await Promise.all([opening.look(), opening.look(), edit({ audience: many }), subscribing.look()]);
    for (let turn = 0; turn < 3; turn++) await Promise.all([subscribing.look(), opening.look()]);

    const all = await ordersOf();
    const withdrawn = new Set(all.filter(({ status }) => status === 'canceled').map(({ entity }) => entity));
    const available = all.filter(({ status }) => status === 'available').map(({ entity }) => entity);
    expect(left.slice(0, 4)).toEqual([true, true, true, true]);
    expect(all.map(({ status }) => status)).not.toContain('approved');
    expect([...available, ...withdrawn].sort()).toEqual([...many].sort());
    expect(withdrawn.size).toBeGreaterThanOrEqual(4);
    const told = (await events('order.available')).flatMap(({ codes }) => codes as string[]);
    expect(told).toHaveLength(available.length);
    expect(new Set(told).size).toBe(available.length);
    expect(await campaigns.countDocuments({ kind: 'child' })).toBe(round % 2 === 0 ? available.length : 0);
    expect(await present()).toMatchObject({ status: 'published', subscribing: null, opening: null });
  });
});

describe('at size', () => {
  it('2,000 entities: dead between batches, looked at by two, each has one order and becomes available once', async () => {
    const many = await aLargeAudience(2_000);
    await approve({ audience: many });
    const writer = module.get(SubscriptionWriter);
    const write = writer.write.bind(writer);
    let batches = 0;
    const failPoint = jest.spyOn(writer, 'write').mockImplementation(async (...call) => {
      if (++batches > 3) throw new Error('killed');
      return write(...call);
    });

    await subscribing.look();
    failPoint.mockRestore();
    const half = await orders.countDocuments();
    await Promise.all([subscribing.look(), subscribing.look()]);
    await subscribing.look();

    expect(half).toBe(750);
    expect(await present()).toMatchObject({ subscribing: null });
    expect(await orders.distinct('entity')).toHaveLength(2_000);
    expect(await orders.countDocuments({ status: 'approved' })).toBe(2_000);
    expect(await orders.distinct('ordinal')).toHaveLength(2_000);

    await becomeAvailable();
    await opening.look();

    expect(await orders.countDocuments({ status: 'available' })).toBe(2_000);
    expect((await events('order.available')).flatMap(({ codes }) => codes as string[])).toHaveLength(2_000);
    expect(await present()).toMatchObject({ opening: null });
  });
});

async function aLargeAudience(count: number): Promise<string[]> {
  await entities.collection.deleteMany({});
  await entities.insertMany(Array.from({ length: count }, (_, n) => anEntity(`OU${n + 1}`)));
  return Array.from({ length: count }, (_, n) => `OU${n + 1}`);
}
