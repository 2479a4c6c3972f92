import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import { Clock } from '../clock/clock.js';
import { commandsFrom } from '../lifecycle/define-lifecycle.js';
import type { Actor } from '../operators/actor.js';
import { demandAny, may } from '../operators/operators.policy.js';
import { findMergedPage, type Page } from '../storage/page.js';
import { packageLifecycle } from './package.lifecycle.js';
import { PackageApproval } from './package-approval.js';
import type { PackageList } from './package.requests.js';
import type { CampaignPackage } from './package.schema.js';
import { type PackageView, packageView } from './package.view.js';
import { type PackageCounts, PackageTallies } from './package-tallies.js';
import { monthsAsked, packageFilters, rangesOf } from './packages.filter.js';
import { PackagePorts } from './packages.ports.js';

/** The lists of packages, and what a reader sees of one. */
@Injectable()
export class PackagesQueries {
  constructor(
    @InjectModel('CampaignPackage') private readonly packages: Model<CampaignPackage>,
    private readonly approval: PackageApproval,
    private readonly ports: PackagePorts,
    private readonly tallies: PackageTallies,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, query: PackageList): Promise<Page<PackageView> & { counts?: PackageCounts }> {
    demandAny(actor, 'packages', 'read');
    const now = this.clock.now();
    const filters = packageFilters(actor, query, now, await this.months(query));
    const [page, counts, counter] = await Promise.all([
      findMergedPage(this.packages, rangesOf(filters, query), query),
      query.counts ? this.tallies.counts(filters, query, now) : undefined,
      actor.role === 'local' ? undefined : this.ports.orders.counter(),
    ]);
    const orderCounts = (await counter?.(page.items.map(cycleOf))) ?? new Map<string, Record<string, number>>();
    const items = page.items.map((item) => packageView(actor, item, { now, orderCounts: orderCounts.get(item._id) ?? {} }));
    return { items, nextCursor: page.nextCursor, ...(counts === undefined ? {} : { counts }) };
  }

  /** One, with its order counts and what the reader may do with it now. */
  async shown(actor: Actor, campaignPackage: CampaignPackage): Promise<PackageView> {
    const orderCounts = actor.role === 'local' ? new Map<string, Record<string, number>>() : await this.ports.orders.counts([cycleOf(campaignPackage)]);
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

  /** The months in which packages become available, as far as the list asks for them: read from the index, a step a month. */
  private async months(query: PackageList): Promise<number[] | null> {
    const asked = monthsAsked(query);
    return asked === null ? null : this.packages.distinct('availableMonth', { availableMonth: asked });
  }
}

function cycleOf({ _id, cycle }: CampaignPackage): { package: string; cycle: number } {
  return { package: _id, cycle };
}
