import type { ReferenceOf } from '../parts/reference-field.js';
import type { Texts } from '../reader/texts.en.js';

/** One way to narrow a list. `key` is its name in the address and in the API alike. */
export type Filter =
  | { key: string; kind: 'statuses'; values: readonly string[] }
  | { key: string; kind: 'several'; label: string; values: readonly string[]; word: (value: string) => string }
  | { key: string; kind: 'choice'; label: string; values: readonly string[]; word: (value: string) => string }
  | { key: string; kind: 'flag'; label: string }
  | { key: string; kind: 'text'; label: string }
  | { key: string; kind: 'reference'; label: string; of: ReferenceOf; many?: boolean }
  /** An edge of a range: filters of the same label, one behind the other, are its two. */
  | { key: string; kind: 'day'; label: string; edge: 'start' | 'end' }
  | { key: string; kind: 'number'; label: string; edge: 'start' | 'end' };

export type Chosen = Record<string, string[]>;

/** Both edges of a range of days: `modifiedFrom` and `modifiedTo`. */
export const days = (key: string, label: string): Filter[] => [
  { key: `${key}From`, kind: 'day', label, edge: 'start' },
  { key: `${key}To`, kind: 'day', label, edge: 'end' },
];

/** Both edges of a range of whole numbers. */
export const numbers = (key: string, label: string): Filter[] => [
  { key: `${key}From`, kind: 'number', label, edge: 'start' },
  { key: `${key}To`, kind: 'number', label, edge: 'end' },
];

/** What the address says, of the filters this list knows; an unknown or bad one throws no other away. */
export function chosenFilters(filters: readonly Filter[], query: URLSearchParams): Chosen {
  const chosen: Chosen = {};
  for (const filter of filters) {
    const values = [...new Set(query.getAll(filter.key))].filter((value) => isUsable(filter, value));
    if (values.length > 0) chosen[filter.key] = takesMany(filter) ? values : values.slice(0, 1);
  }
  return chosen;
}

function takesMany(filter: Filter): boolean {
  return filter.kind === 'statuses' || filter.kind === 'several' || (filter.kind === 'reference' && filter.many === true);
}

function isUsable(filter: Filter, value: string): boolean {
  switch (filter.kind) {
    case 'statuses':
    case 'several':
    case 'choice':
      return filter.values.includes(value);
    case 'flag':
      return value === 'true';
    case 'day':
      return !Number.isNaN(Date.parse(value));
    case 'number':
      return /^\d{1,9}$/.test(value);
    case 'text':
    case 'reference':
      return value.trim() !== '';
  }
}

export function queryOf(chosen: Chosen): URLSearchParams {
  const query = new URLSearchParams();
  for (const [key, values] of Object.entries(chosen)) for (const value of values) query.append(key, value);
  return query;
}

export function without(chosen: Chosen, key: string, value?: string): Chosen {
  const { [key]: values = [], ...rest } = chosen;
  const kept = value === undefined ? [] : values.filter((each) => each !== value);
  return kept.length > 0 ? { ...rest, [key]: kept } : rest;
}

/** The words on a filter's chip. */
export function chipWords(filter: Filter, value: string, t: Texts, said: { day: (instant: string) => string; number: (value: number) => string; name: (code: string) => string; status: (value: string) => string }): string {
  switch (filter.kind) {
    case 'statuses':
      return said.status(value);
    case 'several':
    case 'choice':
      return t.pair(filter.label, filter.word(value));
    case 'flag':
      return filter.label;
    case 'day':
      return filter.edge === 'start' ? t.lists.since(filter.label, said.day(value)) : t.lists.until(filter.label, said.day(value));
    case 'number':
      return filter.edge === 'start' ? t.lists.atLeast(filter.label, said.number(Number(value))) : t.lists.atMost(filter.label, said.number(Number(value)));
    case 'reference':
      return t.pair(filter.label, filter.of === 'folders' ? value.split('/').join(' / ') : said.name(value));
    case 'text':
      return t.pair(filter.label, value);
  }
}

/** The filters as the drawer shows them: the two edges of a range side by side. */
export function grouped(filters: readonly Filter[]): Filter[][] {
  const groups: Filter[][] = [];
  for (const filter of filters) {
    const last = groups.at(-1)?.at(-1);
    const isOtherEdge = (filter.kind === 'day' || filter.kind === 'number') && last?.kind === filter.kind && last.label === filter.label && last.edge !== filter.edge;
    if (isOtherEdge) groups.at(-1)?.push(filter);
    else groups.push([filter]);
  }
  return groups;
}
