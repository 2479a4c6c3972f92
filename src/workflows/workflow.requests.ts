import { z } from 'zod';

import { code, instant, label, whole } from '../api/fields.js';
import { flag, instants, listParameters, several } from '../api/list-parameters.js';
import { timeZone } from '../entities/entity.requests.js';
import { deliveryContent } from '../deliveries/delivery.requests.js';
import type { Text } from '../language/text.js';
import { attributeNameIsGood } from '../recipients/attribute-name.js';
import { querySchema } from '../recipients/query.compiler.js';
import { RECURRENCE_UNITS } from './activities/recurrence.js';
import { WORKFLOW_STATUSES } from './workflow.schema.js';

const YEAR_S = 366 * 86_400;
const ACTIVITIES_MAX = 50;
const PARTS_MAX = 100;

const SAYS = {
  oneOfWait: { en: 'give either seconds or until', fr: 'donnez soit seconds, soit until' },
  oneOfSplit: { en: 'give either by or parts', fr: 'donnez soit by, soit parts' },
  attribute: { en: 'is no name of an attribute', fr: 'n’est pas un nom d’attribut' },
  endless: { en: 'say how many times, or until when', fr: 'indiquez combien de fois, ou jusqu’à quand' },
  noSplit: { en: 'needs a split before it', fr: 'suppose un split auparavant' },
  noPart: { en: 'is none of the parts: they are numbered from 1', fr: 'n’est aucune des parts : elles sont numérotées à partir de 1' },
} as const satisfies Record<string, Text>;

const query = z.strictObject({
  type: z.literal('query'),
  entities: z.array(code('entity')).min(1).max(10_000).transform((codes) => [...new Set(codes)]).optional(),
  query: querySchema.optional(),
});

const wait = z
  .strictObject({ type: z.literal('wait'), seconds: whole(0, YEAR_S).optional(), until: instant().optional() })
  .superRefine((given, context) => {
    if ((given.seconds === undefined) === (given.until === undefined)) issue(context, ['seconds'], SAYS.oneOfWait);
  });

const split = z
  .strictObject({ type: z.literal('split'), by: z.string().max(64).optional(), parts: whole(2, PARTS_MAX).optional() })
  .superRefine((given, context) => {
    if ((given.by === undefined) === (given.parts === undefined)) issue(context, ['by'], SAYS.oneOfSplit);
    else if (given.by !== undefined && !attributeNameIsGood(given.by)) issue(context, ['by'], SAYS.attribute);
  });

const deliver = z.strictObject({ type: z.literal('deliver'), part: z.union([z.string().max(200), z.number()]).optional(), delivery: deliveryContent });

const recurringDeliver = z
  .strictObject({
    type: z.literal('recurring-deliver'),
    part: z.union([z.string().max(200), z.number()]).optional(),
    every: z.strictObject({ count: whole(1, 1_000), unit: z.enum(RECURRENCE_UNITS) }),
    timeZone: timeZone().optional(),
    from: instant().optional(),
    times: whole(1, 10_000).optional(),
    until: instant().optional(),
    delivery: deliveryContent,
  })
  .superRefine((given, context) => {
    if (given.times === undefined && given.until === undefined) issue(context, ['times'], SAYS.endless);
  });

const activities = z
  .array(z.discriminatedUnion('type', [query, wait, split, deliver, recurringDeliver]))
  .min(1)
  .max(ACTIVITIES_MAX)
  .superRefine((list, context) => {
    let parts: number | 'attribute' | null = null;
    list.forEach((activity, index) => {
      if (activity.type === 'query') parts = null;
      if (activity.type === 'split') parts = activity.parts ?? 'attribute';
      if (!('delivery' in activity) || activity.part === undefined) return;
      if (parts === null) issue(context, [index, 'part'], SAYS.noSplit);
      else if (parts !== 'attribute' && !(Number(activity.part) >= 1 && Number(activity.part) <= parts && Number.isInteger(Number(activity.part)))) issue(context, [index, 'part'], SAYS.noPart);
    });
  });

export const newWorkflow = z.strictObject({ campaign: code('campaign'), template: z.boolean().default(false), label: label(), activities });
export type NewWorkflow = z.output<typeof newWorkflow>;

export const workflowPatch = z.strictObject({ label: label(), activities }).partial();
export type WorkflowPatch = z.output<typeof workflowPatch>;

export const workflowListParameters = listParameters({
  sort: ['-modifiedAt', 'modifiedAt', '_id', '-_id'],
  filters: { status: several(WORKFLOW_STATUSES).optional(), campaign: code('campaign').optional(), package: code('package').optional(), cycle: z.coerce.number().pipe(whole(1, 1_000_000)).optional(), template: flag().optional(), entity: code('entity').optional(), ...instants('started'), ...instants('modified') },
});
export type WorkflowList = z.output<typeof workflowListParameters>;

function issue(context: z.RefinementCtx, path: (string | number)[], text: Text): void {
  context.addIssue({ code: 'custom', path, message: text.en, params: { text } });
}
