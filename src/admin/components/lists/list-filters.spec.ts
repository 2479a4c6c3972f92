import { chosenFilters, days, grouped, numbers, queryOf, without, type Filter } from './list-filters.js';

const filters: Filter[] = [
  { key: 'status', kind: 'statuses', values: ['published', 'canceled'] },
  { key: 'late', kind: 'flag', label: 'Late' },
  { key: 'kind', kind: 'choice', label: 'Kind', values: ['local', 'collaborative'], word: (value) => value },
  { key: 'availableFrom', kind: 'day', label: 'Available from', edge: 'start' },
  { key: 'q', kind: 'text', label: 'Text or code' },
];

describe('the filters in the address of a list', () => {
  it('take several statuses, and one of each other', () => {
    expect(chosenFilters(filters, new URLSearchParams('status=published&status=canceled&kind=local&kind=collaborative'))).toEqual({ status: ['published', 'canceled'], kind: ['local'] });
  });

  it('lose a bad or unknown one alone', () => {
    expect(chosenFilters(filters, new URLSearchParams('status=nonsense&late=perhaps&availableFrom=soon&q=%20&color=red&kind=local'))).toEqual({ kind: ['local'] });
  });

  it('come back as the same address', () => {
    const query = 'status=published&late=true&availableFrom=2026-11-01T00%3A00%3A00.000Z&q=CAT8';
    expect(queryOf(chosenFilters(filters, new URLSearchParams(query))).toString()).toBe(query);
  });

  it('are taken away one by one', () => {
    const chosen = { status: ['published', 'canceled'], late: ['true'] };
    expect(without(chosen, 'status', 'published')).toEqual({ status: ['canceled'], late: ['true'] });
    expect(without(chosen, 'late')).toEqual({ status: ['published', 'canceled'] });
  });
});

describe('ranges and references', () => {
  const more: Filter[] = [...days('modified', 'Modified'), ...numbers('cycle', 'Cycle'), { key: 'entity', kind: 'reference', of: 'entities', label: 'Entity', many: true }, { key: 'text', kind: 'text', label: 'Text' }];

  it('are two names in the address each, and a bad number alone is lost', () => {
    const query = 'modifiedFrom=2026-11-01T00%3A00%3A00.000Z&cycleFrom=2&cycleTo=two&entity=OU1&entity=OU2&entity=OU1';

    expect(chosenFilters(more, new URLSearchParams(query))).toEqual({ modifiedFrom: ['2026-11-01T00:00:00.000Z'], cycleFrom: ['2'], entity: ['OU1', 'OU2'] });
  });

  it('stand side by side in the drawer', () => {
    expect(grouped(more).map((group) => group.map(({ key }) => key))).toEqual([['modifiedFrom', 'modifiedTo'], ['cycleFrom', 'cycleTo'], ['entity'], ['text']]);
  });
});
