import { describe, expect, it } from '@jest/globals';

import { KeptDrafts } from './kept-drafts.js';

class Store {
  private readonly values = new Map<string, string>();
  get length(): number { return this.values.size; }
  key(index: number): string | null { return [...this.values.keys()][index] ?? null; }
  getItem(key: string): string | null { return this.values.get(key) ?? null; }
  setItem(key: string, value: string): void { this.values.set(key, value); }
  removeItem(key: string): void { this.values.delete(key); }
}

const blank = { label: '', folder: '' };
const kept = { draft: { label: 'Spring', folder: '' }, base: blank, version: 4, at: '2026-05-04T10:00:00.000Z' };
const soon = new Date('2026-05-04T11:00:00Z');

describe('what was typed and not saved', () => {
  it('is found again by who typed it, and by nobody else', () => {
    const store = new Store();
    new KeptDrafts(store, 'marc@meridian.example').keep('packages/CAT1', kept);

    expect(new KeptDrafts(store, 'marc@meridian.example').find('packages/CAT1', blank, soon)).toEqual(kept);
    expect(new KeptDrafts(store, 'lina@meridian.example').find('packages/CAT1', blank, soon)).toBeNull();
    expect(new KeptDrafts(store, 'marc@meridian.example').find('packages/CAT2', blank, soon)).toBeNull();
  });

  it('is forgotten once saved, after a week, and where the form has other fields now', () => {
    const drafts = new KeptDrafts(new Store(), 'marc@meridian.example');
    drafts.keep('packages/CAT1', kept);

    expect(drafts.find('packages/CAT1', blank, new Date('2026-05-11T10:00:00Z'))).toBeNull();
    expect(drafts.find('packages/CAT1', { ...blank, colour: '' }, soon)).toBeNull();
    drafts.forget('packages/CAT1');
    expect(drafts.find('packages/CAT1', blank, soon)).toBeNull();
  });

  it('is gone with all else of everybody at this desk when somebody signs out; what others keep there stays', () => {
    const store = new Store();
    store.setItem('relais.columns packages', 'x');
    new KeptDrafts(store, 'marc@meridian.example').keep('packages/CAT1', kept);
    new KeptDrafts(store, 'lina@meridian.example').keep('orders/ORD1', kept);
    new KeptDrafts(store, 'marc@meridian.example').forgetAll();

    expect([store.length, store.key(0)]).toEqual([1, 'relais.columns packages']);
  });

  it('a store that is closed, or holds something else, keeps nobody from typing', () => {
    const closed = new Proxy(new Store(), { get: () => { throw new Error('closed'); } });
    const drafts = new KeptDrafts(closed, 'marc@meridian.example');
    const broken = new Store();
    broken.setItem('relais.draft marc@meridian.example packages/CAT1', '{');

    expect(() => { drafts.keep('packages/CAT1', kept); drafts.forget('packages/CAT1'); drafts.forgetAll(); }).not.toThrow();
    expect(drafts.find('packages/CAT1', blank, soon)).toBeNull();
    expect(new KeptDrafts(broken, 'marc@meridian.example').find('packages/CAT1', blank, soon)).toBeNull();
  });
});
