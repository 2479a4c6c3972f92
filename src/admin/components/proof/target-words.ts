import type { Texts } from '../reader/texts.en.js';

type NameOf = (code: string) => string;
type Figure = (value: number) => string;

export interface Target {
  entities?: string[] | null;
  query?: Record<string, unknown> | null;
  reachedBy?: string | null;
}

const BOUNDS = ['gt', 'gte', 'lt', 'lte'] as const;

/** A query as people say it: "age at least 30 and under 60; city is Lyon or Nice". */
export function queryWords(query: Record<string, unknown>, t: Texts, n: Figure): string {
  const words = t.telling.query;
  const value = (each: unknown): string => (typeof each === 'boolean' ? (each ? t.yes : t.no) : typeof each === 'number' ? n(each) : String(each));
  const condition = (given: unknown): string => {
    if (Array.isArray(given)) return words.any(given.map(value).join(` ${words.or} `));
    if (typeof given !== 'object' || given === null) return words.any(value(given));
    const bounds = given as Record<string, unknown>;
    return BOUNDS.filter((bound) => bounds[bound] !== undefined).map((bound) => words[bound](value(bounds[bound]))).join(` ${words.and} `);
  };
  return Object.entries(query).map(([attribute, given]) => `${attribute} ${condition(given)}`).join(` ${words.and} `);
}

const SHOWN = 5;

/** The first names of a list, and how many more there are. */
export function someOf(names: readonly string[], t: Texts, n: Figure): string {
  const rest = names.length - SHOWN;
  return t.telling.and(rest > 1 ? [...names.slice(0, SHOWN), t.telling.more(n(rest))] : [...names]);
}

/** Whom a delivery is for; empty: left to its campaign. */
export function targetWords(target: Target, t: Texts, n: Figure, nameOf: NameOf): string {
  const { entities, query, reachedBy } = target;
  const who = reachedBy ? t.pages.target.reached(reachedBy) : entities?.length ? someOf(entities.map(nameOf), t, n) : '';
  const which = query && Object.keys(query).length > 0 ? t.pages.target.where(queryWords(query, t, n)) : '';
  return [who, which].filter(Boolean).join(', ');
}
