import { Injectable } from '@nestjs/common';

import { SYSTEM } from '../operators/actor.js';
import { DuePackages } from './due-packages.js';
import { marksOfPublishing } from './package.owed.js';
import { PackageLife } from './package-life.js';

/** Publishes approved packages at their availability date (domain.md, *The life of a package*). */
@Injectable()
export class DuePublishing {
  constructor(
    private readonly due: DuePackages,
    private readonly life: PackageLife,
  ) {}

  /** @returns how many packages were published */
  async publishDue(now: Date): Promise<number> {
    return this.due.each(now, {
      what: 'publishing',
      filter: { status: 'approved', availableAt: { $lte: now } },
      index: 'toPublish',
      happen: async (campaignPackage, at, session) => {
        const { status, availableAt } = campaignPackage;
        if (status !== 'approved' || availableAt === null || availableAt > now) return false;
        await this.life.apply({ command: 'publish', campaignPackage, set: marksOfPublishing(campaignPackage, at), by: SYSTEM.email, at, due: true }, session);
        return true;
      },
    });
  }
}
