import { jest } from '@jest/globals';
import { getModelToken } from '@nestjs/mongoose';
import type { TestingModule } from '@nestjs/testing';
import type { Model } from 'mongoose';

import type { Campaign } from '../../src/campaigns/campaign.schema.js';
import { CampaignPorts } from '../../src/campaigns/campaigns.ports.js';
import { CampaignsModule } from '../../src/campaigns/campaigns.module.js';
import { Clock } from '../../src/clock/clock.js';
import { EntitiesModule } from '../../src/entities/entities.module.js';
import type { Entity } from '../../src/entities/entity.schema.js';
import { GatesService } from '../../src/gates/gates.service.js';
import type { JournalEntry } from '../../src/journal/journal.schema.js';
import type { Actor } from '../../src/operators/actor.js';
import { OperatorsModule } from '../../src/operators/operators.module.js';
import { ClosuresService } from '../../src/orders/closures.service.js';
import type { CycleClosure } from '../../src/orders/cycle-closure.schema.js';
import { orderListParameters } from '../../src/orders/order.requests.js';
import { LIVE_ORDER_STATUSES, type Order, type OrderStatus } from '../../src/orders/order.schema.js';
import { effective } from '../../src/orders/order.status.js';
import type { OrderView } from '../../src/orders/order.view.js';
import { OrdersModule } from '../../src/orders/orders.module.js';
import { OrdersQueries } from '../../src/orders/orders.queries.js';
import { OrdersService } from '../../src/orders/orders.service.js';
import type { CampaignPackage, FormField } from '../../src/packages/package.schema.js';
import { PackagePorts } from '../../src/packages/packages.ports.js';
import { PackagesModule } from '../../src/packages/packages.module.js';
import { Transactions } from '../../src/storage/transactions.js';
import { aCampaign } from '../builders/campaign.js';
import { aCampaignPackage } from '../builders/campaign-package.js';
import { aClosure, aNewOrder, anOrder } from '../builders/order.js';
import { startFoundation } from '../support/foundation.js';

const now = new Date('2026-04-20T10:00:00Z');
const claire: Actor = { email: 'claire@meridian.example', name: 'Claire', role: 'central', entity: null, locale: 'en' };
const luc: Actor = { email: 'luc@lyon.example', name: 'Luc', role: 'local', entity: 'OU1', locale: 'fr' };
const ines: Actor = { email: 'ines@lyon.example', name: 'Inès', role: 'local', entity: 'OU1', locale: 'fr' };
const max: Actor = { email: 'max@lille.example', name: 'Max', role: 'local', entity: 'OU2', locale: 'fr' };

let module: TestingModule;
let service: OrdersService;
let queries: OrdersQueries;
let orders: Model<Order>;
let packages: Model<CampaignPackage>;
let campaigns: Model<Campaign>;
let closures: Model<CycleClosure>;
let journal: Model<JournalEntry>;
let transactions: Transactions;
let gates: GatesService;

beforeAll(async () => {
  module = await startFoundation('orders', { imports: [OperatorsModule, EntitiesModule, CampaignsModule, PackagesModule, OrdersModule] });
  jest.spyOn(module.get(Clock), 'now').mockImplementation(() => now);
  service = module.get(OrdersService);
  queries = module.get(OrdersQueries);
  transactions = module.get(Transactions);
  gates = module.get(GatesService);
  orders = module.get(getModelToken('Order'), { strict: false });
  packages = module.get(getModelToken('CampaignPackage'), { strict: false });
  campaigns = module.get(getModelToken('Campaign'), { strict: false });
  closures = module.get(getModelToken('CycleClosure'), { strict: false });
  journal = module.get(getModelToken('JournalEntry'), { strict: false });
});
afterAll(() => module.close());

beforeEach(async () => {
  const entities: Model<Entity> = module.get(getModelToken('Entity'), { strict: false });
  for (const model of [orders, packages, campaigns, closures, journal, entities]) await model.collection.deleteMany({});
  await orders.db.collection('gates').deleteMany({});
  await entities.insertMany(Array.from({ length: 12 }, (_, n) => anEntity(`OU${n + 1}`)));
  await campaigns.insertMany([aCampaign({ package: 'CAT86' })]);
});

