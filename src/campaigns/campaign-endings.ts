import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, QueryFilter } from 'mongoose';

import { LifecycleApplier } from '../lifecycle/lifecycle-applier.js';
import { campaignLifecycle } from './campaign.lifecycle.js';
import { type Campaign, CAMPAIGN_STATUSES, type CampaignCanceled } from './campaign.schema.js';
import { CampaignPorts } from './campaigns.ports.js';

const UNCANCELED = CAMPAIGN_STATUSES.filter((status) => status !== 'canceled');

/** How campaigns are canceled and begun again: verbs of cancellations, in its transactions. */
@Injectable()
export class CampaignEndings {
  constructor(
    @InjectModel('Campaign') private readonly campaigns: Model<Campaign>,
    private readonly ports: CampaignPorts,
    private readonly applier: LifecycleApplier,
  ) {}

  /** Cancels one: a reference with its package, or a child with its order. One that is canceled already stays as it is. */
  async cancel(code: string, canceled: CampaignCanceled, session: ClientSession): Promise<void> {
    const campaign = await this.find(code, session);
    if (campaign === null || campaign.status === 'canceled') return;
    await this.applier.applyOne({
      lifecycle: campaignLifecycle,
      model: this.campaigns,
      command: 'cancel',
      thing: campaign,
      context: { now: canceled.at },
      by: canceled.by,
      at: canceled.at,
      set: { canceled },
      comment: canceled.comment,
      correlation: canceled.cancellation,
      session,
    });
  }

  /**
   * Cancels the children of a collaborative package's orders by their ordinals, both ends included
   * (-1 is the reference). Running it again finds nothing left to do.
   * @returns the codes that changed
   */
  async cancelRange(range: { package: string; cycle: number; from: number; to: number } & CampaignCanceled, session: ClientSession): Promise<string[]> {
    const { at, by, comment, cancellation } = range;
    return this.applier.applyRange({
      lifecycle: campaignLifecycle,
      model: this.campaigns,
      command: 'cancel',
      subject: range.package,
      cycle: range.cycle,
      scope: { package: range.package, cycle: range.cycle, ordinal: { $gte: range.from, $lte: range.to } },
      ordinals: { from: range.from, to: range.to },
      by,
      at,
      set: { canceled: { at, by, comment, cancellation } satisfies CampaignCanceled },
      comment,
      correlation: cancellation,
      session,
    });
  }

  /** The reference begins again in `cycle`, being edited, with fresh drafts of what ran in it. */
  async reinitialize(code: string, to: { cycle: number; by: string; at: Date }, session: ClientSession): Promise<Campaign> {
    const from = await this.find(code, session);
    if (from === null) throw new Error(`${code} is the reference of a package and does not exist`);
    const { cycle, by, at } = to;
    const campaign = await this.applier.applyOne({
      lifecycle: campaignLifecycle,
      model: this.campaigns,
      command: 'reinitialize',
      thing: from,
      context: { now: at },
      by,
      at,
      set: { cycle, canceled: null },
      session,
    });
    for (const processes of this.ports.allProcesses()) await processes.copy({ which: 'drafts-for-next-cycle', from, to: [campaign], by, at }, session);
    return campaign;
  }

  /** How many campaigns of the cycle, reference included, are not canceled yet. */
  async countUncanceled(campaignPackage: string, cycle: number, session?: ClientSession): Promise<number> {
    return this.campaigns.countDocuments(uncanceled(campaignPackage, cycle), session === undefined ? {} : { session });
  }

  /** Their codes, by ordinal. */
  async uncanceledCodes(campaignPackage: string, cycle: number): Promise<string[]> {
    const found = await this.campaigns.find(uncanceled(campaignPackage, cycle), { _id: 1 }).sort({ ordinal: 1 }).lean();
    return found.map((campaign) => campaign._id);
  }

  private async find(code: string, session: ClientSession): Promise<Campaign | null> {
    return (await this.campaigns.findById(code, null, { session }).lean()) as Campaign | null;
  }
}

function uncanceled(campaignPackage: string, cycle: number): QueryFilter<Campaign> {
  return { package: campaignPackage, cycle, status: { $in: UNCANCELED } };
}
