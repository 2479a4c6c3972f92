import { Injectable, Logger } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';

import { DomainError } from '../errors/domain-error.js';
import type { CampaignPackage } from '../packages/package.schema.js';
import { type OwedRange, OrderPorts } from './orders.ports.js';

const PACKAGES_AT_ONCE = 50;
/** As many are done by whoever looks: handing them out would cost more than they do. */
const BY_ONESELF = 2;

/** One kind of work that a mark of the package owes its orders. */
export interface Owing {
  /** For the log. */
  what: string;
  mark: 'subscribing' | 'opening';
  /** The index that holds the packages that owe it and nothing else. */
  index: string;
  /** The ranges in which something is left to do; empty: nothing. */
  left(campaignPackage: CampaignPackage): Promise<OwedRange[]>;
  /** Reads everything again: another worker, an edit or a cancel may have come first. */
  range(range: OwedRange): Promise<void>;
  /** Nothing is left: takes the mark away. */
  finish(campaignPackage: CampaignPackage): Promise<void>;
}

/**
 * Does what packages owe their orders, range by range. The record says what is left, so it may be
 * looked at from several processes, and anything may die at any point: the next look goes on.
 */
@Injectable()
export class OwedRanges {
  private readonly logger = new Logger(OwedRanges.name);

  constructor(
    @InjectModel('CampaignPackage') private readonly packages: Model<CampaignPackage>,
    private readonly ports: OrderPorts,
  ) {}

  /** One package that fails waits for the next look and holds up no other. */
  async look(owing: Owing): Promise<void> {
    // The type is said because only that lets the planner use a partial index.
    const due = (await this.packages
      .find({ [owing.mark]: { $type: 'date' } } as QueryFilter<CampaignPackage>)
      .hint(owing.index)
      .limit(PACKAGES_AT_ONCE)
      .lean()) as CampaignPackage[];
    await this.serve(owing, due);
  }

  async serve(owing: Owing, due: readonly CampaignPackage[]): Promise<void> {
    const left = new Map<CampaignPackage, OwedRange[]>();
    for (const campaignPackage of due) {
      await this.patiently(owing, campaignPackage, async () => {
        const ranges = await owing.left(campaignPackage);
        if (ranges.length === 0) await owing.finish(campaignPackage);
        else left.set(campaignPackage, ranges);
      });
    }
    const ranges = [...left.values()].flat();
    if (ranges.length > BY_ONESELF && (await this.handOut(ranges))) return;
    for (const [campaignPackage, some] of left) {
      await this.patiently(owing, campaignPackage, async () => {
        for (const range of some) await this.range(owing, range);
        if ((await owing.left(campaignPackage)).length === 0) await owing.finish(campaignPackage);
      });
    }
  }

  /** A cycle that was closed meanwhile owes nothing more. */
  async range(owing: Owing, range: OwedRange): Promise<void> {
    try {
      await owing.range(range);
    } catch (error) {
      if (error instanceof DomainError && (error.code === 'package-canceled' || error.code === 'cycle-closed')) return;
      throw error;
    }
  }

  private async patiently(owing: Owing, { _id }: CampaignPackage, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.warn(`${owing.what} of ${_id} comes again: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  private async handOut(ranges: readonly OwedRange[]): Promise<boolean> {
    try {
      await this.ports.carry(ranges);
      return true;
    } catch (error) {
      this.logger.debug(`does it alone: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  }
}

/** Whether the package, as read again, still owes what the range was made for. */
export function stillOwes(campaignPackage: CampaignPackage | null, { mark, since }: { mark: Owing['mark']; since: Date }): campaignPackage is CampaignPackage {
  return campaignPackage?.[mark]?.getTime() === since.getTime();
}