function anEntity(code: string): Entity {
  return { _id: code, label: code, locale: 'fr', timeZone: 'Europe/Paris', contact: '', notificationGroup: [], words: [], orderReviewers: code === 'OU1' ? [ines.email] : [], version: 1, createdAt: now, modifiedAt: now };
}

async function offer(given: Partial<CampaignPackage> = {}): Promise<CampaignPackage> {
  const audience = Array.from({ length: 12 }, (_, n) => `OU${n + 1}`);
  const campaignPackage = aCampaignPackage({ status: 'published', audience, ...given });
  await packages.insertMany([campaignPackage]);
  await transactions.run((session) => gates.open(campaignPackage._id, campaignPackage.cycle, session));
  return campaignPackage;
}

const stored = async (code: string): Promise<Order> => (await orders.findById(code).orFail().lean()) as Order;
const commandsOf = async (code: string): Promise<(string | null)[][]> => (await journal.find({ subject: code }).sort({ _id: 1 }).lean()).map(({ command, from, to, refused }) => [command, from, to, refused]);

/** What the accept of a cancel does to a package's orders, gates and readers. */
async function cancelPackage(campaignPackage: CampaignPackage): Promise<void> {
  await transactions.run(async (session) => {
    await packages.updateOne({ _id: campaignPackage._id }, { $set: { status: 'canceled' } }, { session });
    await gates.close(campaignPackage._id, campaignPackage.cycle, 'canceled', now, session);
    if (campaignPackage.kind === 'collaborative') {
      await module.get(ClosuresService).record({ package: campaignPackage._id, cycle: campaignPackage.cycle, by: 'canceled', at: now, operator: claire.email, comment: 'The rate is wrong.', cancellation: 'CXL4' }, session);
    }
  });
}

async function reinitialize(campaignPackage: CampaignPackage): Promise<void> {
  await transactions.run(async (session) => {
    await packages.updateOne({ _id: campaignPackage._id }, { $inc: { cycle: 1 }, $set: { status: 'being-edited' } }, { session });
    await gates.close(campaignPackage._id, campaignPackage.cycle, 'closed', now, session);
    await gates.open(campaignPackage._id, campaignPackage.cycle + 1, session);
  });
}

