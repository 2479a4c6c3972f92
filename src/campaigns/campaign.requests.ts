import { z } from 'zod';

import { code, instant, label, whole } from '../api/fields.js';
import { instants, listParameters, several } from '../api/list-parameters.js';
import { CAMPAIGN_STATUSES } from './campaign.schema.js';

const folder = () =>
  z
    .string()
    .max(200)
    .transform((path) => path.split('/').map((part) => part.trim()).filter((part) => part !== '').join('/'));

const times = { start: instant().nullable(), end: instant().nullable() };

export const newCampaign = z.strictObject({
  label: label(),
  schedule: z.strictObject({ start: times.start.default(null), end: times.end.default(null) }).default({ start: null, end: null }),
  folder: folder().default(''),
  // Accepted because it is shown; children are made by orders only.
  kind: z.literal('reference').optional(),
});
export type NewCampaign = Omit<z.output<typeof newCampaign>, 'kind'>;

export const campaignPatch = z.strictObject({ label: label(), schedule: z.strictObject(times).partial(), folder: folder() }).partial();
export type CampaignPatch = z.output<typeof campaignPatch>;

export const campaignListParameters = listParameters({
  sort: ['-modifiedAt', 'modifiedAt'],
  filters: {
    status: several(CAMPAIGN_STATUSES).optional(),
    kind: z.enum(['reference', 'child']).optional(),
    package: code('package').optional(),
    entity: code('entity').optional(),
    cycle: z.coerce.number().pipe(whole(1, 1_000_000)).optional(),
    folder: folder().optional(),
    ...instants('modified'),
    ...instants('created'),
  },
});
export type CampaignList = z.output<typeof campaignListParameters>;

/** Start, pause, resume, stop say all by themselves. */
export const noBody = z.strictObject({});
