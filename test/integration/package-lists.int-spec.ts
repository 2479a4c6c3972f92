import { jest } from '@jest/globals';
import { getModelToken } from '@nestjs/mongoose';
import type { TestingModule } from '@nestjs/testing';
import type { Model } from 'mongoose';

import { CampaignsModule } from '../../src/campaigns/campaigns.module.js';
import { Clock } from '../../src/clock/clock.js';
import { EntitiesModule } from '../../src/entities/entities.module.js';
import type { Actor } from '../../src/operators/actor.js';
import { OperatorsModule } from '../../src/operators/operators.module.js';
import { OrdersModule } from '../../src/orders/orders.module.js';
import { LateStamps } from '../../src/packages/late-stamps.js';
import { PackagesQueries } from '../../src/packages/packages.queries.js';
import { PackagesModule } from '../../src/packages/packages.module.js';
import { packageListParameters } from '../../src/packages/package.requests.js';
import type { CampaignPackage } from '../../src/packages/package.schema.js';
import { aCampaignPackage } from '../builders/campaign-package.js';
import { startFoundation } from '../support/foundation.js';
import { profiled } from '../support/profiler.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.parse('2024-01-01T00:00:00Z');
const NOW = new Date('2026-04-02T10:00:00Z');
const MANY = 1_200;
const STATUSES = ['being-edited', 'pending-approval', 'approved', 'rejected', 'published', 'canceled'] as const;
const FOLDERS = ['', 'Savings', 'Savings/2026', 'Savings/2026/Spring', 'Savings-bis', 'Loans', 'Loans/Home'];

const claire: Actor = { email: 'claire@meridian.example', name: 'Claire', role: 'central', entity: null, locale: 'en' };
const luc: Actor = { email: 'luc@lyon.example', name: 'Luc', role: 'local', entity: 'OU1', locale: 'fr' };

let module: TestingModule;
let queries: PackagesQueries;
let packages: Model<CampaignPackage>;
let all: CampaignPackage[];

/** Of every kind some, none at random; forty at a time share the instant of their last change, as after a batch. */
function packageNumber(index: number): CampaignPackage {
  const isLocal = index % 4 === 0;
  const availableAt = index % 5 === 0 ? null : new Date(START + ((index * 31) % 900) * DAY + (index % 24) * HOUR);
  const lateFrom = index % 12 === 1 ? new Date(NOW.getTime() - (index % 9) * DAY) : index % 12 === 2 ? new Date(NOW.getTime() + HOUR + index) : null;
  return aCampaignPackage({
    _id: `CAT${index}`,
    label: index % 50 === 0 ? 'Heat pump loan' : 'Savings week',
    kind: isLocal ? 'local' : 'collaborative',
    status: STATUSES[(index * 5 + Math.floor(index / 7)) % 6] as CampaignPackage['status'],
    folder: FOLDERS[(index * 3) % 7] as string,
    referenceCampaign: isLocal ? `OP${index % 40}` : null,
    audience: index % 8 === 0 ? [] : [`OU${index % 3}`, 'OU7'],
    schedule: { start: new Date(NOW.getTime() + ((index % 11) - 9) * DAY), end: new Date(NOW.getTime() + ((index % 13) - 6) * DAY) },
    availableAt,
    lateFrom,
    lateDeadline: lateFrom === null ? null : 'availableAt',
    createdAt: new Date(START + index * HOUR),
    modifiedAt: new Date(START + Math.floor(((index * 7_919) % MANY) / 40) * DAY),
  });
}

type Asked = Record<string, string | string[]>;

/** What the list is to hold, told again in plain words. */
function isAskedFor(item: CampaignPackage, asked: Asked): boolean {
  const list = (name: string): string[] | undefined => (asked[name] === undefined ? undefined : [asked[name]].flat());
  const late = item.lateFrom !== null && item.lateFrom <= NOW;
  return (
    (list('status')?.includes(item.status) ?? true) &&
    (asked['late'] === undefined || (asked['late'] === 'true') === late) &&
    (asked['kind'] === undefined || item.kind === asked['kind']) &&
    (asked['folder'] === undefined || item.folder === asked['folder'] || item.folder.startsWith(`${String(asked['folder'])}/`)) &&
    (asked['referenceCampaign'] === undefined || item.referenceCampaign === asked['referenceCampaign']) &&
    (asked['availableFrom'] === undefined || (item.availableAt !== null && item.availableAt >= new Date(asked['availableFrom'] as string))) &&
    (asked['availableTo'] === undefined || (item.availableAt !== null && item.availableAt <= new Date(asked['availableTo'] as string))) &&
    (asked['q'] === undefined || item.label.includes('pump'))
  );
}