describe('ordering', () => {
  it('an entity drafts and places its own order; both are journaled', async () => {
    await offer();

    const draft = await service.create(luc, aNewOrder({ entity: undefined }));
    const placed = await service.place(luc, draft._id);

    expect(draft).toMatchObject({ entity: 'OU1', status: 'draft', cycle: 1, packageKind: 'collaborative' });
    expect(placed).toMatchObject({ status: 'ordered', orderedAt: now, version: 2 });
    expect(await commandsOf(draft._id)).toEqual([['create', null, 'draft', null], ['place', 'draft', 'ordered', null]]);
  });

  it('another entity, another’s package and another’s order do not exist for a local operator', async () => {
    await offer({ audience: ['OU2'] });
    const order = await service.create(max, aNewOrder({ entity: undefined }));

    await expect(service.create(luc, aNewOrder({ entity: 'OU2' }))).rejects.toMatchObject({ code: 'not-found', text: { en: expect.stringContaining('OU2') } });
    await expect(service.create(luc, aNewOrder())).rejects.toMatchObject({ code: 'not-found', text: { en: expect.stringContaining('CAT86') } });
    for (const attempt of [
      () => service.get(luc, order._id),
      () => service.place(luc, order._id),
      () => service.edit(luc, order._id, { label: 'Mine' }, 1),
      () => service.withdraw(luc, order._id),
      () => service.reject(luc, order._id, { comment: 'no' }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'not-found' });
    }
    expect(await stored(order._id)).toEqual(order);
  });

  it('head office names an entity that exists and that the package is offered to', async () => {
    await offer({ audience: ['OU2'] });

    await expect(service.create(claire, aNewOrder({ entity: undefined }))).rejects.toMatchObject({ code: 'invalid-fields', details: { errors: [{ field: 'entity' }] } });
    await expect(service.create(claire, aNewOrder({ entity: 'OU99' }))).rejects.toMatchObject({ code: 'invalid-fields', details: { errors: [{ field: 'entity' }] } });
    await expect(service.create(claire, aNewOrder({ entity: 'OU1' }))).rejects.toMatchObject({ code: 'invalid-fields', details: { errors: [{ field: 'entity' }] } });
    await expect(service.create(claire, aNewOrder({ entity: 'OU2', assignedTo: 'nobody@meridian.example' }))).rejects.toMatchObject({ details: { errors: [{ field: 'assignedTo' }] } });
    expect(await orders.countDocuments()).toBe(0);
  });

  it('a draft may be made before the package takes orders; placing it says from when', async () => {
    await offer({ status: 'approved', availableAt: new Date('2026-05-02T08:00:00Z') });
    const draft = await service.create(luc, aNewOrder());

    await expect(service.place(luc, draft._id)).rejects.toMatchObject({ code: 'not-open-to-orders', kind: 'conflict', details: { opensAt: new Date('2026-05-02T08:00:00Z'), allowed: ['edit', 'cancel'] } });
    await expect(service.create(max, aNewOrder({ entity: 'OU2', place: true }))).rejects.toMatchObject({ code: 'not-open-to-orders' });
    expect(await commandsOf(draft._id)).toContainEqual(['place', null, null, 'not-open-to-orders']);
    expect(await orders.countDocuments()).toBe(1);
  });

  it('of two orders of one entity at once one is made; the other is told which', async () => {
    await offer();

    const attempts = await Promise.allSettled(Array.from({ length: 6 }, () => service.create(luc, aNewOrder())));

    const [present] = await orders.find().lean();
    expect(await orders.countDocuments()).toBe(1);
    const refused = attempts.filter((attempt) => attempt.status === 'rejected').map((attempt) => attempt.reason as unknown);
    expect(refused).toHaveLength(5);
    for (const refusal of refused) expect(refusal).toMatchObject({ code: 'already-ordered', kind: 'conflict', details: { order: present?._id } });
    expect(await commandsOf('CAT86')).toEqual(Array(5).fill(['order', null, null, 'already-ordered']));
  });

  it('one that was rejected or canceled makes room for another', async () => {
    await offer();
    const first = await service.create(luc, aNewOrder({ place: true }));
    await service.reject(claire, first._id, { comment: 'Too early.' });
    const second = await service.create(luc, aNewOrder());
    await service.withdraw(luc, second._id);

    await expect(service.create(luc, aNewOrder())).resolves.toMatchObject({ status: 'draft' });
  });

  it('a local package may take several orders of one entity', async () => {
    await offer({ kind: 'local', distributionLevel: 'local', audience: [], allowMultipleOrders: true });

    await service.create(luc, aNewOrder());
    await service.create(luc, aNewOrder());

    expect(await orders.countDocuments({ entity: 'OU1' })).toBe(2);
  });

  it('orders placed while the package is canceled are refused or swept: none stays live', async () => {
    const campaignPackage = await offer();
    let held = 0;
    let release: () => void = () => undefined;
    const closed = new Promise<void>((resolve) => (release = resolve));
    const pass = gates.pass.bind(gates);
    // Widens the window: each transaction has read the open package, then waits for the close to commit.
    const failPoint = jest.spyOn(gates, 'pass').mockImplementation(async (...call) => {
      if (held < 6) {
        held++;
        await closed;
      }
      return pass(...call);
    });
    const heldOpen = Array.from({ length: 6 }, (_, n) => service.create(claire, aNewOrder({ entity: `OU${n + 1}`, place: true })));
    while (held < 6) await new Promise((resolve) => setImmediate(resolve));
    const free = Array.from({ length: 6 }, (_, n) => service.create(claire, aNewOrder({ entity: `OU${n + 7}`, place: true })));

    await cancelPackage(campaignPackage);
    release();
    const outcomes = await Promise.allSettled([...heldOpen, ...free]);
    failPoint.mockRestore();
    const before = await orders.find().lean();
    await transactions.run((session) => service.cancelRange({ package: 'CAT86', cycle: 1, from: 0, to: 1_000, at: now, by: claire.email, comment: null, cancellation: 'CXL4' }, session));

    expect(held).toBe(6);
    for (const outcome of outcomes.slice(0, 6)) expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'package-canceled' } });
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(before.length);
    expect(await orders.countDocuments({ status: { $in: [...LIVE_ORDER_STATUSES] } })).toBe(0);
  });
});

