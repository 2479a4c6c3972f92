import type { Texts } from './texts.en.js';

/** One way to narrow a list. `key` is its name in the address and in the API alike. */
export type Filter =
  | { key: string; kind: 'statuses'; values: readonly string[] }
  | { key: string; kind: 'choice'; label: string; values: readonly string[]; word: (value: string) => string }
  | { key: string; kind: 'flag'; label: string }
  | { key: string; kind: 'text'; label: string }
  | { key: string; kind: 'day'; label: string; edge: 'start' | 'end' };

export type Chosen = Record<string, string[]>;

/** What the address says, of the filters this list knows; an unknown or bad one throws no other away. */
export function chosenFilters(filters: readonly Filter[], query: URLSearchParams): Chosen {
  const chosen: Chosen = {};
  for (const filter of filters) {
    const values = query.getAll(filter.key).filter((value) => isUsable(filter, value));
    if (values.length > 0) chosen[filter.key] = filter.kind === 'statuses' ? values : values.slice(0, 1);
  }
  return chosen;
}

function isUsable(filter: Filter, value: string): boolean {
  switch (filter.kind) {
    case 'statuses':
    case 'choice':
      return filter.values.includes(value);
    case 'flag':
      return value === 'true';
    case 'day':
      return !Number.isNaN(Date.parse(value));
    case 'text':
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
export function chipWords(filter: Filter, value: string, t: Texts, day: (instant: string) => string): string {
  switch (filter.kind) {
    case 'statuses': {
      const words: Record<string, string> = t.status;
      return words[value] ?? value;
    }
    case 'choice':
      return t.pair(filter.label, filter.word(value));
    case 'flag':
      return filter.label;
    case 'day':
      return `${filter.label} ${day(value)}`;
    case 'text':
      return t.pair(filter.label, value);
  }
}
