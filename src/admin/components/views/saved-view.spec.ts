import { describe, expect, it } from '@jest/globals';

import { queryOfSearch, searchOfView } from './saved-view.js';

describe('a saved view', () => {
  it('is the address of its list, and comes back from it', () => {
    const query = { status: ['published', 'canceled'], folder: 'Savings/2026', late: 'true' };

    expect(searchOfView({ query })).toBe('status=published&status=canceled&folder=Savings%2F2026&late=true');
    expect(queryOfSearch(searchOfView({ query }))).toEqual(query);
  });

  it('of a list that is not narrowed is empty', () => {
    expect(queryOfSearch('')).toEqual({});
    expect(searchOfView({ query: {} })).toBe('');
  });
});
