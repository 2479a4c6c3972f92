import { Injectable, Logger } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, QueryFilter } from 'mongoose';

import { Clock } from '../clock/clock.js';
import { Transactions } from '../storage/transactions.js';
import { PackageLife } from './package-life.js';
import type { CampaignPackage } from './package.schema.js';

const BATCH = 100;
const SIDE_BY_SIDE = 4;

export interface Due {
  /** What is due, for the log: `publishing`. */
  what: string;
  filter: QueryFilter<CampaignPackage>;
  /** The index that holds what is due and nothing else. */
  index: string;
  /**
   * Looks again whether it is still due: another worker, an edit or a cancel may have come first.
   * @param at the present instant, which is what is written down
   * @returns whether it did anything
   */
  happen: (campaignPackage: CampaignPackage, at: Date, session: ClientSession) => Promise<boolean>;
}

/** Lets what is due happen to each package it is due to, in a transaction each; one that fails is left for the next look. */
@Injectable()
export class DuePackages {
  private readonly logger = new Logger(DuePackages.name);

  constructor(
    @InjectModel('CampaignPackage') private readonly packages: Model<CampaignPackage>,
    private readonly life: PackageLife,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * @param now what is due by then
   * @returns to how many packages it happened
   */
  async each(now: Date, due: Due): Promise<number> {
    // Whatever did not happen comes again with the next look, not in this one.
    const left = new Set<string>();
    let happened = 0;
    for (;;) {
      const batch = await this.packages
        .find({ ...due.filter, _id: { $nin: [...left] } }, { _id: 1 })
        .hint(due.index)
        .limit(BATCH)
        .lean();
      const waiting = batch.map(({ _id }) => _id);
      const lane = async (): Promise<void> => {
        for (let code = waiting.shift(); code !== undefined; code = waiting.shift()) {
          if (await this.one(code, now, due)) happened++;
          else left.add(code);
        }
      };
      await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
      if (batch.length < BATCH) return happened;
    }
  }

  private async one(code: string, now: Date, { what, happen }: Due): Promise<boolean> {
    try {
      return await this.transactions.run(async (session) => {
        const campaignPackage = await this.life.load(code, session);
        // Taken after the reading: what is written down follows what was read.
        const present = this.clock.now();
        return happen(campaignPackage, present > now ? present : now, session);
      });
    } catch (error) {
      this.logger.warn(`${what} of ${code} comes again: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  }
}