describe('the values of an order', () => {
  const form: FormField[] = [{ name: 'manager', label: 'Manager', type: 'text', options: [], required: true, default: null }];

  it('are checked when it is placed, not in a draft', async () => {
    await offer({ distributionLevel: 'by-form', form });
    const draft = await service.create(luc, aNewOrder({ parameters: { color: 'red' } }));

    await expect(service.place(luc, draft._id)).rejects.toMatchObject({ code: 'parameters-wrong', kind: 'conflict', details: { errors: [{ field: 'parameters.color' }, { field: 'parameters.manager' }] } });
    await expect(service.create(max, aNewOrder({ entity: 'OU2', place: true }))).rejects.toMatchObject({ code: 'invalid-fields', details: { errors: [{ field: 'parameters.manager' }] } });
    const edited = await service.edit(luc, draft._id, { parameters: { color: null, manager: 'Ann Lee' } }, 1);
    expect(edited.parameters).toEqual({ manager: 'Ann Lee' });
    await expect(service.place(luc, draft._id)).resolves.toMatchObject({ status: 'ordered', incomplete: false });
  });

  it('may be given until the personalization deadline; until then the order is incomplete', async () => {
    await offer({ distributionLevel: 'by-form', form, personalizationDeadline: new Date('2026-05-10T00:00:00Z') });
    const placed = await service.create(luc, aNewOrder({ place: true }));
    const available = await service.approve(claire, placed._id);

    expect(placed.incomplete).toBe(true);
    await expect(service.edit(luc, placed._id, { label: 'Ours' }, available.version)).rejects.toMatchObject({ code: 'not-editable', details: { errors: [{ field: 'label' }], allowed: ['edit'] } });
    await expect(service.edit(luc, placed._id, { parameters: { manager: 'Ann Lee' } }, available.version)).resolves.toMatchObject({ incomplete: false, status: 'available' });
  });

  it('a missed personalization deadline makes the order late, and the list finds it', async () => {
    await offer({ distributionLevel: 'by-form', form, personalizationDeadline: new Date('2026-04-19T00:00:00Z') });
    const placed = await service.create(luc, aNewOrder({ place: true }));
    await service.create(claire, aNewOrder({ entity: 'OU2', parameters: { manager: 'Max' }, place: true }));

    const page = await queries.list(claire, orderListParameters.parse({ late: 'true', counts: 'true' }));
    expect(page.items).toMatchObject([{ code: placed._id, late: { deadline: 'personalizationDeadline', since: new Date('2026-04-19T00:00:00Z') } }]);
    expect(page.counts).toMatchObject({ total: 1, late: 1 });
    const others = await queries.list(claire, orderListParameters.parse({ late: 'false' }));
    expect(others.items.map((order) => order.entity)).toEqual(['OU2']);
  });

  it('a draft of an entity that the package is no longer offered to is not placed', async () => {
    await offer();
    const draft = await service.create(luc, aNewOrder());
    await packages.updateOne({ _id: 'CAT86' }, { $set: { audience: ['OU2'] } });

    await expect(service.place(luc, draft._id)).rejects.toMatchObject({ code: 'not-offered', kind: 'conflict', details: { allowed: ['edit', 'cancel'] } });
    expect((await stored(draft._id)).status).toBe('draft');
  });

  it('an edit from an old version is refused, one without a version too', async () => {
    await offer();
    const draft = await service.create(luc, aNewOrder());
    await service.edit(luc, draft._id, { label: 'First' }, 1);

    await expect(service.edit(claire, draft._id, { label: 'Second' }, 1)).rejects.toMatchObject({ code: 'stale-version' });
    await expect(service.edit(claire, draft._id, { label: 'Second' }, undefined)).rejects.toMatchObject({ code: 'version-missing' });
    expect(await stored(draft._id)).toMatchObject({ label: 'First', version: 2 });
    expect((await journal.findOne({ subject: draft._id, command: 'edit' }).lean())?.changes).toEqual([{ field: 'label', from: 'Savings week, Lyon', to: 'First' }]);
  });
});

