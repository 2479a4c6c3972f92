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
import type { Actor } from '../../src/operators/actor.js';
import { OperatorsModule } from '../../src/operators/operators.module.js';
import { LateOrders } from '../../src/orders/late-orders.js';
import type { Order } from '../../src/orders/order.schema.js';
import { OrdersModule } from '../../src/orders/orders.module.js';
import { OrdersService } from '../../src/orders/orders.service.js';
import type { CampaignPackage, FormField } from '../../src/packages/package.schema.js';
import { PackagesModule } from '../../src/packages/packages.module.js';
import { PackagesService } from '../../src/packages/packages.service.js';
import { Transactions } from '../../src/storage/transactions.js';
import { aCampaign } from '../builders/campaign.js';
import { aCampaignPackage } from '../builders/campaign-package.js';
import { aNewOrder, anOrder } from '../builders/order.js';
import { startFoundation } from '../support/foundation.js';

const BEFORE = new Date('2026-05-09T10:00:00Z');
const DEADLINE = new Date('2026-05-10T00:00:00Z');
const AFTER = new Date('2026-05-10T00:00:01Z');
const claire: Actor = { email: 'claire@meridian.example', name: 'Claire', role: 'central', entity: null, locale: 'en' };
const form: FormField[] = [{ name: 'manager', label: 'Manager', type: 'text', options: [], required: true, default: null }];

let now = BEFORE;
let module: TestingModule;
let late: LateOrders;
let service: OrdersService;
let orders: Model<Order>;
let packages: Model<CampaignPackage>;
let gates: GatesService;

beforeAll(async () => {
  module = await startFoundation('orders-late', { imports: [OperatorsModule, EntitiesModule, CampaignsModule, PackagesModule, OrdersModule] });
  jest.spyOn(module.get(Clock), 'now').mockImplementation(() => now);
  [late, service, gates] = [module.get(LateOrders), module.get(OrdersService), module.get(GatesService)];
  orders = module.get(getModelToken('Order'), { strict: false });
  packages = module.get(getModelToken('CampaignPackage'), { strict: false });
});
afterAll(() => module.close());

beforeEach(async () => {
  now = BEFORE;
  const entities: Model<Entity> = module.get(getModelToken('Entity'), { strict: false });
  const campaigns: Model<Campaign> = module.get(getModelToken('Campaign'), { strict: false });
  for (const model of [orders, packages, entities, campaigns]) await model.collection.deleteMany({});
  await orders.db.collection('gates').deleteMany({});
  await campaigns.insertMany([aCampaign({ package: 'CAT86' })]);
  await entities.insertMany(['OU1', 'OU2', 'OU3'].map((code) => ({ _id: code, label: code, locale: 'fr', timeZone: 'Europe/Paris', contact: '', notificationGroup: [], orderReviewers: [], version: 1, createdAt: now, modifiedAt: now })));
});

async function offer(given: Partial<CampaignPackage> = {}): Promise<void> {
  await packages.insertMany([aCampaignPackage({ status: 'published', distributionLevel: 'by-form', form, personalizationDeadline: DEADLINE, audience: ['OU1', 'OU2', 'OU3'], ...given })]);
  await module.get(Transactions).run((session) => gates.open('CAT86', 1, session));
}

const placed = async (entity: string, parameters: Order['parameters'] = {}): Promise<Order> => service.create(claire, aNewOrder({ entity, parameters, place: true }));
const lateSince = async (code: string): Promise<Date | null> => (await orders.findById(code).orFail().lean()).lateSince;
const markedFor = async (): Promise<Date | null> => (await packages.findById('CAT86').orFail().lean()).lateOrdersFor;
async function movedTo(personalizationDeadline: Date | null): Promise<void> {
  const { version } = await packages.findById('CAT86').orFail().lean();
  await module.get(PackagesService).edit(claire, 'CAT86', { personalizationDeadline }, version);
}

