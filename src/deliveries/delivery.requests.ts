import { z } from 'zod';

import { code, comment, label, line, lines, whole } from '../api/fields.js';
import { flag, instants, listParameters, numbers, several } from '../api/list-parameters.js';
import type { Text } from '../language/text.js';
import { querySchema } from '../recipients/query.compiler.js';
import { CHANNELS } from './channels/channel.js';
import { DELIVERY_STATUSES, FAILURE_RATE_DEFAULT, RATE_DEFAULT } from './delivery.schema.js';
import { templateProblem } from './delivery.template.js';

const SUBJECT_MAX = 300;
const BODY_MAX = 400_000;

function withPlaceholders(field: z.ZodString) {
  return field.superRefine((value, context) => {
    const problem = templateProblem(value);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem.en, params: { text: problem } });
  });
}

const target = z.strictObject({
  entities: z.array(code('entity')).min(1).max(10_000).transform((codes) => [...new Set(codes)]).optional(),
  query: querySchema.optional(),
  reachedBy: code('cancellation').optional(),
});

const content = {
  label: label(),
  channel: z.enum(CHANNELS),
  subject: withPlaceholders(line(SUBJECT_MAX)),
  html: withPlaceholders(lines(BODY_MAX)),
  text: withPlaceholders(lines(BODY_MAX)),
  target,
  ratePerSecond: whole(1, 10_000),
  maxFailureRate: z.number().min(0).max(1),
};

const contentWithDefaults = {
  ...content,
  channel: content.channel.default('smtp'),
  html: content.html.default(''),
  text: content.text.default(''),
  target: target.optional(),
  ratePerSecond: content.ratePerSecond.default(RATE_DEFAULT),
  maxFailureRate: content.maxFailureRate.default(FAILURE_RATE_DEFAULT),
};

/** A mail without a word is a mistake. */
export const BODY_IS_MISSING: Text = { en: 'must be given, or html', fr: 'doit être donné, ou html' };

function bodyIsGiven(given: { html: string; text: string }, context: z.RefinementCtx): void {
  if (given.html.trim() === '' && given.text.trim() === '') context.addIssue({ code: 'custom', path: ['text'], message: BODY_IS_MISSING.en, params: { text: BODY_IS_MISSING } });
}

/** What a workflow's deliver activity carries. */
export const deliveryContent = z.strictObject(contentWithDefaults).superRefine(bodyIsGiven);

export const newDelivery = z.strictObject({ campaign: code('campaign'), template: z.boolean().default(false), ...contentWithDefaults }).superRefine(bodyIsGiven);
export type NewDelivery = z.output<typeof newDelivery>;

export const deliveryPatch = z.strictObject({ ...content, target: target.nullable() }).partial();
export type DeliveryPatch = z.output<typeof deliveryPatch>;

/** What start, pause, resume and stop may carry. */
export const processComment = z.strictObject({ comment: comment().nullable().optional() });
export type ProcessComment = z.output<typeof processComment>;

export const deliveryListParameters = listParameters({
  sort: ['-modifiedAt', 'modifiedAt', '_id', '-_id'],
  filters: { status: several(DELIVERY_STATUSES).optional(), campaign: code('campaign').optional(), workflow: code('workflow').optional(), package: code('package').optional(), cycle: z.coerce.number().pipe(whole(1, 1_000_000)).optional(), template: flag().optional(), figures: flag().optional(), entity: code('entity').optional(), ...instants('started'), ...instants('modified'), ...numbers('toDeliver'), ...numbers('failed') },
});
export type DeliveryList = z.output<typeof deliveryListParameters>;