describe('deciding', () => {
  it('approving makes the order available with its child campaign, in one transaction', async () => {
    await offer({ distributionLevel: 'by-campaign' });
    const placed = await service.create(luc, aNewOrder({ place: true }));

    const available = await service.approve(claire, placed._id);

    expect(available).toMatchObject({ status: 'available', approval: { by: claire.email, at: now }, availableAt: now });
    expect(available.campaign).toMatch(/^OU1_OP\d+$/);
    expect(await campaigns.findById(available.campaign).lean()).toMatchObject({ kind: 'child', package: 'CAT86', cycle: 1, order: placed._id, reference: 'OP13', entity: 'OU1', ordinal: placed.ordinal });
    expect(await commandsOf(placed._id)).toEqual([['create', null, 'draft', null], ['place', 'draft', 'ordered', null], ['approve', 'ordered', 'approved', null], ['make-available', 'approved', 'available', null]]);
  });

  it('a simple or by-form order gets no campaign of its own', async () => {
    await offer();
    const placed = await service.create(luc, aNewOrder({ place: true }));

    await expect(service.approve(claire, placed._id)).resolves.toMatchObject({ status: 'available', campaign: null });
  });

  it('of two decisions at once one counts; the other is told who decided and when', async () => {
    await offer({ distributionLevel: 'by-campaign' });
    const placed = await service.create(luc, aNewOrder({ place: true }));

    const outcomes = await Promise.allSettled([service.approve(claire, placed._id), service.approve(ines, placed._id), service.approve(claire, placed._id)]);

    const refused = outcomes.filter((outcome) => outcome.status === 'rejected').map((outcome) => outcome.reason as unknown);
    const { approval } = await stored(placed._id);
    expect(refused).toHaveLength(2);
    for (const refusal of refused) expect(refusal).toMatchObject({ code: 'already-decided', details: { by: approval?.by, at: now } });
    expect(await campaigns.countDocuments({ kind: 'child' })).toBe(1);
  });

  it('the entity’s named reviewer decides; its other operators may not', async () => {
    await offer();
    const placed = await service.create(luc, aNewOrder({ place: true }));

    await expect(service.approve(luc, placed._id)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(service.reject(ines, placed._id, { comment: 'Not this year.' })).resolves.toMatchObject({ status: 'rejected', rejection: { by: ines.email, comment: 'Not this year.' } });
    expect(await commandsOf(placed._id)).toContainEqual(['approve', null, null, 'forbidden']);
  });

  it('only what was placed is decided', async () => {
    await offer();
    const draft = await service.create(luc, aNewOrder());

    await expect(service.approve(claire, draft._id)).rejects.toMatchObject({ code: 'invalid-transition', details: { from: 'draft', allowed: ['place', 'cancel'] } });
  });

  it('an approval that read the open package before its cancel never commits after it', async () => {
    const campaignPackage = await offer({ distributionLevel: 'by-campaign' });
    const placed = await service.create(luc, aNewOrder({ place: true }));
    const pass = gates.pass.bind(gates);
    let caught = 0;
    const failPoint = jest.spyOn(gates, 'pass').mockImplementation(async (...call) => {
      if (caught++ === 0) await cancelPackage(campaignPackage);
      return pass(...call);
    });

    await expect(service.approve(claire, placed._id)).rejects.toMatchObject({ code: 'package-canceled' });
    failPoint.mockRestore();

    expect(caught).toBe(1);
    expect((await stored(placed._id)).status).toBe('ordered');
    expect((await service.get(luc, placed._id)).status).toBe('canceled');
    expect(await campaigns.countDocuments({ kind: 'child' })).toBe(0);
  });
});

describe('an order of a closed cycle', () => {
  it('of a canceled package refuses every command', async () => {
    const campaignPackage = await offer();
    const placed = await service.create(luc, aNewOrder({ place: true }));
    await cancelPackage(campaignPackage);

    for (const attempt of [
      () => service.approve(claire, placed._id),
      () => service.reject(claire, placed._id, { comment: 'no' }),
      () => service.withdraw(luc, placed._id),
      () => service.place(luc, placed._id),
      () => service.edit(claire, placed._id, { label: 'x' }, placed.version),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'package-canceled', kind: 'conflict' });
    }
  });

  it('an edit that read the open package before its cancel never commits after it', async () => {
    const campaignPackage = await offer();
    const draft = await service.create(luc, aNewOrder());
    const touch = gates.touch.bind(gates);
    let caught = 0;
    const failPoint = jest.spyOn(gates, 'touch').mockImplementation(async (...call) => {
      if (caught++ === 0) await cancelPackage(campaignPackage);
      return touch(...call);
    });

    await expect(service.edit(luc, draft._id, { label: 'Too late' }, 1)).rejects.toMatchObject({ code: 'package-canceled' });
    failPoint.mockRestore();

    expect(caught).toBe(1);
    expect((await stored(draft._id)).label).toBe(draft.label);
  });

  it('of a reinitialized package keeps its status and refuses every command', async () => {
    const campaignPackage = await offer();
    const available = await service.approve(claire, (await service.create(luc, aNewOrder({ place: true })))._id);
    await reinitialize(campaignPackage);

    expect((await service.get(luc, available._id)).status).toBe('available');
    for (const attempt of [
      () => service.edit(claire, available._id, { label: 'x' }, available.version),
      () => service.withdraw(claire, available._id),
      () => service.approve(claire, available._id),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'cycle-closed' });
    }
    expect((await queries.item(claire, available._id)).allowed).toEqual([]);
  });
});

