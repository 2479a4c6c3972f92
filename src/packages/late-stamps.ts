import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import { lateUnstamped } from './package.late.js';
import type { CampaignPackage } from './package.schema.js';

/**
 * Writes down that packages have become late, which happens without a write: so that the late ones,
 * newest first, are one range of an index. The lists do not wait for it (`PackagesFilter`).
 */
@Injectable()
export class LateStamps implements OnApplicationBootstrap {
  constructor(@InjectModel('CampaignPackage') private readonly packages: Model<CampaignPackage>) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.complete();
  }

  /** To be called each second. No new version: nothing was changed by anybody. @returns how many were stamped */
  async stamp(now: Date): Promise<number> {
    const { modifiedCount } = await this.packages.updateMany(lateUnstamped(now), { $set: { late: true } }, { hint: 'lateToStamp' });
    return modifiedCount;
  }

  /** Packages of a version that did not keep what the lists find them by, a plan of reminders and earlier cycles get it once. */
  private async complete(): Promise<void> {
    const parts = { $filter: { input: { $split: ['$folder', '/'] }, cond: { $ne: ['$$this', ''] } } };
    const upTo = { $reduce: { input: { $slice: ['$$parts', { $add: ['$$depth', 1] }] }, initialValue: '', in: { $cond: [{ $eq: ['$$value', ''] }, '$$this', { $concat: ['$$value', '/', '$$this'] }] } } };
    const folders = { $let: { vars: { parts }, in: { $map: { input: { $range: [0, { $size: '$$parts' }] }, as: 'depth', in: upTo } } } };
    const month = { $add: [{ $multiply: [{ $year: '$availableAt' }, 100] }, { $month: '$availableAt' }] };
    const availableMonth = { $cond: [{ $eq: [{ $type: '$availableAt' }, 'date'] }, month, null] };
    const forEveryone = { $and: [{ $eq: ['$kind', 'local'] }, { $eq: ['$audience', []] }] };
    // An index finds those without the field, which are none from the second start on.
    await this.packages.updateMany({ late: null }, [{ $set: { late: false, folders, availableMonth, forEveryone, plannedReminders: { $ifNull: ['$plannedReminders', []] }, earlierCycles: { $ifNull: ['$earlierCycles', []] } } }], { hint: 'late', updatePipeline: true });
  }
}
