import type { Model, QueryFilter } from 'mongoose';

import { behind, orderOf, readCursor, writeCursor } from './cursor.js';

export interface PageRequest {
  /** A field, `-` in front: newest first. */
  sort: string;
  /** 1 to 200. */
  limit: number;
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
}

export interface Page<T> {
  items: T[];
  /** Give it back as `cursor` for the next page; null: this was the last. */
  nextCursor: string | null;
}

/** A part of a list that one index holds in the list's order. */
export interface Range<T> {
  filter: QueryFilter<T>;
  /** Name of that index, where MongoDB is not to choose. */
  index?: string | undefined;
}

/** Counts are exact to here, then `10000+`: beyond, a person does not care and the index should not be walked. */
export const COUNT_LIMIT = 10_000;
export type CappedCount = number | '10000+';

/** MongoDB merges at most this many ranges of an index; a list of more values it reads whole and sorts. */
export const MERGED_RANGES_MAX = 200;

type Thing = { _id: unknown };

/**
 * One page, in the order of `sort` and then of the code, continued exactly behind the last item:
 * items that move meanwhile are shown once or not at all, never twice on the same walk.
 * @throws DomainError `bad-cursor`
 */
export async function findPage<T extends Thing>(model: Model<T>, filter: QueryFilter<T>, request: PageRequest): Promise<Page<T>> {
  return findMergedPage(model, [{ filter }], request);
}

/**
 * The same of a list that is several ranges. They are read one after another: name first the one that
 * things leave for another by themselves, so that none slips through between the two.
 * @throws DomainError `bad-cursor`
 */
export async function findMergedPage<T extends Thing>(model: Model<T>, ranges: readonly Range<T>[], request: PageRequest): Promise<Page<T>> {
  const found = new Map<string, T>();
  for (const range of ranges) for (const item of await readRange(model, range, request)) found.set(String(item._id), item);
  const inOrder = ranges.length > 1 ? [...found.values()].sort(bySort(request.sort)) : [...found.values()];
  const items = inOrder.slice(0, request.limit);
  const last = items.at(-1);
  return { items, nextCursor: inOrder.length > request.limit && last !== undefined ? cursorBehind(last, request.sort) : null };
}

/** A page and, where asked for, how many there are on all pages together. */
export type CountedPage<T> = Page<T> & { counts?: { total: CappedCount } };

export async function findCountedPage<T extends Thing>(model: Model<T>, filter: QueryFilter<T>, request: PageRequest & { counts: boolean }): Promise<CountedPage<T>> {
  const page = await findPage(model, filter, request);
  return request.counts ? { ...page, counts: { total: await cappedCount(model, filter) } } : page;
}

/** @param index the one that alone tells, where MongoDB is not to choose */
export async function cappedCount<T>(model: Model<T>, filter: QueryFilter<T>, index?: string): Promise<CappedCount> {
  const count = await model.countDocuments(filter, { limit: COUNT_LIMIT + 1, ...(index === undefined ? {} : { hint: index }) });
  return count > COUNT_LIMIT ? '10000+' : count;
}

/** Of things that are counted apart: none of them twice. */
export function cappedSum(counts: readonly CappedCount[]): CappedCount {
  const total = counts.reduce<number>((all, count) => all + (count === '10000+' ? COUNT_LIMIT + 1 : count), 0);
  return total > COUNT_LIMIT ? '10000+' : total;
}

/** A code, exactly or from its start, or words of the label (text index). */
export function matching(q: string): Record<string, unknown> {
  const code = q.trim().toUpperCase().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return { $or: [{ _id: { $regex: `^${code}` } }, { $text: { $search: q } }] };
}

/** Up to one item more than the page holds: that one tells that there is a next page. */
async function readRange<T extends Thing>(model: Model<T>, { filter, index }: Range<T>, { sort, limit, cursor }: PageRequest): Promise<T[]> {
  const { field, direction } = orderOf(sort);
  const pieces = cursor === undefined ? [null] : behind(sort, readCursor(cursor));
  const found: T[] = [];
  for (const piece of pieces) {
    if (found.length > limit) break;
    const asked = (piece === null ? filter : { $and: [filter, piece] }) as never;
    // The driver itself: what mongoose adds to a read of plain documents is a good part of its time.
    const read = model.collection.find(asked, { sort: { [field]: direction, _id: direction }, limit: limit + 1 - found.length, ...(index === undefined ? {} : { hint: index }) });
    found.push(...((await read.toArray()) as unknown as T[]));
  }
  return found;
}

function cursorBehind(item: Thing, sort: string): string {
  return writeCursor(valueOf(item, sort), item._id);
}

function bySort(sort: string): (a: Thing, b: Thing) => number {
  const { direction } = orderOf(sort);
  return (a, b) => direction * (compared(valueOf(a, sort), valueOf(b, sort)) || compared(a._id, b._id));
}

/** As MongoDB sorts them: null before everything. */
function compared(a: unknown, b: unknown): number {
  if (a === null || b === null) return Number(b === null) - Number(a === null);
  const [left, right] = [a, b].map((value) => (value instanceof Date ? value.getTime() : typeof value === 'object' ? String(value) : value)) as [number | string, number | string];
  return left < right ? -1 : Number(left > right);
}

function valueOf(item: Thing, sort: string): unknown {
  return (item as Record<string, unknown>)[orderOf(sort).field] ?? null;
}
