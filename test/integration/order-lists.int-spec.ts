import { jest } from '@jest/globals';
import { getModelToken } from '@nestjs/mongoose';
import type { TestingModule } from '@nestjs/testing';
import type { Model } from 'mongoose';

import { CampaignsModule } from '../../src/campaigns/campaigns.module.js';
import { Clock } from '../../src/clock/clock.js';
import { EntitiesModule } from '../../src/entities/entities.module.js';
import type { Actor } from '../../src/operators/actor.js';
import { OperatorsModule } from '../../src/operators/operators.module.js';
import { LateOrders } from '../../src/orders/late-orders.js';
import { orderListParameters } from '../../src/orders/order.requests.js';
import type { Order } from '../../src/orders/order.schema.js';
import { OrdersModule } from '../../src/orders/orders.module.js';
import { OrdersQueries } from '../../src/orders/orders.queries.js';
import type { CampaignPackage } from '../../src/packages/package.schema.js';
import { PackagesModule } from '../../src/packages/packages.module.js';
import { aCampaignPackage } from '../builders/campaign-package.js';
import { anOrder } from '../builders/order.js';
import { startFoundation } from '../support/foundation.js';
import { profiled } from '../support/profiler.js';

const HOUR = 3_600_000;
const NOW = new Date('2026-04-02T10:00:00Z');
const MANY = 1_200;
const STATUSES = ['draft', 'ordered', 'approved', 'available', 'rejected', 'canceled'] as const;
const LIVE = ['draft', 'ordered', 'approved', 'available'];
/** Personalization deadline of each package: passed and marked, passed just now, to come, none. */
const DEADLINES = [new Date(NOW.getTime() - 48 * HOUR), new Date(NOW.getTime() - 1_000), new Date(NOW.getTime() + HOUR), null];

const claire: Actor = { email: 'claire@meridian.example', name: 'Claire', role: 'central', entity: null, locale: 'en' };
const luc: Actor = { email: 'luc@lyon.example', name: 'Luc', role: 'local', entity: 'OU1', locale: 'fr' };

let module: TestingModule;
let queries: OrdersQueries;
let orders: Model<Order>;
const all = Array.from({ length: MANY }, (_, index) => orderNumber(index));

/** Thirty at a time share the instant of their last change, as after a batch; the late ones of the first package are marked. */
function orderNumber(index: number): Order {
  const of = Math.floor(index / 7) % DEADLINES.length;
  const cycle = index % 9 === 0 ? 1 : 2;
  const status = STATUSES[index % 6] as Order['status'];
  const incomplete = index % 5 < 2;
  const isMarked = of === 0 && incomplete && cycle === 2 && LIVE.includes(status);
  return anOrder({
    _id: `ORD${index}`,
    package: `CAT${of}`,
    entity: `OU${index % 13}`,
    liveKey: null,
    ordinal: index,
    cycle,
    status,
    incomplete,
    lateSince: isMarked ? (DEADLINES[0] as Date) : null,
    createdAt: new Date(NOW.getTime() - (MANY - index) * HOUR),
    modifiedAt: new Date(NOW.getTime() - Math.floor(((index * 7_919) % MANY) / 30) * 24 * HOUR),
  });
}

type Asked = Record<string, string | string[]>;

/** What the list is to hold, told again in plain words. */
function isAskedFor(order: Order, asked: Asked): boolean {
  const has = (name: string, value: string): boolean => asked[name] === undefined || [asked[name]].flat().includes(value);
  const deadline = DEADLINES[Number(order.package.slice(3))] as Date | null;
  const late = order.incomplete && order.cycle === 2 && LIVE.includes(order.status) && deadline !== null && deadline < NOW;
  return has('package', order.package) && has('entity', order.entity) && has('status', order.status) && has('cycle', String(order.cycle)) && has('late', String(late));
}

async function walk(asked: Asked, limit: number, actor = claire): Promise<string[]> {
  const seen: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Awaited<ReturnType<OrdersQueries['list']>> = await queries.list(actor, orderListParameters.parse({ ...asked, limit: String(limit), ...(cursor === '' ? {} : { cursor }) }));
    seen.push(...page.items.map((item) => item.code));
    cursor = page.nextCursor;
  }
  return seen;
}

