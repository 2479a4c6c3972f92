import { createHash } from 'node:crypto';

import { equalTo, pathOf, type RecipientFilter } from './query.compiler.js';
import type { Population } from './query.js';

/** Buckets an address can fall in; a split in n parts takes every n-th. */
const BUCKETS = 65_536;

/** The bucket of an address: the same for ever and in every entity, so that a part never changes. */
export function bucketOf(email: string): number {
  return createHash('sha256').update(email).digest().readUInt16BE(0) % BUCKETS;
}

/**
 * The filter of one part of a split population; each recipient is in exactly one part.
 * - by attribute: the part is the value; `''` is the part of those that have none
 * - in n parts: the part is its number, 1 to n
 * - null: every part together
 */
export function partOf(split: Population['split'], part: string | number | null): RecipientFilter {
  if (split === null || part === null) return {};
  if ('by' in split) {
    const path = pathOf(split.by);
    return part === '' ? { [path]: { $in: [null, ''] } } : equalTo(path, [part]);
  }
  const number = Number(part);
  // A number that is none of the parts is an empty part, not everybody.
  if (!Number.isInteger(number) || number < 1 || number > split.parts) return { _id: { $in: [] } };
  return { bucket: { $mod: [split.parts, number - 1] } };
}
