import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';

import { Clock } from '../clock/clock.js';
import { commandsFrom } from '../lifecycle/define-lifecycle.js';
import type { Actor } from '../operators/actor.js';
import { demandAny, may, reach } from '../operators/operators.policy.js';
import { cappedCount, type CappedCount, findPage, matching, type Page } from '../storage/page.js';
import { lateBy } from './package.late.js';
import { packageLifecycle } from './package.lifecycle.js';
import { offersTo } from './package.offers.js';
import { PackageApproval } from './package-approval.js';
import type { PackageList } from './package.requests.js';
import { type CampaignPackage, PACKAGE_STATUSES, type PackageStatus } from './package.schema.js';
import { type PackageView, packageView } from './package.view.js';
import { PackagePorts } from './packages.ports.js';

/** Of the list as it is filtered; exact to 10,000. */
export interface PackageCounts {
  total: CappedCount;
  status: Record<PackageStatus, CappedCount>;
  late: CappedCount;
}

/** The lists of packages, and what a reader sees of one. */
@Injectable()
export class PackagesQueries {
  constructor(
    @InjectModel('CampaignPackage') private readonly packages: Model<CampaignPackage>,
    private readonly approval: PackageApproval,
    private readonly ports: PackagePorts,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, query: PackageList): Promise<Page<PackageView> & { counts?: PackageCounts }> {
    demandAny(actor, 'packages', 'read');
    const now = this.clock.now();
    const filter = filterOf(actor, query, now);
    const [page, counts] = await Promise.all([findPage(this.packages, filter, query), query.counts ? this.counts(filter, now) : undefined]);
    const orderCounts = await this.orderCounts(actor, page.items);
    const items = page.items.map((item) => packageView(actor, item, { now, orderCounts: orderCounts.get(item._id) ?? {} }));
    return { items, nextCursor: page.nextCursor, ...(counts === undefined ? {} : { counts }) };
  }

  /** One, with its order counts and what the reader may do with it now. */
  async shown(actor: Actor, campaignPackage: CampaignPackage): Promise<PackageView> {
    const orderCounts = await this.orderCounts(actor, [campaignPackage]);
    const now = this.clock.now();
    return packageView(actor, campaignPackage, { now, orderCounts: orderCounts.get(campaignPackage._id) ?? {}, allowed: this.allowed(actor, campaignPackage, now) });
  }

  /** After table and rights: `edit`, and the commands that a person may give. */
  allowed(actor: Actor, campaignPackage: CampaignPackage, now: Date): string[] {
    const commands = commandsFrom(packageLifecycle, campaignPackage.status).filter((command) => {
      if (command !== 'approve' && command !== 'reject') return may(actor, 'packages', 'steer');
      // With reviewers it is submitted first; that is no button before.
      if (campaignPackage.status === 'being-edited' && campaignPackage.reviewers.length > 0) return false;
      return may(actor, 'packages', 'decide') && this.approval.mayDecide(actor, campaignPackage, command, now);
    });
    const edit = campaignPackage.status !== 'canceled' && may(actor, 'packages', 'write') ? ['edit'] : [];
    return [...edit, ...commands];
  }

  private async orderCounts(actor: Actor, items: readonly CampaignPackage[]): Promise<Map<string, Record<string, number>>> {
    if (actor.role === 'local' || items.length === 0) return new Map();
    return this.ports.orders.counts(items.map((item) => ({ package: item._id, cycle: item.cycle })));
  }

  private async counts(filter: QueryFilter<CampaignPackage>, now: Date): Promise<PackageCounts> {
    const and = (condition: Record<string, unknown>): QueryFilter<CampaignPackage> => ({ $and: [filter, condition] }) as QueryFilter<CampaignPackage>;
    const [total, late, ...each] = await Promise.all([
      cappedCount(this.packages, filter),
      cappedCount(this.packages, and(lateBy(now))),
      ...PACKAGE_STATUSES.map((status) => cappedCount(this.packages, and({ status }))),
    ]);
    return { total, late, status: Object.fromEntries(PACKAGE_STATUSES.map((status, index) => [status, each[index]])) as PackageCounts['status'] };
  }
}

function filterOf(actor: Actor, query: PackageList, now: Date): QueryFilter<CampaignPackage> {
  const conditions: Record<string, unknown>[] = [];
  if (query.status !== undefined) conditions.push({ status: { $in: query.status } });
  if (query.late !== undefined) conditions.push(query.late ? lateBy(now) : { $or: [{ lateFrom: null }, { lateFrom: { $gt: now } }] });
  if (query.kind !== undefined) conditions.push({ kind: query.kind });
  if (query.folder !== undefined && query.folder !== '') conditions.push(inFolder(query.folder));
  if (query.referenceCampaign !== undefined) conditions.push({ referenceCampaign: query.referenceCampaign });
  if (query.availableFrom !== undefined) conditions.push({ availableAt: { $gte: query.availableFrom } });
  if (query.availableTo !== undefined) conditions.push({ availableAt: { $lte: query.availableTo } });
  if (query.q !== undefined) conditions.push(matching(query.q));
  if (reach(actor, 'packages', 'read') === 'own') conditions.push(offersTo(actor.entity ?? '', now) as Record<string, unknown>);
  return conditions.length === 0 ? {} : ({ $and: conditions } as QueryFilter<CampaignPackage>);
}

/** The folder itself and every one under it, as a range of the index: `0` follows `/`. */
function inFolder(folder: string): Record<string, unknown> {
  return { $or: [{ folder }, { folder: { $gte: `${folder}/`, $lt: `${folder}0` } }] };
}
