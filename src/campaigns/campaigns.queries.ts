import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';

import type { Actor } from '../operators/actor.js';
import { demandAny, reach } from '../operators/operators.policy.js';
import { between } from '../storage/between.js';
import { cappedCount, type CappedCount, findPage, matching, type Page } from '../storage/page.js';
import type { CampaignList } from './campaign.requests.js';
import { type Campaign, CAMPAIGN_STATUSES, type CampaignStatus } from './campaign.schema.js';

export interface CampaignCounts {
  total: CappedCount;
  status: Record<CampaignStatus, CappedCount>;
}

/** The lists of campaigns. */
@Injectable()
export class CampaignsQueries {
  constructor(@InjectModel('Campaign') private readonly campaigns: Model<Campaign>) {}

  async list(actor: Actor, query: CampaignList): Promise<Page<Campaign> & { counts?: CampaignCounts }> {
    demandAny(actor, 'campaigns', 'read');
    const filter = filterOf(actor, query);
    const [page, counts] = await Promise.all([findPage(this.campaigns, filter, query), query.counts ? this.counts(filter) : undefined]);
    return counts === undefined ? page : { ...page, counts };
  }

  /** Code -> label, for whoever of them exists. */
  async labelsOf(codes: readonly string[]): Promise<Map<string, string>> {
    const found = await this.campaigns.find({ _id: { $in: [...codes] } }, { label: 1 }).lean();
    return new Map(found.map((campaign) => [campaign._id, campaign.label]));
  }

  /** Whether it exists and may be what a package is made from: children may not. */
  async isReference(code: string): Promise<boolean> {
    return (await this.campaigns.exists({ _id: code, kind: 'reference' })) !== null;
  }

  private async counts(filter: QueryFilter<Campaign>): Promise<CampaignCounts> {
    const [total, ...each] = await Promise.all([
      cappedCount(this.campaigns, filter),
      ...CAMPAIGN_STATUSES.map((status) => cappedCount(this.campaigns, { $and: [filter, { status }] } as QueryFilter<Campaign>)),
    ]);
    return { total, status: Object.fromEntries(CAMPAIGN_STATUSES.map((status, index) => [status, each[index]])) as CampaignCounts['status'] };
  }
}

function filterOf(actor: Actor, query: CampaignList): QueryFilter<Campaign> {
  const conditions: Record<string, unknown>[] = [];
  if (query.status !== undefined) conditions.push({ status: { $in: query.status } });
  if (query.kind !== undefined) conditions.push({ kind: query.kind });
  if (query.entity !== undefined) conditions.push({ entity: query.entity });
  // Of a package: its reference, and the children of its orders (a local one's too).
  if (query.package !== undefined) conditions.push({ $or: [{ package: query.package }, { orderPackage: query.package }] });
  if (query.cycle !== undefined) conditions.push({ cycle: query.cycle });
  // A folder and what is under it.
  if (query.folder !== undefined && query.folder !== '') conditions.push({ $or: [{ folder: query.folder }, { folder: { $gte: `${query.folder}/`, $lt: `${query.folder}0` } }] });
  conditions.push(...between('modifiedAt', query.modifiedFrom, query.modifiedTo), ...between('createdAt', query.createdFrom, query.createdTo));
  if (query.q !== undefined) conditions.push(matching(query.q));
  if (reach(actor, 'campaigns', 'read') === 'own') conditions.push({ entity: actor.entity ?? '' });
  return conditions.length === 0 ? {} : ({ $and: conditions } as QueryFilter<Campaign>);
}
