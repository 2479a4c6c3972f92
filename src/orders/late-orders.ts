import { Injectable, Logger } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, QueryFilter } from 'mongoose';

import { GatesService } from '../gates/gates.service.js';
import { closedBy } from './order.status.js';
import type { CampaignPackage } from '../packages/package.schema.js';
import { Transactions } from '../storage/transactions.js';
import { LIVE_ORDER_STATUSES, type Order } from './order.schema.js';

const PACKAGES_AT_ONCE = 100;
const ORDERS_AT_ONCE = 1_000;

/** Marks the orders that a personalization deadline left incomplete, once for each deadline, so that late ones are found by one index. */
@Injectable()
export class LateOrders {
  private readonly logger = new Logger(LateOrders.name);

  constructor(
    @InjectModel('Order') private readonly orders: Model<Order>,
    @InjectModel('CampaignPackage') private readonly packages: Model<CampaignPackage>,
    private readonly gates: GatesService,
    private readonly transactions: Transactions,
  ) {}

  /** Marks what is due by `now`; a package that fails waits for the next look. */
  async look(now: Date): Promise<void> {
    const failed: string[] = [];
    for (;;) {
      // The type is said because only that lets the planner use a partial index.
      const due = await this.packages
        .find({ personalizationDeadline: { $type: 'date', $lt: now }, lateOrdersFor: null, _id: { $nin: failed } } as QueryFilter<CampaignPackage>, { _id: 1 })
        .hint('ordersToMark')
        .limit(PACKAGES_AT_ONCE)
        .lean();
      for (const { _id: code } of due) {
        try {
          while (await this.markSome(code, now));
        } catch (error) {
          failed.push(code);
          this.logger.warn(`marking the late orders of ${code} comes again: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
      if (due.length < PACKAGES_AT_ONCE) return;
    }
  }

  /** @returns whether more may be left */
  private async markSome(code: string, now: Date): Promise<boolean> {
    return this.transactions.run(async (session) => {
      const present = (await this.packages.findById(code, null, { session }).lean()) as CampaignPackage | null;
      const deadline = present?.personalizationDeadline ?? null;
      if (present === null || deadline === null || deadline >= now || present.lateOrdersFor !== null) return false;
      const { cycle, kind } = present;
      // First: a placing or an edit that still saw the deadline ahead repeats, and then says itself that the order is late.
      await this.gates.touchAll(code, cycle, session);
      const marked = closedBy({ packageKind: kind, cycle }, present) === null ? await this.mark(present, deadline, session) : 0;
      if (marked === ORDERS_AT_ONCE) return true;
      await this.packages.updateOne({ _id: code, cycle, personalizationDeadline: deadline }, { $set: { lateOrdersFor: deadline } }, { session });
      return false;
    });
  }

  private async mark({ _id, cycle }: CampaignPackage, deadline: Date, session: ClientSession): Promise<number> {
    const unmarked = { package: _id, cycle, incomplete: true, lateSince: null, status: { $in: [...LIVE_ORDER_STATUSES] } } as QueryFilter<Order>;
    const found = await this.orders.find(unmarked, { _id: 1 }, { session }).limit(ORDERS_AT_ONCE).lean();
    if (found.length > 0) await this.orders.updateMany({ _id: { $in: found.map((order) => order._id) } }, { $set: { lateSince: deadline } }, { session });
    return found.length;
  }
}
