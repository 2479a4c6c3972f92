import { Types } from 'mongoose';

import { DomainError } from '../errors/domain-error.js';

/** The last item of a page: the value it was sorted by, and its code. */
export interface Cursor {
  value: string | number | boolean | Date | null;
  id: unknown;
}

/** The field a list is sorted by; `-` in front: newest first. */
export function orderOf(sort: string): { field: string; direction: 1 | -1 } {
  return sort.startsWith('-') ? { field: sort.slice(1), direction: -1 } : { field: sort, direction: 1 };
}

/**
 * What lies behind the cursor, piece after piece in the order of the list: the rest of those with the
 * same value, then those beyond. One condition for all (`$or`) would have MongoDB walk the list from
 * its start; and a thousand orders canceled in one write do share their instant.
 */
export function behind(sort: string, { value, id }: Cursor): Record<string, unknown>[] {
  const { field, direction } = orderOf(sort);
  const step = direction === 1 ? '$gt' : '$lt';
  if (field === '_id') return [{ _id: { [step]: id } }];
  const sameValue = { [field]: value, _id: { [step]: id } };
  // MongoDB sorts null before everything: last when descending.
  if (value === null) return direction === 1 ? [sameValue, { [field]: { $ne: null } }] : [sameValue];
  return [sameValue, { [field]: { [step]: value } }, ...(direction === 1 ? [] : [{ [field]: null }])];
}

export function writeCursor(value: unknown, id: unknown): string {
  const shown = value instanceof Date ? { d: value.toISOString() } : (value ?? null);
  return Buffer.from(JSON.stringify([shown, String(id), typeof id === 'string' ? 's' : 'o'])).toString('base64url');
}

/** @throws DomainError `bad-cursor` */
export function readCursor(cursor: string): Cursor {
  try {
    const [value, id, kind] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, string, string];
    if (typeof id !== 'string') throw new TypeError('no id');
    return { value: revive(value), id: kind === 'o' ? new Types.ObjectId(id) : id };
  } catch {
    const message = { en: 'is not one that a list gave you. Leave it out to start again.', fr: 'ne vient pas d’une liste. Omettez-le pour recommencer.' };
    throw new DomainError('bad-cursor', 'bad-request', { en: `cursor ${message.en}`, fr: `cursor ${message.fr}` }, { errors: [{ field: 'cursor', message }] });
  }
}

function revive(value: unknown): Cursor['value'] {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  const date = new Date((value as { d: string }).d);
  if (Number.isNaN(date.getTime())) throw new TypeError('no date');
  return date;
}
