import { z } from 'zod';

import { comment } from '../api/fields.js';
import { plainListParameters } from '../api/list-parameters.js';
import { ALL_BULK_COMMANDS, BULK_LISTS } from './bulk.schema.js';

const CODES_MAX = 1_000;
const value = z.string().max(200);

/** Those that somebody ticked. */
export const newSelection = z.strictObject({
  list: z.enum(BULK_LISTS),
  codes: z.array(z.string().trim().toUpperCase().min(1).max(32)).min(1).max(CODES_MAX).transform((codes) => [...new Set(codes)]),
});
export type NewSelection = z.output<typeof newSelection>;

/** All that a list's parameters match. */
export const newMatchingSelection = z.strictObject({ list: z.enum(BULK_LISTS), query: z.record(z.string().max(50), z.union([value, z.array(value).max(200)])).default({}) });
export type NewMatchingSelection = z.output<typeof newMatchingSelection>;

export const newRun = z
  .strictObject({ command: z.enum(ALL_BULK_COMMANDS), count: z.int().min(1).max(10_000), comment: comment().nullable().default(null) })
  .refine(({ command, comment: said }) => command !== 'reject' || said !== null, { path: ['comment'], params: { text: { en: 'is required by reject', fr: 'est requis pour rejeter' } } });
export type NewRun = z.output<typeof newRun>;

export const runListParameters = plainListParameters({ sort: ['-startedAt'], filters: {} });
export type RunList = z.output<typeof runListParameters>;

export const rowListParameters = plainListParameters({ sort: ['position'], filters: { result: z.enum(['pending', 'done', 'refused']).optional() } });
export type RowList = z.output<typeof rowListParameters>;
