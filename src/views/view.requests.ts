import { z } from 'zod';

import { fieldName, line } from '../api/fields.js';
import { VIEWED_LISTS } from './view.schema.js';

const NAME_MAX = 80;
const COLUMNS_MAX = 40;
const VALUES_MAX = 200;
const PARAMETERS_MAX = 40;

const value = z.string().max(200);
const query = z
  .record(z.string().max(50), z.union([value, z.array(value).max(VALUES_MAX)]))
  .refine((given) => Object.keys(given).length <= PARAMETERS_MAX, { params: { text: { en: `may hold ${PARAMETERS_MAX} parameters at most`, fr: `peut contenir ${PARAMETERS_MAX} paramètres au plus` } } });
const columns = z.array(fieldName()).min(1).max(COLUMNS_MAX).nullable();

export const newView = z.strictObject({
  list: z.enum(VIEWED_LISTS),
  name: line(NAME_MAX),
  query: query.default({}),
  columns: columns.default(null),
  shared: z.boolean().default(false),
});
export type NewView = z.output<typeof newView>;

export const viewPatch = z.strictObject({ name: line(NAME_MAX).optional(), query: query.optional(), columns: columns.optional(), shared: z.boolean().optional() });
export type ViewPatch = z.output<typeof viewPatch>;

export const viewListParameters = z.strictObject({ list: z.enum(VIEWED_LISTS).optional() });
export type ViewList = z.output<typeof viewListParameters>;
