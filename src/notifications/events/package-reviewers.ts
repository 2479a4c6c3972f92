import { Injectable } from '@nestjs/common';

import type { CampaignPackage } from '../../packages/package.schema.js';
import { AnnouncedPackages } from '../announced-packages.js';
import { People, toOperators } from '../people.js';
import type { Owed } from './mail-event.js';

/** Who is asked to decide on a submitted package, and whether there still is something to decide. */
@Injectable()
export class PackageReviewers {
  constructor(
    private readonly packages: AnnouncedPackages,
    private readonly people: People,
  ) {}

  /**
   * The named reviewers; where nobody is named, any central operator or admin may decide, and is told.
   * @param occurrence what tells this request from others of the cycle
   */
  async of(code: string, occurrence: Date | null): Promise<Owed[]> {
    const campaignPackage = await this.packages.find(code);
    if (campaignPackage === null) return [];
    const named = await this.people.named(campaignPackage.reviewers);
    const more = { occurrence: occurrence?.toISOString() ?? null };
    return named.length > 0 ? toOperators(named, 'reviewer', {}, more) : toOperators(await this.people.headOffice(), 'head-office', {}, more);
  }

  /** Why a request for a decision is pointless by now; null: it is not. */
  whyDecided(present: CampaignPackage | null, cycle: number, submittedAt: Date | null): string | null {
    const isPending = present?.status === 'pending-approval' && present.cycle === cycle && present.submittedAt?.getTime() === submittedAt?.getTime();
    return isPending ? null : 'the package does not await this decision any more';
  }
}
