import { z } from 'zod';

const MOST = 20;

export const references = z.strictObject({
  q: z.string().trim().max(200).default(''),
  limit: z.coerce.number().int().min(1).max(MOST).default(8),
});
export type References = z.output<typeof references>;

/** `reference`: those that a package can be made from. */
export const campaignReferences = references.extend({ kind: z.enum(['reference', 'child']).optional() });
export type CampaignReferences = z.output<typeof campaignReferences>;
