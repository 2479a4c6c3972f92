import { describe, expect, it } from '@jest/globals';

import { beginningWith, wordsOf } from './words.js';

describe('the words of a label', () => {
  it('are found without accents, case and punctuation', () => {
    expect(wordsOf('Épargne d’hiver 3,40 %')).toEqual(['epargne', 'd', 'hiver', '3', '40']);
    expect(wordsOf('Lyon Part-Dieu')).toEqual(['lyon', 'part', 'dieu']);
    expect(wordsOf('Cœur de ville')).toEqual(['coeur', 'de', 'ville']);
  });

  it('are each kept once', () => {
    expect(wordsOf('New, new, NEW')).toEqual(['new']);
  });
});

describe('what was typed', () => {
  it('asks the longest word first, each as the start of a word', () => {
    expect(beginningWith('par Dieu')).toEqual({ $and: [{ words: { $regex: '^dieu' } }, { words: { $regex: '^par' } }] });
  });

  it('asks nothing where nothing is typed', () => {
    expect(beginningWith(' % ')).toBeNull();
  });
});
