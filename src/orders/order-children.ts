import { Injectable } from '@nestjs/common';
import type { ClientSession } from 'mongoose';

import { CampaignsService } from '../campaigns/campaigns.service.js';
import type { CampaignPackage } from '../packages/package.schema.js';
import type { Order } from './order.schema.js';
import { termsOf } from './order.terms.js';

/** By-campaign and local orders get a campaign of their own; by-form and simple ones share the reference's deliveries. */
export function takesChild({ packageKind }: Pick<Order, 'packageKind'>, { distributionLevel, referenceCampaign }: Pick<CampaignPackage, 'distributionLevel' | 'referenceCampaign'>): boolean {
  // A local order stays one, whatever its package was made into since.
  return referenceCampaign !== null && (packageKind === 'local' || distributionLevel === 'by-campaign');
}

interface Birth {
  by: string;
  at: Date;
}

/** The child campaigns of orders that become available. */
@Injectable()
export class OrderChildren {
  constructor(private readonly campaigns: CampaignsService) {}

  /**
   * In the transaction that makes the order available.
   * @param birth the child's code (`OU3_OP25`, taken before the transaction), by whom and when
   * @returns its code; null where the order gets none
   */
  async make(order: Order, campaignPackage: CampaignPackage, { code, ...birth }: Birth & { code: string }, session: ClientSession): Promise<string | null> {
    if (!takesChild(order, { ...campaignPackage, ...termsOf(order, campaignPackage) })) return null;
    await this.makeEach([{ order, code }], campaignPackage, birth, session);
    return code;
  }

  /** The same of many orders that take one, in one go. */
  async makeEach(children: readonly { order: Order; code: string }[], campaignPackage: CampaignPackage, { by, at }: Birth, session: ClientSession): Promise<void> {
    await this.campaigns.createChildren(
      children.map(({ order, code }) => ({
        code,
        label: order.label,
        reference: termsOf(order, campaignPackage).referenceCampaign as string,
        order: order._id,
        orderPackage: order.package,
        package: order.packageKind === 'collaborative' ? order.package : null,
        cycle: order.cycle,
        entity: order.entity,
        ordinal: order.ordinal,
        by,
        at,
      })),
      session,
    );
  }
}
