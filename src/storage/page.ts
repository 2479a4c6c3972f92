import { type Model, type QueryFilter, Types } from 'mongoose';

import { DomainError } from '../errors/domain-error.js';

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

/** Counts are exact to here, then `10000+`: beyond, a person does not care and the index should not be walked. */
export const COUNT_LIMIT = 10_000;
export type CappedCount = number | '10000+';

/**
 * One page, in the order of `sort` and then of the code, continued exactly behind the last item:
 * items that move meanwhile are shown once or not at all, never twice on the same walk.
 * @throws DomainError `bad-cursor`
 */
export async function findPage<T extends { _id: unknown }>(model: Model<T>, filter: QueryFilter<T>, request: PageRequest): Promise<Page<T>> {
  const descending = request.sort.startsWith('-');
  const field = descending ? request.sort.slice(1) : request.sort;
  const direction = descending ? -1 : 1;
  const conditions: QueryFilter<T>[] = [filter];
  if (request.cursor !== undefined) conditions.push(behind(field, descending, readCursor(request.cursor)) as QueryFilter<T>);
  const found = (await model
    .find(conditions.length === 1 ? filter : ({ $and: conditions } as QueryFilter<T>))
    .sort({ [field]: direction, _id: direction })
    .limit(request.limit + 1)
    .lean()) as T[];
  const items = found.slice(0, request.limit);
  const last = items.at(-1);
  return { items, nextCursor: found.length > request.limit && last !== undefined ? cursorBehind(last, request.sort) : null };
}

/** Where a list in the order of `sort` goes on behind this item: for pages put together from several ranges. */
export function cursorBehind(item: { _id: unknown }, sort: string): string {
  const field = sort.startsWith('-') ? sort.slice(1) : sort;
  return writeCursor((item as Record<string, unknown>)[field], item._id);
}

/** A page and, where asked for, how many there are on all pages together. */
export type CountedPage<T> = Page<T> & { counts?: { total: CappedCount } };

export async function findCountedPage<T extends { _id: unknown }>(model: Model<T>, filter: QueryFilter<T>, request: PageRequest & { counts: boolean }): Promise<CountedPage<T>> {
  const page = await findPage(model, filter, request);
  return request.counts ? { ...page, counts: { total: await cappedCount(model, filter) } } : page;
}

export async function cappedCount<T>(model: Model<T>, filter: QueryFilter<T>): Promise<CappedCount> {
  const count = await model.countDocuments(filter, { limit: COUNT_LIMIT + 1 });
  return count > COUNT_LIMIT ? '10000+' : count;
}

/** A code, exactly or from its start, or words of the label (text index). */
export function matching(q: string): Record<string, unknown> {
  const code = q.trim().toUpperCase().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return { $or: [{ _id: { $regex: `^${code}` } }, { $text: { $search: q } }] };
}

type CursorValue = { value: string | number | boolean | Date | null; id: unknown };

function behind(field: string, descending: boolean, { value, id }: CursorValue): Record<string, unknown> {
  const step = descending ? '$lt' : '$gt';
  if (field === '_id') return { _id: { [step]: id } };
  const sameValue = { [field]: value, _id: { [step]: id } };
  // MongoDB sorts null before everything: last when descending.
  if (value === null) return descending ? sameValue : { $or: [sameValue, { [field]: { $ne: null } }] };
  return { $or: [{ [field]: { [step]: value } }, sameValue, ...(descending ? [{ [field]: null }] : [])] };
}

function writeCursor(value: unknown, id: unknown): string {
  const shown = value instanceof Date ? { d: value.toISOString() } : (value ?? null);
  return Buffer.from(JSON.stringify([shown, String(id), typeof id === 'string' ? 's' : 'o'])).toString('base64url');
}

function readCursor(cursor: string): CursorValue {
  try {
    const [value, id, kind] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, string, string];
    if (typeof id !== 'string') throw new TypeError('no id');
    return { value: revive(value), id: kind === 'o' ? new Types.ObjectId(id) : id };
  } catch {
    const message = { en: 'is not one that a list gave you. Leave it out to start again.', fr: 'ne vient pas d’une liste. Omettez-le pour recommencer.' };
    throw new DomainError('bad-cursor', 'bad-request', { en: `cursor ${message.en}`, fr: `cursor ${message.fr}` }, { errors: [{ field: 'cursor', message }] });
  }
}

function revive(value: unknown): CursorValue['value'] {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  const date = new Date((value as { d: string }).d);
  if (Number.isNaN(date.getTime())) throw new TypeError('no date');
  return date;
}