describe('orders of a local package', () => {
  const local: Partial<CampaignPackage> = { kind: 'local', distributionLevel: 'local', audience: [] };

  it('that was placed is approved after the package was canceled, with its child campaign', async () => {
    const campaignPackage = await offer(local);
    const placed = await service.create(luc, aNewOrder({ place: true }));
    await cancelPackage(campaignPackage);

    const available = await service.approve(claire, placed._id);

    expect(available.status).toBe('available');
    expect(await campaigns.findById(available.campaign).lean()).toMatchObject({ kind: 'child', package: null, orderPackage: 'CAT86', entity: 'OU1' });
  });

  it('of an earlier cycle keeps the campaign and the form that it was taken on, whatever its package was made into', async () => {
    const form: FormField[] = [{ name: 'signature', label: 'Signature', type: 'text', options: [], required: false, default: null }];
    const campaignPackage = await offer({ ...local, form });
    const placed = await service.create(luc, aNewOrder({ place: true }));
    await reinitialize(campaignPackage);
    await campaigns.insertMany([aCampaign({ _id: 'OP14' })]);
    const earlier = { cycle: 1, endedAt: now, endedBy: claire.email, endedAs: 'published', schedule: campaignPackage.schedule, personalizationDeadline: null, referenceCampaign: 'OP13', form };
    await packages.updateOne({ _id: 'CAT86' }, { $set: { kind: 'collaborative', distributionLevel: 'simple', referenceCampaign: 'OP14', form: [], earlierCycles: [earlier] } });

    const signed = await service.edit(luc, placed._id, { parameters: { signature: 'Luc' } }, placed.version);
    const available = await service.approve(claire, placed._id);

    expect(signed.parameters).toEqual({ signature: 'Luc' });
    expect(await campaigns.findById(available.campaign).lean()).toMatchObject({ kind: 'child', reference: 'OP13', package: null, orderPackage: 'CAT86', entity: 'OU1' });
  });

  it('that was drafted can no longer be placed, but canceled', async () => {
    const campaignPackage = await offer(local);
    const draft = await service.create(luc, aNewOrder());
    await cancelPackage(campaignPackage);

    await expect(service.place(luc, draft._id)).rejects.toMatchObject({ code: 'package-canceled' });
    await expect(service.withdraw(luc, draft._id)).resolves.toMatchObject({ status: 'canceled', canceled: { by: luc.email, cancellation: null } });
  });

  it('of an earlier cycle live on; a draft of it can only be canceled', async () => {
    const campaignPackage = await offer(local);
    const placed = await service.create(luc, aNewOrder({ place: true }));
    const draft = await service.create(max, aNewOrder({ entity: 'OU2' }));
    await reinitialize(campaignPackage);

    await expect(service.place(max, draft._id)).rejects.toMatchObject({ code: 'cycle-closed', details: { allowed: ['cancel'] } });
    await expect(service.edit(claire, draft._id, { label: 'x' }, 1)).rejects.toMatchObject({ code: 'not-editable' });
    expect((await queries.item(max, draft._id)).allowed).toEqual(['cancel']);
    await expect(service.withdraw(max, draft._id)).resolves.toMatchObject({ status: 'canceled' });
    await expect(service.approve(claire, placed._id)).resolves.toMatchObject({ status: 'available' });
  });
});

