import { describe, expect, it } from '@jest/globals';

import { compared, merged } from './three-ways.js';

const base = { label: 'Spring', folder: 'A', end: '2026-12-31', form: ['rate'] };

describe('what two people made of the same thing', () => {
  it('is in conflict only where both changed it, differently', () => {
    const mine = { ...base, label: 'Mine', end: '2027-01-15', folder: 'B' };
    const theirs = { ...base, label: 'Theirs', end: '2027-01-15', form: ['rate', 'colour'] };

    expect(compared(base, mine, theirs)).toEqual({ conflicts: ['label'], taken: ['form'] });
  });

  it('keeps what each alone changed, and of the rest what was chosen', () => {
    const mine = { ...base, label: 'Mine', folder: 'B' };
    const theirs = { ...base, label: 'Theirs', form: ['rate', 'colour'] };

    expect(merged(base, mine, theirs, { label: 'mine' })).toEqual({ label: 'Mine', folder: 'B', end: '2026-12-31', form: ['rate', 'colour'] });
    expect(merged(base, mine, theirs, { label: 'theirs' })).toEqual({ label: 'Theirs', folder: 'B', end: '2026-12-31', form: ['rate', 'colour'] });
  });
});
