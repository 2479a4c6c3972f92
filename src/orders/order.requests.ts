import { z } from 'zod';

import { code, comment, email, fieldName, label, lines } from '../api/fields.js';
import { flag, instants, listParameters, numbers, several } from '../api/list-parameters.js';
import { ORDER_STATUSES } from './order.schema.js';

const MAX_PARAMETERS = 200;

const parameters = () =>
  z.record(fieldName(), z.union([lines(5_000), z.number(), z.boolean(), z.null()])).refine((given) => Object.keys(given).length <= MAX_PARAMETERS, {
    params: { text: { en: `at most ${MAX_PARAMETERS} values`, fr: `${MAX_PARAMETERS} valeurs au plus` } },
  });

export const newOrder = z.strictObject({
  package: code('package'),
  /** Of a local operator it may be left out. */
  entity: code('entity').optional(),
  label: label().optional(),
  assignedTo: email().nullable().default(null),
  comment: comment().nullable().default(null),
  parameters: parameters().default({}),
  place: z.boolean().default(false),
});
export type NewOrder = z.output<typeof newOrder>;

/** `parameters` are put over the present ones; null takes one away. */
export const orderPatch = z
  .strictObject({
    label: label(),
    assignedTo: email().nullable(),
    comment: comment().nullable(),
    parameters: parameters(),
  })
  .partial();
export type OrderPatch = z.output<typeof orderPatch>;

export const orderComment = z.strictObject({ comment: comment().nullable().optional() });
export type OrderComment = z.output<typeof orderComment>;

export const orderRejection = z.strictObject({ comment: comment() });
export type OrderRejection = z.output<typeof orderRejection>;

/** A code that may be given several times. */
const codes = (kind: 'package' | 'entity') =>
  z
    .preprocess((given) => (typeof given === 'string' ? [given] : given), z.array(code(kind)).max(50))
    .transform((list) => [...new Set(list)])
    .meta({ type: 'array', items: { type: 'string' } });

export const orderListParameters = listParameters({
  sort: ['-modifiedAt', 'modifiedAt', '-createdAt', 'createdAt'],
  filters: {
    package: codes('package').optional(),
    entity: codes('entity').optional(),
    status: several(ORDER_STATUSES).optional(),
    cycle: z.coerce.number().pipe(z.int().min(1).max(1_000_000)).optional(),
    late: flag().optional(),
    assignedTo: email().optional(),
    ...numbers('cycle'),
    ...instants('modified'),
    ...instants('created'),
    ...instants('ordered'),
  },
});
export type OrderList = z.output<typeof orderListParameters>;
