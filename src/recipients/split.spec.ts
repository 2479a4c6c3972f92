import { bucketOf, partOf } from './split.js';

const addresses = Array.from({ length: 3_000 }, (_, n) => `person${n}@example.org`);
/** As MongoDB reads `{ bucket: { $mod: [divisor, remainder] } }`. */
const isIn = (email: string, filter: Record<string, unknown>): boolean => {
  const [divisor = 1, remainder = 0] = (filter['bucket'] as { $mod: number[] }).$mod;
  return bucketOf(email) % divisor === remainder;
};

describe('a split in equal parts', () => {
  it('puts each recipient in exactly one part', () => {
    const parts = [1, 2, 3].map((part) => partOf({ parts: 3 }, part));

    for (const email of addresses) expect(parts.filter((part) => isIn(email, part))).toHaveLength(1);
  });

  it('makes parts of about the same size', () => {
    const sizes = [1, 2, 3].map((part) => addresses.filter((email) => isIn(email, partOf({ parts: 3 }, part))).length);

    for (const size of sizes) expect(size).toBeGreaterThan(900);
  });

  it('is the same for ever: these addresses keep their buckets', () => {
    expect(['ann.lee@example.org', 'max@example.org'].map(bucketOf)).toEqual([0xc955, 0x5904]);
  });

  it('a number that is none of the parts selects nobody', () => {
    for (const part of [0, 4, 1.5, 'east']) expect(partOf({ parts: 3 }, part)).toEqual({ _id: { $in: [] } });
  });

  it('takes a number written as a text', () => {
    expect(partOf({ parts: 3 }, '2')).toEqual({ bucket: { $mod: [3, 1] } });
  });
});

describe('a split by an attribute', () => {
  it('takes the recipients with that value, a number also where it was imported as a text', () => {
    expect(partOf({ by: 'city' }, 'Lyon')).toEqual({ 'attributes.city': { $in: ['Lyon'] } });
    expect(partOf({ by: 'tier' }, 2)).toEqual({ 'attributes.tier': { $in: [2, '2'] } });
  });

  it('takes those without a value under the empty text', () => {
    expect(partOf({ by: 'city' }, '')).toEqual({ 'attributes.city': { $in: [null, ''] } });
  });

  it('splits by a column too', () => {
    expect(partOf({ by: 'locale' }, 'fr')).toEqual({ locale: { $in: ['fr'] } });
  });
});

it('no part, or no split, is everybody', () => {
  expect(partOf({ parts: 3 }, null)).toEqual({});
  expect(partOf(null, 2)).toEqual({});
});
