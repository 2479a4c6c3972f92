import { z } from 'zod';

import { code, comment } from '../api/fields.js';
import { listParameters, several } from '../api/list-parameters.js';

/** Of every command here: a comment, and nothing else. */
export const closingBody = z.strictObject({ comment: comment().nullable().default(null) });
export type ClosingBody = z.output<typeof closingBody>;

export const reachedParameters = z.strictObject({ format: z.enum(['csv', 'json']).default('csv') });
export type ReachedParameters = z.output<typeof reachedParameters>;

export const cancellationListParameters = listParameters({
  sort: ['-canceledAt', 'canceledAt'],
  filters: { package: code('package').optional(), order: code('order').optional(), state: several(['running', 'finished']).optional() },
});
export type CancellationList = z.output<typeof cancellationListParameters>;
