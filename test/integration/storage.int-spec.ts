import { getModelToken, MongooseModule } from '@nestjs/mongoose';
import type { TestingModule } from '@nestjs/testing';
import { type Model, Schema } from 'mongoose';

import { DomainError } from '../../src/errors/domain-error.js';
import { Indexes } from '../../src/storage/indexes.js';
import { cappedCount, COUNT_LIMIT, findPage } from '../../src/storage/page.js';
import { Transactions } from '../../src/storage/transactions.js';
import { startFoundation } from '../support/foundation.js';

interface Card {
  _id: string;
  at: Date | null;
  n: number;
}

const cardSchema = new Schema<Card>({ _id: String, at: { type: Date, default: null }, n: { type: Number, default: 0 } }, { versionKey: false });
cardSchema.index({ at: 1 }, { name: 'when' });
cardSchema.index({ n: -1 }, { name: 'oneEach', unique: true, partialFilterExpression: { n: { $gt: 1_000 } } });

let module: TestingModule;
let cards: Model<Card>;
let transactions: Transactions;

beforeAll(async () => {
  module = await startFoundation('storage', { imports: [MongooseModule.forFeature([{ name: 'Card', schema: cardSchema }])] });
  cards = module.get(getModelToken('Card'));
  transactions = module.get(Transactions);
});
beforeEach(() => cards.deleteMany({}));
afterAll(() => module.close());

test('indexes are made at the start; one that has changed since is made anew, others are left alone', async () => {
  const found = async (): Promise<unknown[]> => (await cards.collection.indexes()).map(({ name, key, unique }) => [name, key, unique === true]).sort();
  const declared = [
    ['_id_', { _id: 1 }, false],
    ['oneEach', { n: -1 }, true],
    ['when', { at: 1 }, false],
  ];
  expect(await found()).toEqual(declared);

  // As an earlier version had them: no rule yet, another key, and one of the owner's own.
  await cards.collection.dropIndexes();
  await cards.collection.createIndexes([{ key: { n: -1 }, name: 'oneEach' }, { key: { n: 1 }, name: 'when' }, { key: { at: -1 }, name: 'ours' }]);
  await module.get(Indexes).onModuleInit();

  expect(await found()).toEqual([declared[0], declared[1], ['ours', { at: -1 }, false], declared[2]]);
});

async function walk(sort: string, limit: number): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await findPage(cards, {}, { sort, limit, cursor });
    seen.push(...page.items.map((card) => card._id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return seen;
}

describe('a walk over pages', () => {
  // Two share an instant across a page's edge, two have none.
  beforeEach(() =>
    cards.insertMany([
      { _id: 'A', at: new Date('2026-01-01') },
      { _id: 'B', at: new Date('2026-01-02') },
      { _id: 'C', at: new Date('2026-01-02') },
      { _id: 'D', at: null },
      { _id: 'E', at: new Date('2026-01-03') },
      { _id: 'F', at: null },
    ]),
  );

  test.each([1, 2, 3, 4, 5, 6, 7])('newest first, %i a page, shows each once, those without a date last', async (limit) => {
    expect(await walk('-at', limit)).toEqual(['E', 'C', 'B', 'A', 'F', 'D']);
  });

  test.each([1, 2, 3, 4, 5, 6, 7])('oldest first, %i a page, shows each once, those without a date first', async (limit) => {
    expect(await walk('at', limit)).toEqual(['D', 'F', 'A', 'B', 'C', 'E']);
  });

  test('an item that is added in front meanwhile moves nothing', async () => {
    const first = await findPage(cards, {}, { sort: '-at', limit: 2 });
    await cards.create({ _id: 'G', at: new Date('2026-02-01') });

    const second = await findPage(cards, {}, { sort: '-at', limit: 2, cursor: first.nextCursor ?? undefined });

    expect(second.items.map((card) => card._id)).toEqual(['B', 'A']);
  });

  test.each(['nonsense', '', Buffer.from('[1]').toString('base64url'), Buffer.from('[{"d":"x"},"A","s"]').toString('base64url')])('a cursor of no list (%j) is refused by name', async (cursor) => {
    await expect(findPage(cards, {}, { sort: '-at', limit: 2, cursor })).rejects.toMatchObject({ code: 'bad-cursor', kind: 'bad-request' });
  });
});

test('a count is exact to its limit and says so beyond', async () => {
  const many = (count: number, from: number) => Array.from({ length: count }, (_, index) => ({ _id: `N${from + index}` }));
  await cards.collection.insertMany(many(COUNT_LIMIT, 0) as never);
  expect(await cappedCount(cards, {})).toBe(10_000);

  await cards.collection.insertMany(many(1, COUNT_LIMIT) as never);
  expect(await cappedCount(cards, {})).toBe('10000+');
});

describe('a transaction', () => {
  test('that meets a write conflict is repeated as a whole, and nothing is lost', async () => {
    await cards.create({ _id: 'counter' });
    let runs = 0;

    await Promise.all(
      Array.from({ length: 20 }, () =>
        transactions.run(async (session) => {
          runs += 1;
          const card = await cards.findById('counter', null, { session }).lean();
          await cards.updateOne({ _id: 'counter' }, { $set: { n: (card?.n ?? 0) + 1 } }, { session });
        }),
      ),
    );

    expect((await cards.findById('counter').lean())?.n).toBe(20);
    expect(runs).toBeGreaterThan(20);
  });

  // MongoDB: a snapshot may begin behind a commit that plain reads show already; no way is known to force one.
  test('that refuses is asked once more, from after all that anybody saw, before the refusal is given', async () => {
    const refusal = new DomainError('still-at-work', 'conflict', { en: 'Still at work.', fr: 'Encore en cours.' });
    const seenAfter: unknown[] = [];
    const refusing = (times: number) =>
      transactions.run(async (session) => {
        seenAfter.push(session.operationTime);
        if (seenAfter.length <= times) throw refusal;
        return cards.countDocuments({}, { session });
      });

    expect(await refusing(1)).toBe(0);
    expect(seenAfter).toEqual([undefined, expect.objectContaining({ high: expect.any(Number) })]);
    seenAfter.length = 0;
    await expect(refusing(3)).rejects.toBe(refusal);
    expect(seenAfter).toHaveLength(2);
  });

  test('whose work throws leaves nothing and tells no listener', async () => {
    let told = 0;
    transactions.onPromise(() => (told += 1));

    const failing = transactions.run(async (session) => {
      transactions.promises(session);
      await cards.create([{ _id: 'half' }], { session });
      throw new RangeError('no');
    });

    await expect(failing).rejects.toThrow(RangeError);
    expect(await cards.findById('half').lean()).toBeNull();
    expect(told).toBe(0);
  });

  test('that commits tells its listeners where it promised something, and only there', async () => {
    let told = 0;
    transactions.onPromise(() => (told += 1));

    await transactions.run(async (session) => cards.create([{ _id: 'whole' }], { session }));
    expect(told).toBe(0);
    await transactions.run(async (session) => {
      transactions.promises(session);
      await cards.create([{ _id: 'promised' }], { session });
    });

    expect(told).toBe(1);
  });
});
