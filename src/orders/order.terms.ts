import type { CampaignPackage } from '../packages/package.schema.js';
import type { Order } from './order.schema.js';

/** What an order was taken on. */
export type Terms = Pick<CampaignPackage, 'referenceCampaign' | 'form' | 'personalizationDeadline'>;

/**
 * The terms of the order's own cycle: a local order lives on, whatever its package is made into in a
 * later one.
 */
export function termsOf({ cycle }: Pick<Order, 'cycle'>, campaignPackage: CampaignPackage): Terms {
  const { referenceCampaign, form, personalizationDeadline } = campaignPackage;
  const earlier = campaignPackage.earlierCycles.find((ended) => ended.cycle === cycle);
  if (cycle === campaignPackage.cycle || earlier === undefined) return { referenceCampaign, form, personalizationDeadline };
  return {
    referenceCampaign: earlier.referenceCampaign === undefined ? referenceCampaign : earlier.referenceCampaign,
    form: earlier.form ?? form,
    personalizationDeadline: earlier.personalizationDeadline,
  };
}
