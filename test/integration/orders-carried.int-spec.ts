import { jest } from '@jest/globals';
import { getModelToken } from '@nestjs/mongoose';
import type { TestingModule } from '@nestjs/testing';
import type { Model } from 'mongoose';

import { CampaignsModule } from '../../src/campaigns/campaigns.module.js';
import type { Campaign } from '../../src/campaigns/campaign.schema.js';
import { Clock } from '../../src/clock/clock.js';
import { DeadlinesModule } from '../../src/deadlines/deadlines.module.js';
import { EntitiesModule } from '../../src/entities/entities.module.js';
import type { Entity } from '../../src/entities/entity.schema.js';
import { GatesService } from '../../src/gates/gates.service.js';
import { Publisher } from '../../src/messaging/publisher.js';
import type { Actor } from '../../src/operators/actor.js';
import { OperatorsModule } from '../../src/operators/operators.module.js';
import { OrderOpening } from '../../src/orders/order-opening.js';
import type { Order } from '../../src/orders/order.schema.js';
import { OrdersModule } from '../../src/orders/orders.module.js';
import { PreSubscribing } from '../../src/orders/pre-subscribing.js';
import type { CampaignPackage } from '../../src/packages/package.schema.js';
import { PackagesModule } from '../../src/packages/packages.module.js';
import { PackagesService } from '../../src/packages/packages.service.js';
import { Transactions } from '../../src/storage/transactions.js';
import { aCampaign } from '../builders/campaign.js';
import { aCampaignPackage } from '../builders/campaign-package.js';
import { eventually } from '../support/eventually.js';
import { startFoundation } from '../support/foundation.js';

const MANY = 1_200;
const WITHIN_MS = 30_000;
const claire: Actor = { email: 'claire@meridian.example', name: 'Claire', role: 'central', entity: null, locale: 'en' };
const audience = Array.from({ length: MANY }, (_, n) => `OU${n + 1}`);

let now = new Date('2026-04-05T10:00:00Z');
let module: TestingModule;
let orders: Model<Order>;
let packages: Model<CampaignPackage>;
let campaigns: Model<Campaign>;

beforeAll(async () => {
  module = await startFoundation('orders-carried', { imports: [OperatorsModule, EntitiesModule, CampaignsModule, PackagesModule, OrdersModule, DeadlinesModule] });
  jest.spyOn(module.get(Clock), 'now').mockImplementation(() => now);
  orders = module.get(getModelToken('Order'), { strict: false });
  packages = module.get(getModelToken('CampaignPackage'), { strict: false });
  campaigns = module.get(getModelToken('Campaign'), { strict: false });
  const entities: Model<Entity> = module.get(getModelToken('Entity'), { strict: false });
  await entities.insertMany(audience.map((code) => ({ _id: code, label: code, locale: 'fr' as const, timeZone: 'Europe/Paris', contact: '', notificationGroup: [], orderReviewers: [], version: 1, createdAt: now, modifiedAt: now })));
});
afterAll(() => module.close());

async function approve(code: string, referenceCampaign: string): Promise<void> {
  now = new Date('2026-04-05T10:00:00Z');
  await campaigns.insertMany([aCampaign({ _id: referenceCampaign, package: code })]);
  await packages.insertMany([aCampaignPackage({ _id: code, referenceCampaign, orderApproval: 'automatic', distributionLevel: 'by-campaign', audience })]);
  await module.get(Transactions).run((session) => module.get(GatesService).open(code, 1, session));
  await module.get(PackagesService).approve(claire, code);
}

const owesNothing = (code: string) => eventually(`${code} owes nothing`, () => packages.findOne({ _id: code, subscribing: null, opening: null }).lean(), WITHIN_MS);

async function eachHasOneOf(code: string): Promise<void> {
  expect(await orders.countDocuments({ package: code })).toBe(MANY);
  expect(await orders.distinct('entity', { package: code, status: 'available' })).toHaveLength(MANY);
  expect(await campaigns.countDocuments({ orderPackage: code })).toBe(MANY);
  expect(await campaigns.distinct('order', { orderPackage: code })).toHaveLength(MANY);
  expect(await orders.countDocuments({ package: code, campaign: null })).toBe(0);
}

async function lives(code: string): Promise<void> {
  await owesNothing(code);
  expect(await orders.countDocuments({ package: code, status: 'approved' })).toBe(MANY);
  now = new Date('2026-04-10T08:00:00Z');
  await eventually(`${code} is published`, () => packages.findOne({ _id: code, status: 'published' }).lean());
  await owesNothing(code);
  await eachHasOneOf(code);
}

describe('a large audience', () => {
  it('is subscribed, and its orders are opened, by jobs that any worker may take', async () => {
    const carried = [jest.spyOn(module.get(PreSubscribing), 'carried'), jest.spyOn(module.get(OrderOpening), 'carried')];

    await approve('CAT86', 'OP13');
    await lives('CAT86');

    for (const jobs of carried) expect(jobs.mock.calls.length).toBeGreaterThan(4);
    carried.forEach((jobs) => jobs.mockRestore());
  });

  it('is served by whoever looks where Redis takes no job', async () => {
    const add = module.get(Publisher).addAll.bind(module.get(Publisher));
    let refused = 0;
    const failPoint = jest.spyOn(module.get(Publisher), 'addAll').mockImplementation(async (jobs) => {
      if (!jobs.some(({ name }) => name.endsWith('-range'))) return add(jobs);
      refused++;
      throw new Error('Redis does not answer');
    });

    await approve('CAT87', 'OP14');
    await lives('CAT87');
    failPoint.mockRestore();

    expect(refused).toBeGreaterThan(1);
  });
});
