import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import type { Campaign } from '../campaigns/campaign.schema.js';
import { termsOf } from '../orders/order.terms.js';
import type { CampaignPackage } from '../packages/package.schema.js';
import type { AnnouncedPackage } from './announcement.schema.js';

/** Packages as mails repeat them. */
@Injectable()
export class AnnouncedPackages {
  constructor(
    @InjectModel('CampaignPackage') private readonly packages: Model<CampaignPackage>,
    @InjectModel('Campaign') private readonly campaigns: Model<Campaign>,
  ) {}

  async find(code: string): Promise<CampaignPackage | null> {
    return this.packages.findById(code).lean();
  }

  /** The package in one of its cycles: a reinitialize empties the dates, and keeps those of the cycle that it ended. */
  async announced(code: string, cycle: number): Promise<AnnouncedPackage> {
    const found = await this.packages.findById(code).orFail().lean();
    const { referenceCampaign, form } = termsOf({ cycle }, found);
    const campaign = referenceCampaign === null ? null : await this.campaigns.findById(referenceCampaign, { label: 1 }).lean();
    const { label, kind, distributionLevel, approvalDeadline, orderApproval, audience } = found;
    const dates = cycle === found.cycle ? found : (found.earlierCycles.find((earlier) => earlier.cycle === cycle) ?? found);
    const { schedule, availableAt, registrationDeadline, personalizationDeadline } = dates;
    return {
      code, label, kind, distributionLevel, schedule, availableAt, registrationDeadline, personalizationDeadline, approvalDeadline, orderApproval,
      campaign: campaign === null ? null : { code: campaign._id, label: campaign.label },
      hasForm: form.length > 0,
      // Empty on a local package means every entity (domain.md, *Audience*).
      audience: kind === 'local' && audience.length === 0 ? null : audience.length,
    };
  }
}