describe('orders that miss the personalization deadline', () => {
  it('are marked when it has passed, the incomplete and live ones, once', async () => {
    await offer();
    const incomplete = await placed('OU1');
    const complete = await placed('OU2', { manager: 'Max' });
    const gone = await placed('OU3');
    await service.withdraw(claire, gone._id);

    await late.look(DEADLINE);
    expect(await markedFor()).toBeNull();
    await late.look(AFTER);
    await late.look(AFTER);

    expect([await lateSince(incomplete._id), await lateSince(complete._id), await lateSince(gone._id)]).toEqual([DEADLINE, null, null]);
    expect(await markedFor()).toEqual(DEADLINE);
    expect((await orders.findById(incomplete._id).lean())?.version).toBe(incomplete.version);
  });

  it('are so at once where they are placed or emptied after it, and not once they are complete or over', async () => {
    await offer();
    now = AFTER;
    const first = await placed('OU1');
    const second = await placed('OU2', { manager: 'Max' });

    expect(first.lateSince).toEqual(DEADLINE);
    expect(second.lateSince).toBeNull();
    const emptied = await service.edit(claire, second._id, { parameters: { manager: null } }, second.version);
    expect(emptied.lateSince).toEqual(DEADLINE);
    expect((await service.edit(claire, first._id, { parameters: { manager: 'Ann' } }, first.version)).lateSince).toBeNull();
    expect((await service.reject(claire, second._id, { comment: 'Too late.' })).lateSince).toBeNull();
    const third = await placed('OU3');
    expect((await service.withdraw(claire, third._id)).lateSince).toBeNull();
  });

  it('are not late any more where the deadline is moved ahead or taken away, and late again when the new one passes', async () => {
    await offer();
    const order = await placed('OU1');
    await late.look(AFTER);
    now = AFTER;
    const ahead = new Date('2026-05-20T00:00:00Z');

    await movedTo(ahead);
    expect([await lateSince(order._id), await markedFor()]).toEqual([null, null]);
    await late.look(AFTER);
    expect(await lateSince(order._id)).toBeNull();
    await late.look(new Date('2026-05-20T00:00:01Z'));
    expect([await lateSince(order._id), await markedFor()]).toEqual([ahead, ahead]);

    now = new Date('2026-05-21T00:00:00Z');
    await movedTo(null);
    expect(await lateSince(order._id)).toBeNull();
  });

  it('of a canceled collaborative package are none; of a canceled local one they live on', async () => {
    await offer({ status: 'canceled' });
    await orders.insertMany([anOrder({ incomplete: true })]);
    await late.look(AFTER);
    expect([await lateSince('ORD29'), await markedFor()]).toEqual([null, DEADLINE]);

    await packages.updateOne({ _id: 'CAT86' }, { $set: { kind: 'local', distributionLevel: 'local', lateOrdersFor: null } });
    await orders.updateOne({ _id: 'ORD29' }, { $set: { packageKind: 'local' } });
    await late.look(AFTER);
    expect(await lateSince('ORD29')).toEqual(DEADLINE);
  });

  it('that a placing under way still saw ahead of it say so themselves', async () => {
    await offer();
    const pass = gates.pass.bind(gates);
    let caught = 0;
    // The placing has read the package and the time before the deadline; the marking passes it by.
    const failPoint = jest.spyOn(gates, 'pass').mockImplementation(async (...call) => {
      if (caught++ === 0) await late.look(AFTER);
      return pass(...call);
    });

    const order = await placed('OU1');
    failPoint.mockRestore();

    expect(caught).toBeGreaterThan(1);
    expect(await markedFor()).toEqual(DEADLINE);
    expect(await lateSince(order._id)).toEqual(DEADLINE);
  });

  it('are all marked, though there are more of them than one transaction takes', async () => {
    await offer();
    await orders.insertMany(Array.from({ length: 1_200 }, (_, n) => anOrder({ _id: `ORD${n}`, entity: `OU${n}`, liveKey: null, ordinal: n, incomplete: true })));

    await late.look(AFTER);

    expect(await orders.countDocuments({ lateSince: DEADLINE })).toBe(1_200);
    expect(await markedFor()).toEqual(DEADLINE);
  });
});