function inOrder(items: readonly CampaignPackage[], sort: string): string[] {
  const field = sort.replace('-', '') as 'modifiedAt' | 'createdAt' | 'availableAt';
  const value = (item: CampaignPackage): number => item[field]?.getTime() ?? Number.NEGATIVE_INFINITY;
  const ascending = [...items].sort((a, b) => (value(a) === value(b) ? (a._id < b._id ? -1 : 1) : value(a) - value(b))).map((item) => item._id);
  return sort.startsWith('-') ? ascending.reverse() : ascending;
}

async function walk(asked: Asked, limit: number, actor = claire): Promise<string[]> {
  const seen: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Awaited<ReturnType<PackagesQueries['list']>> = await queries.list(actor, packageListParameters.parse({ ...asked, limit: String(limit), ...(cursor === '' ? {} : { cursor }) }));
    seen.push(...page.items.map((item) => item.code));
    cursor = page.nextCursor;
  }
  return seen;
}

beforeAll(async () => {
  module = await startFoundation('package-lists', { imports: [OperatorsModule, EntitiesModule, CampaignsModule, PackagesModule, OrdersModule] });
  jest.spyOn(module.get(Clock), 'now').mockImplementation(() => NOW);
  queries = module.get(PackagesQueries);
  packages = module.get(getModelToken('CampaignPackage'), { strict: false });
  all = Array.from({ length: MANY }, (_, index) => packageNumber(index));
});
afterAll(() => module.close());

const EACH_FILTER: Asked[] = [
  {},
  { status: 'published' },
  { status: ['published', 'canceled'] },
  { late: 'true' },
  { late: 'false' },
  { kind: 'local' },
  { folder: 'Savings' },
  { folder: 'Savings/2026' },
  { referenceCampaign: 'OP4' },
  { availableFrom: '2025-03-10T15:00:00Z' },
  { availableTo: '2024-03-10T15:00:00Z' },
  { availableFrom: '2025-03-10T07:00:00Z', availableTo: '2025-03-19T19:00:00Z' },
];
const TOGETHER: Asked[] = [
  { late: 'true', status: ['pending-approval', 'rejected'] },
  { late: 'true', kind: 'collaborative', folder: 'Savings' },
  { late: 'false', availableFrom: '2025-01-01T00:00:00Z', status: 'approved' },
  { kind: 'local', folder: 'Loans', availableTo: '2026-01-01T00:00:00Z' },
  { referenceCampaign: 'OP8', status: 'published' },
  { q: 'pump', kind: 'local' },
];
const SORTS = ['-modifiedAt', 'modifiedAt', '-createdAt', 'createdAt', '-availableAt', 'availableAt'];

describe.each([
  ['before the clock has stamped the late ones', false],
  ['after', true],
])('a list of packages, %s', (_when, isStamped) => {
  beforeAll(async () => {
    await packages.deleteMany({});
    // A third was stamped by an earlier look in any case.
    await packages.collection.insertMany(all.map((item, index) => ({ ...item, late: index % 36 === 1 })) as never);
    if (isStamped) expect(await module.get(LateStamps).stamp(NOW)).toBeGreaterThan(50);
  });

  it.each(EACH_FILTER.concat(TOGETHER))('%j holds exactly what is asked, in each order, no item twice and none lost', async (asked) => {
    const expected = all.filter((item) => isAskedFor(item, asked));
    expect(expected.length).toBeGreaterThan(0);

    for (const sort of SORTS) expect(await walk({ ...asked, sort }, sort.endsWith('modifiedAt') ? 61 : 200)).toEqual(inOrder(expected, sort));
  });

  it.each(EACH_FILTER.concat(TOGETHER))('%j is counted by status and late', async (asked) => {
    const expected = all.filter((item) => isAskedFor(item, asked));
    const count = (is: (item: CampaignPackage) => boolean): number => expected.filter(is).length;

    const { counts } = await queries.list(claire, packageListParameters.parse({ ...asked, limit: '1', counts: 'true' }));

    expect(counts).toEqual({
      total: expected.length,
      status: Object.fromEntries(STATUSES.map((status) => [status, count((item) => item.status === status)])),
      late: count((item) => item.lateFrom !== null && item.lateFrom <= NOW),
    });
  });

  it('says of each item whether it is late, whatever is stamped', async () => {
    const { items } = await queries.list(claire, packageListParameters.parse({ limit: '200' }));

    for (const item of items) {
      const stored = all.find(({ _id }) => _id === item.code);
      expect(item.late !== null).toBe(stored?.lateFrom != null && stored.lateFrom <= NOW);
    }
  });
});

