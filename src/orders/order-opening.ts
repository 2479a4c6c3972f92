import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, QueryFilter } from 'mongoose';

import { Clock } from '../clock/clock.js';
import { CodesService } from '../codes/codes.service.js';
import { GatesService } from '../gates/gates.service.js';
import { LifecycleApplier } from '../lifecycle/lifecycle-applier.js';
import { SYSTEM } from '../operators/actor.js';
import type { CampaignPackage } from '../packages/package.schema.js';
import { Transactions } from '../storage/transactions.js';
import { OrderChildren, takesChild } from './order-children.js';
import { orderLifecycle } from './order.lifecycle.js';
import type { Order } from './order.schema.js';
import type { OwedRange } from './orders.ports.js';
import { OwedRanges, type Owing, stillOwes } from './owed-ranges.js';

/** Orders that become available by one update, in one transaction. */
const RANGE = 1_000;
/** The same where each gets a campaign of its own. */
const RANGE_WITH_CHILDREN = 100;

/** Automatic mode: the approved orders that are left become available when their package does, child campaigns included. */
@Injectable()
export class OrderOpening implements Owing {
  readonly what = 'opening the orders';
  readonly mark = 'opening';
  readonly index = 'toOpen';

  constructor(
    @InjectModel('Order') private readonly orders: Model<Order>,
    @InjectModel('CampaignPackage') private readonly packages: Model<CampaignPackage>,
    private readonly owed: OwedRanges,
    private readonly children: OrderChildren,
    private readonly applier: LifecycleApplier,
    private readonly gates: GatesService,
    private readonly codes: CodesService,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Does, or hands out, what is left for every package that owes it. */
  async look(): Promise<void> {
    await this.owed.look(this);
  }

  /** One range, of a job. */
  async carried(range: OwedRange): Promise<void> {
    await this.owed.range(this, range);
  }

  async left(campaignPackage: CampaignPackage): Promise<OwedRange[]> {
    const { _id: code, opening } = campaignPackage;
    if (opening === null) return [];
    const approved = await this.orders.find(approvedOf(campaignPackage), { _id: 0, ordinal: 1 }).sort({ ordinal: 1 }).lean();
    const size = takesChild({ packageKind: campaignPackage.kind }, campaignPackage) ? RANGE_WITH_CHILDREN : RANGE;
    return Array.from({ length: Math.ceil(approved.length / size) }, (_, index) => {
      const some = approved.slice(index * size, (index + 1) * size);
      return { what: 'open', package: code, since: opening, from: String(some[0]?.ordinal), to: String(some.at(-1)?.ordinal) };
    });
  }

  async range(range: OwedRange): Promise<void> {
    const present = await this.packages.findById(range.package).lean();
    if (!isOwed(present, range)) return;
    const withChildren = takesChild({ packageKind: present.kind }, present);
    // Taken before the transaction; what comes into the range meanwhile is left for the next look.
    const numbers = withChildren ? await this.codes.takeMany('campaign', await this.orders.countDocuments(within(present, range))) : [];
    await this.transactions.run(async (session) => {
      const campaignPackage = await this.openPackage(range, session);
      if (campaignPackage === null) return;
      const at = this.clock.now();
      const scope = withChildren ? await this.makeChildren(campaignPackage, range, numbers, at, session) : within(campaignPackage, range);
      await this.applier.applyRange({
        lifecycle: orderLifecycle,
        model: this.orders,
        command: 'make-available',
        subject: campaignPackage._id,
        cycle: campaignPackage.cycle,
        scope,
        ordinals: { from: Number(range.from), to: Number(range.to) },
        by: SYSTEM.email,
        at,
        set: { availableAt: at },
        eventData: { package: campaignPackage._id },
        session,
      });
    });
  }

  async finish(campaignPackage: CampaignPackage): Promise<void> {
    const { _id, cycle, opening } = campaignPackage;
    await this.transactions.run(async (session) => {
      if ((await this.orders.exists(approvedOf(campaignPackage)).session(session)) !== null) return;
      await this.packages.updateOne({ _id, cycle, opening }, { $set: { opening: null } }, { session });
    });
  }

  /** @returns the orders that have a child now */
  private async makeChildren(campaignPackage: CampaignPackage, range: OwedRange, numbers: readonly string[], at: Date, session: ClientSession): Promise<QueryFilter<Order>> {
    const orders = (await this.orders.find(within(campaignPackage, range), null, { session }).limit(Math.max(1, numbers.length)).lean()) as Order[];
    const children = orders.slice(0, numbers.length).map((order, index) => ({ order, code: `${order.entity}_${numbers[index]}` }));
    if (children.length > 0) {
      await this.children.makeEach(children, campaignPackage, { by: SYSTEM.email, at }, session);
      await this.orders.bulkWrite(children.map(({ order, code }) => ({ updateOne: { filter: { _id: order._id }, update: { $set: { campaign: code } } } })), { session });
    }
    return { ...approvedOf(campaignPackage), _id: { $in: children.map(({ order }) => order._id) } } as QueryFilter<Order>;
  }

  /** The package where it still owes the range, its gate passed: a cancel that comes meanwhile makes one of the two repeat. */
  private async openPackage(range: OwedRange, session: ClientSession): Promise<CampaignPackage | null> {
    const present = (await this.packages.findById(range.package, null, { session }).lean()) as CampaignPackage | null;
    if (!isOwed(present, range)) return null;
    await this.gates.pass(present._id, present.cycle, session);
    return present;
  }
}

function isOwed(campaignPackage: CampaignPackage | null, { since }: OwedRange): campaignPackage is CampaignPackage {
  return stillOwes(campaignPackage, { mark: 'opening', since }) && campaignPackage.status === 'published';
}

function approvedOf({ _id, cycle }: Pick<CampaignPackage, '_id' | 'cycle'>): QueryFilter<Order> {
  return { package: _id, cycle, status: 'approved' };
}

function within(campaignPackage: CampaignPackage, { from, to }: OwedRange): QueryFilter<Order> {
  return { ...approvedOf(campaignPackage), ordinal: { $gte: Number(from), $lte: Number(to) } };
}
