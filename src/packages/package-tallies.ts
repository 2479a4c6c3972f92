import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import { type CappedCount, cappedCount, cappedSum } from '../storage/page.js';
import { lateUnstamped } from './package.late.js';
import type { PackageList } from './package.requests.js';
import { type CampaignPackage, PACKAGE_STATUSES, type PackageStatus } from './package.schema.js';
import { all, type PackageFilters } from './packages.filter.js';

/** Of the list as it is filtered; exact to 10,000. */
export interface PackageCounts {
  total: CappedCount;
  status: Record<PackageStatus, CappedCount>;
  late: CappedCount;
}

/** The counts of a list: each is read from an index, no package is. */
@Injectable()
export class PackageTallies {
  constructor(@InjectModel('CampaignPackage') private readonly packages: Model<CampaignPackage>) {}

  async counts({ base, late, counted }: PackageFilters, query: PackageList, now: Date): Promise<PackageCounts> {
    const asked: readonly PackageStatus[] = query.status ?? PACKAGE_STATUSES;
    const [lateCount, ...each] = await Promise.all([this.late(base, query, now), ...asked.map((status) => this.sum([...base, { status }], late.map((part) => part.condition), counted))]);
    const none = Object.fromEntries(PACKAGE_STATUSES.map((status) => [status, 0]));
    return { total: cappedSum(each), status: { ...none, ...Object.fromEntries(asked.map((status, index) => [status, each[index]])) } as PackageCounts['status'], late: lateCount };
  }

  private async late(base: readonly object[], { late, status }: PackageList, now: Date): Promise<CappedCount> {
    if (late === false) return 0;
    return this.sum([...base, { status: { $in: [...(status ?? PACKAGE_STATUSES)] } }], [lateUnstamped(now), { late: true }]);
  }

  private async sum(conditions: readonly object[], parts: readonly object[], index?: string): Promise<CappedCount> {
    return cappedSum(await Promise.all(parts.map((part) => cappedCount(this.packages, all([...conditions, part] as Record<string, unknown>[]), index))));
  }
}