describe('lists and counts while a cancel is being written down', () => {
  const STATUSES: OrderStatus[] = ['draft', 'ordered', 'approved', 'available', 'rejected', 'canceled'];

  /** 60 orders of CAT86, ten a status, the first half swept already; 12 of CAT87, two a status. */
  beforeEach(async () => {
    await packages.insertMany([aCampaignPackage({ status: 'canceled' }), aCampaignPackage({ _id: 'CAT87', status: 'published', referenceCampaign: 'OP14' })]);
    const many = (count: number, given: Partial<Order>, first: number): Order[] =>
      Array.from({ length: count }, (_, n) => {
        const modifiedAt = new Date(now.getTime() - ((first + n) % 7) * 3_600_000);
        return anOrder({ _id: `ORD${first + n}`, entity: `OU${(n % 12) + 1}`, liveKey: null, ordinal: n, status: STATUSES[n % 6] as OrderStatus, label: n % 2 === 0 ? 'Savings week' : 'Autumn', modifiedAt, ...given });
      });
    await orders.insertMany([...many(60, {}, 100), ...many(12, { package: 'CAT87' }, 200)]);
    await closures.insertMany([aClosure({ at: now })]);
    await transactions.run((session) => service.cancelRange({ package: 'CAT86', cycle: 1, from: 0, to: 29, at: now, by: claire.email, comment: 'The rate is wrong.', cancellation: 'CXL4' }, session));
  });

  async function walk(parameters: Record<string, unknown>): Promise<OrderView[]> {
    const found: OrderView[] = [];
    let cursor: string | null = null;
    do {
      const page = await queries.list(claire, orderListParameters.parse({ limit: '7', ...parameters, ...(cursor === null ? {} : { cursor }) }));
      found.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return found;
  }

  it.each(['-modifiedAt', 'modifiedAt', '-createdAt', 'createdAt'])('every canceled one is found once, swept or not, sorted by %s', async (sort) => {
    const found = await walk({ status: 'canceled', sort });

    const expected = (await orders.find({ $or: [{ package: 'CAT86', status: { $ne: 'rejected' } }, { package: 'CAT87', status: 'canceled' }] }, { _id: 1 }).lean()).map((order) => order._id);
    expect(expected).toHaveLength(52);
    expect(found.map((order) => order.code).sort()).toEqual(expected.sort());
    expect(found.every((order) => order.status === 'canceled')).toBe(true);
  });

  it.each(['draft', 'ordered', 'approved', 'available'])('no order of the canceled package is among the %s', async (status) => {
    const found = await walk({ status });

    expect(found).toHaveLength(2);
    expect(found.every((order) => order.package === 'CAT87' && order.status === status)).toBe(true);
  });

  it('several statuses with canceled among them find each order once', async () => {
    const found = await walk({ status: ['ordered', 'canceled', 'rejected'] });

    expect(new Set(found.map((order) => order.code)).size).toBe(found.length);
    expect(found).toHaveLength(52 + 2 + 12);
  });

  it('without a status every order is there, as it reads', async () => {
    const found = await walk({});

    expect(found).toHaveLength(72);
    expect(found.filter((order) => order.package === 'CAT86' && order.status !== 'canceled' && order.status !== 'rejected')).toEqual([]);
  });

  it('counts move what is not swept yet', async () => {
    const { counts } = await queries.list(claire, orderListParameters.parse({ counts: 'true' }));

    expect(counts).toEqual({ total: 72, status: { draft: 2, ordered: 2, approved: 2, available: 2, rejected: 12, canceled: 52 }, late: 0 });
    const asked = await queries.list(claire, orderListParameters.parse({ counts: 'true', status: ['ordered', 'canceled'], package: 'CAT86' }));
    expect(asked.counts).toMatchObject({ total: 50, status: { ordered: 0, canceled: 50, rejected: 10 } });
  });

  it('the counts that packages show are the same', async () => {
    const counts = await module.get(PackagePorts).orders.counts([{ package: 'CAT86', cycle: 1 }, { package: 'CAT87', cycle: 1 }, { package: 'CAT88', cycle: 1 }]);

    expect(counts.get('CAT86')).toEqual({ canceled: 50, rejected: 10 });
    expect(counts.get('CAT87')).toEqual({ draft: 2, ordered: 2, approved: 2, available: 2, rejected: 2, canceled: 2 });
    expect(counts.get('CAT88')).toEqual({});
    expect(await module.get(PackagePorts).orders.countLive('CAT86', 1)).toBe(0);
    expect(await module.get(PackagePorts).orders.countLive('CAT87', 1)).toBe(8);
    expect(await module.get(PackagePorts).orders.countAwaiting('CAT87', 1)).toBe(2);
  });

  it('a code, the start of one and words of the label are found, with a status too', async () => {
    expect((await walk({ q: 'ord105' })).map((order) => order.code)).toEqual(['ORD105']);
    expect(await walk({ q: 'ORD20' })).toHaveLength(10);
    expect(await walk({ q: 'autumn' })).toHaveLength(36);
    expect(await walk({ q: 'autumn', status: 'canceled' })).toHaveLength(32);
    expect(await walk({ q: 'autumn', status: 'canceled', package: 'CAT87' })).toHaveLength(2);
    expect((await queries.list(claire, orderListParameters.parse({ q: 'autumn', status: 'canceled', counts: 'true' }))).counts).toMatchObject({ total: 32 });
  });

  it('a local operator sees their own entity’s only, whatever they ask for', async () => {
    const page = await queries.list(max, orderListParameters.parse({ counts: 'true', entity: ['OU1', 'OU2'] }));

    expect(new Set(page.items.map((order) => order.entity))).toEqual(new Set(['OU2']));
    expect(page.counts?.total).toBe(6);
  });

  it('the sweep writes down exactly what was read, once', async () => {
    const unswept = await orders.find({ package: 'CAT86', ordinal: { $gte: 30 } }).sort({ _id: 1 }).lean();
    const read = unswept.map((order) => effective(order as Order, [aClosure({ at: now })]));
    const sweep = () => transactions.run((session) => service.cancelRange({ package: 'CAT86', cycle: 1, from: 30, to: 59, at: now, by: claire.email, comment: 'The rate is wrong.', cancellation: 'CXL4' }, session));

    expect(await sweep()).toHaveLength(20);
    expect(await sweep()).toEqual([]);

    const written = await orders.find({ package: 'CAT86', ordinal: { $gte: 30 } }).sort({ _id: 1 }).lean();
    const withoutVersion = (order: Order): Partial<Order> => ({ ...order, version: 0 });
    expect(written.map((order) => withoutVersion(order as Order))).toEqual(read.map(withoutVersion));
  });
});

it('a range takes only the statuses it is told to', async () => {
  await orders.insertMany(LIVE_ORDER_STATUSES.map((status, n) => anOrder({ _id: `ORD${n}`, liveKey: null, ordinal: n, status })));

  const codes = await transactions.run((session) => service.cancelRange({ package: 'CAT86', cycle: 1, from: 0, to: 9, statuses: ['draft', 'ordered'], at: now, by: claire.email, comment: null, cancellation: null }, session));

  expect(codes.sort()).toEqual(['ORD0', 'ORD1']);
  expect((await orders.find().sort({ _id: 1 }).lean()).map((order) => order.status)).toEqual(['canceled', 'canceled', 'approved', 'available']);
});

it('a reference’s deliveries go to the entities with an available order of its package and cycle', async () => {
  await orders.insertMany([
    anOrder({ _id: 'ORD1', entity: 'OU3', liveKey: null, ordinal: 1, status: 'available' }),
    anOrder({ _id: 'ORD2', entity: 'OU2', liveKey: null, ordinal: 2, status: 'ordered' }),
    anOrder({ _id: 'ORD3', entity: 'OU1', liveKey: null, ordinal: 3, status: 'available' }),
    anOrder({ _id: 'ORD4', entity: 'OU4', liveKey: null, ordinal: 3, status: 'available', cycle: 2 }),
  ]);
  const ports = module.get(CampaignPorts);

  expect(await ports.entitiesInScope(aCampaign({ package: 'CAT86' }))).toEqual(['OU1', 'OU3']);
  expect(await ports.entitiesInScope(aCampaign({ package: null }))).toBeNull();
  expect(await ports.entitiesInScope(aCampaign({ kind: 'child', package: 'CAT86', entity: 'OU1' }))).toBeNull();
});
