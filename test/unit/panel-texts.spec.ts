import { describe, expect, it } from '@jest/globals';

import { en } from '../../src/admin/components/reader/texts.en.js';
import { fr } from '../../src/admin/components/reader/texts.fr.js';

/** The same word in both languages; each looked at. */
const SAME = new Set(['Actions', 'Audience', 'CSV', 'Cascade', 'Code', 'Contact', 'Cycle', 'Date', 'E-mail', 'HTML', 'Journal', 'Message-ID', 'Notifications', 'OK', 'Parts', 'Relais', 'Simple', 'Type', 'Workflow', 'Workflows', 'collaborative', 'minutes']);

type Leaf = string | ((...given: unknown[]) => unknown);

/** Path of each text -> the text; those made from numbers and names as functions. */
function leaves(texts: object, path = ''): Map<string, Leaf> {
  const found = new Map<string, Leaf>();
  for (const [name, value] of Object.entries(texts)) {
    const here = path === '' ? name : `${path}.${name}`;
    if (typeof value === 'string' || typeof value === 'function') found.set(here, value as Leaf);
    else if (value !== null && typeof value === 'object') for (const [inner, leaf] of leaves(value, here)) found.set(inner, leaf);
  }
  return found;
}

const english = leaves(en);
const french = leaves(fr);

describe('the texts of the panel', () => {
  it('are there in both languages, of the same kind', () => {
    // What agrees with its thing in French has one word for all things in English.
    const agreeing = (path: string): boolean => path.startsWith('statusOf.');
    const keys = (texts: Map<string, Leaf>): string[] => [...texts.keys()].filter((path) => !agreeing(path)).sort();
    expect(keys(french)).toEqual(keys(english));
    expect([...english].filter(([path, leaf]) => typeof leaf !== typeof french.get(path)).map(([path]) => path)).toEqual([]);
    expect(english.size).toBeGreaterThan(500);
  });

  it('say it in French, but for words that are the same', () => {
    const same = [...english].filter(([path, leaf]) => typeof leaf === 'string' && leaf === french.get(path) && /[a-z]{2}/i.test(leaf)).map(([, leaf]) => leaf as string);

    expect(same.filter((text) => !SAME.has(text))).toEqual([]);
    expect([...SAME].filter((text) => !same.includes(text))).toEqual([]);
  });

  it('are set in French as French is: its own apostrophe, and no space that breaks before : ; ? ! %', () => {
    const wrong = [...french].filter(([, leaf]) => typeof leaf === 'string' && (/\w'\w/.test(leaf) || / [:;?!%»]/.test(leaf) || /« /.test(leaf))).map(([path, leaf]) => `${path}: ${String(leaf)}`);

    expect(wrong).toEqual([]);
  });
});
