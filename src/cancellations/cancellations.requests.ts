import { z } from 'zod';

import { code, comment, email } from '../api/fields.js';
import { flag, instants, listParameters, several } from '../api/list-parameters.js';

/** Of every command here: a comment, and nothing else. */
export const closingBody = z.strictObject({ comment: comment().nullable().default(null) });
export type ClosingBody = z.output<typeof closingBody>;

export const consequencesParameters = z.strictObject({ names: flag().default(false) });
export type ConsequencesParameters = z.output<typeof consequencesParameters>;

export const noBody = z.strictObject({});

export const reachedParameters = z.strictObject({ format: z.enum(['csv', 'json']).default('csv') });
export type ReachedParameters = z.output<typeof reachedParameters>;

/** `entities=false` leaves out the figures of each entity. */
export const reportParameters = z.strictObject({ entities: flag().default(true) });
export type ReportParameters = z.output<typeof reportParameters>;

export const fileParameters = z.strictObject({ format: z.enum(['csv', 'json']).default('csv') });
export type FileParameters = z.output<typeof fileParameters>;

export const cancellationListParameters = listParameters({
  sort: ['-canceledAt', 'canceledAt'],
  filters: { package: code('package').optional(), order: code('order').optional(), by: email().optional(), ...instants('canceled'), state: several(['running', 'finished']).optional() },
});
export type CancellationList = z.output<typeof cancellationListParameters>;