beforeAll(async () => {
  module = await startFoundation('order-lists', { imports: [OperatorsModule, EntitiesModule, CampaignsModule, PackagesModule, OrdersModule] });
  jest.spyOn(module.get(Clock), 'now').mockImplementation(() => NOW);
  queries = module.get(OrdersQueries);
  orders = module.get(getModelToken('Order'), { strict: false });
  const packages = module.get<Model<CampaignPackage>>(getModelToken('CampaignPackage'), { strict: false });
  await packages.collection.insertMany(
    DEADLINES.map((personalizationDeadline, index) => aCampaignPackage({ _id: `CAT${index}`, status: 'published', cycle: 2, referenceCampaign: `OP${index}`, personalizationDeadline, lateOrdersFor: index === 0 ? personalizationDeadline : null })) as never,
  );
  await orders.collection.insertMany(all as never);
});
afterAll(() => module.close());

const EACH_FILTER: Asked[] = [
  {},
  ...STATUSES.map((status) => ({ status })),
  { status: ['ordered', 'available'] },
  { package: 'CAT2' },
  { package: ['CAT0', 'CAT3'] },
  { entity: 'OU4' },
  { entity: ['OU1', 'OU2', 'OU12'] },
  { cycle: '1' },
  { late: 'true' },
  { late: 'false' },
];
const TOGETHER: Asked[] = [
  { late: 'true', status: 'ordered' },
  { late: 'true', package: ['CAT1', 'CAT2'] },
  { late: 'false', entity: 'OU1', status: ['draft', 'canceled'] },
  { package: 'CAT1', cycle: '1', entity: 'OU3' },
];

it.each([...EACH_FILTER, ...TOGETHER])('%j holds exactly what is asked, in each order, no order twice and none lost', async (asked) => {
  const expected = all.filter((order) => isAskedFor(order, asked));
  expect(expected.length).toBeGreaterThan(0);

  for (const field of ['modifiedAt', 'createdAt'] as const) {
    const ascending = expected.toSorted((a, b) => a[field].getTime() - b[field].getTime() || (a._id < b._id ? -1 : 1)).map((order) => order._id);

    expect(await walk({ ...asked, sort: field }, 61)).toEqual(ascending);
    expect(await walk({ ...asked, sort: `-${field}` }, 61)).toEqual(ascending.toReversed());
  }
});

it.each([...EACH_FILTER, ...TOGETHER])('%j is counted by status and late', async (asked) => {
  const { status: asksFor, ...others } = asked;
  const expected = all.filter((order) => isAskedFor(order, others));
  const inStatus = Object.fromEntries(STATUSES.map((status) => [status, expected.filter((order) => order.status === status).length]));

  const { counts } = await queries.list(claire, orderListParameters.parse({ ...asked, limit: '1', counts: 'true' }));

  expect(counts?.status).toEqual(inStatus);
  expect(counts?.total).toBe([asksFor ?? [...STATUSES]].flat().reduce((sum, status) => sum + (inStatus[status] ?? 0), 0));
});

it('of a local operator holds the orders of their entity alone', async () => {
  expect((await walk({}, 41, luc)).sort()).toEqual(all.filter((order) => order.entity === 'OU1').map((order) => order._id).sort());
  expect(await walk({ entity: 'OU2' }, 41, luc)).toEqual([]);
});

describe('once a look has marked those of the deadline that has just passed', () => {
  beforeAll(async () => {
    await module.get(LateOrders).look(NOW);
  });

  it.each(EACH_FILTER)('%j: the profiler tells of index scans that read no order in vain, on the first page and behind it', async (asked) => {
    const first = await queries.list(claire, orderListParameters.parse({ ...asked, limit: '5' }));
    expect(first.nextCursor).not.toBeNull();

    for (const cursor of [{}, { cursor: first.nextCursor }]) {
      const reads = await profiled(orders, () => queries.list(claire, orderListParameters.parse({ ...asked, limit: '20', ...cursor })));

      expect(reads.plans).toEqual(reads.plans.map(() => expect.stringContaining('IXSCAN')));
      expect(reads.returned).toBeGreaterThan(0);
      expect(reads.examined).toBeLessThanOrEqual(1.1 * reads.returned);
    }
  });
});