it('of a local operator holds the offers that are open now, to them or to everybody', async () => {
  const open = all.filter(
    ({ status, schedule, audience, kind }) =>
      (status === 'approved' || status === 'published') && (schedule.start ?? NOW) <= NOW && (schedule.end ?? NOW) > NOW && (audience.includes('OU1') || (kind === 'local' && audience.length === 0)),
  );
  expect(open.length).toBeGreaterThan(41);

  for (const sort of SORTS) expect(await walk({ sort }, 41, luc)).toEqual(inOrder(open, sort));
});

describe('the profiler says of each list', () => {
  it.each([...EACH_FILTER, { late: 'true', status: 'rejected' }])('%j: an index scan that reads no document in vain', async (asked) => {
    const reads = await profiled(packages, () => queries.list(claire, packageListParameters.parse({ ...asked, limit: '20' })));

    expect(reads.plans).toEqual(reads.plans.map(() => expect.stringContaining('IXSCAN')));
    expect(reads.returned).toBeGreaterThan(0);
    expect(reads.examined).toBeLessThanOrEqual(1.1 * reads.returned);
  });

  it.each([...EACH_FILTER, { late: 'true', status: 'rejected' }])('%j: the second page is as cheap as the first', async (asked) => {
    const { nextCursor } = await queries.list(claire, packageListParameters.parse({ ...asked, limit: '5' }));
    expect(nextCursor).not.toBeNull();

    const reads = await profiled(packages, () => queries.list(claire, packageListParameters.parse({ ...asked, limit: '20', cursor: nextCursor })));

    expect(reads.examined).toBeLessThanOrEqual(1.1 * reads.returned);
  });

  const counting = (asked: Asked) => profiled(packages, () => queries.list(claire, packageListParameters.parse({ ...asked, limit: '1', counts: 'true' })), 'command');

  it.each<Asked>([{}, { status: 'published' }])('%j: counting reads no document', async (asked) => {
    const reads = await counting(asked);

    expect(reads.plans.length).toBeGreaterThan(0);
    expect(reads.examined).toBe(0);
  });

  it.each<Asked>([{ kind: 'local' }, { folder: 'Savings' }])('%j: counting reads the late ones only, to see which are of this list', async (asked) => {
    const late = all.filter(({ lateFrom }) => lateFrom !== null && lateFrom <= NOW).length;

    expect((await counting(asked)).examined).toBeLessThanOrEqual(late);
  });
});

it('packages of a version that kept none of it are found again after the next start', async () => {
  await packages.deleteMany({});
  const old = aCampaignPackage({ _id: 'CAT1', kind: 'local', audience: [], folder: 'Savings/2026', status: 'published', schedule: { start: new Date(NOW.getTime() - DAY), end: new Date(NOW.getTime() + DAY) }, lateFrom: new Date(NOW.getTime() - DAY), lateDeadline: 'registrationDeadline' });
  await packages.collection.insertMany([old, aCampaignPackage({ _id: 'CAT2', folder: '', availableAt: null })] as never);
  await packages.collection.updateMany({}, { $unset: { late: 1, folders: 1, availableMonth: 1, forEveryone: 1 } });

  await module.get(LateStamps).onApplicationBootstrap();

  expect(await packages.find({}, { late: 1, folders: 1, availableMonth: 1, forEveryone: 1 }).sort({ _id: 1 }).lean()).toEqual([
    { _id: 'CAT1', late: false, folders: ['Savings', 'Savings/2026'], availableMonth: 202604, forEveryone: true },
    { _id: 'CAT2', late: false, folders: [], availableMonth: null, forEveryone: false },
  ]);
  const each: Asked[] = [{ late: 'true' }, { folder: 'Savings' }, { availableFrom: '2026-04-01T00:00:00Z' }];
  for (const asked of each) expect(await walk(asked, 10)).toEqual(['CAT1']);
  expect(await walk({}, 10, luc)).toEqual(['CAT1']);
});
