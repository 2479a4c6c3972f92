import { filterQuery, type FilterKinds } from './filter-query.js';

const now = new Date('2026-11-24T10:00:00Z');
const kinds: FilterKinds = {
  status: { kind: 'one-of', values: ['published', 'unpublished', 'canceled'] },
  referenceCampaign: { kind: 'code' },
  availableAt: { kind: 'instants' },
  late: { kind: 'late' },
  q: { kind: 'words' },
  cycle: { kind: 'whole' },
};

describe('the filter of a list in the panel', () => {
  it('takes several statuses, each exactly', () => {
    expect(filterQuery({ status: 'published,canceled' }, kinds, now)).toEqual({ status: { $in: ['published', 'canceled'] } });
  });

  it('leaves a bad value out and keeps the others', () => {
    expect(filterQuery({ status: 'nonsense', referenceCampaign: '$where', cycle: '-1', availableAt: { from: 'yesterday', to: '2026-12-01T00:00:00Z' } }, kinds, now)).toEqual({
      availableAt: { $lte: new Date('2026-12-01T00:00:00Z') },
    });
  });

  it('ignores a field it does not know', () => {
    expect(filterQuery({ passwordHash: 'x', status: 'canceled' }, kinds, now)).toEqual({ status: { $in: ['canceled'] } });
  });

  it('finds what is late, stamped or since its instant', () => {
    expect(filterQuery({ late: 'true' }, kinds, now)).toEqual({ $or: [{ late: true }, { late: false, lateFrom: { $type: 'date', $lte: now } }] });
  });

  it('reads a code in any case, and a text as a code from its start or as words', () => {
    expect(filterQuery({ referenceCampaign: 'op13', q: 'cat8' }, kinds, now)).toEqual({
      $and: [{ referenceCampaign: 'OP13' }, { $or: [{ _id: { $regex: '^CAT8' } }, { $text: { $search: 'cat8' } }] }],
    });
  });
});
