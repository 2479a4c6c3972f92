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
/** Orders of a range where each gets a campaign of its own, and of one transaction of those. */
const RANGE_WITH_CHILDREN = 100;
const WITH_CHILDREN_AT_ONCE = 25;

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
    if (!takesChild({ packageKind: present.kind }, present)) await this.openAlike(range);
    else while (await this.openWithChildren(range));
  }

  async finish(campaignPackage: CampaignPackage): Promise<void> {
    const { _id, cycle, opening } = campaignPackage;
    await this.transactions.run(async (session) => {
      if ((await this.orders.exists(approvedOf(campaignPackage)).session(session)) !== null) return;
      await this.packages.updateOne({ _id, cycle, opening }, { $set: { opening: null } }, { session });
    });
  }

  private async openAlike(range: OwedRange): Promise<void> {
    await this.transactions.run(async (session) => {
      const present = await this.openPackage(range, session);
      if (present === null) return;
      const at = this.clock.now();
      await this.applier.applyRange({
        lifecycle: orderLifecycle,
        model: this.orders,
        command: 'make-available',
        subject: present._id,
        cycle: present.cycle,
        scope: within(present, range),
        ordinals: { from: Number(range.from), to: Number(range.to) },
        by: SYSTEM.email,
        at,
        set: { availableAt: at },
        eventData: { package: present._id },
        session,
      });
    });
  }

  /** @returns whether there may be more of them */
  private async openWithChildren(range: OwedRange): Promise<boolean> {
    const present = await this.packages.findById(range.package).lean();
    if (!isOwed(present, range)) return false;
    const waiting = await this.orders.find(within(present, range), { _id: 1 }).limit(WITH_CHILDREN_AT_ONCE).lean();
    if (waiting.length === 0) return false;
    const numbers = await this.codes.takeMany('campaign', waiting.length);
    await this.transactions.run(async (session) => {
      const campaignPackage = await this.openPackage(range, session);
      if (campaignPackage === null) return;
      const at = this.clock.now();
      const orders = (await this.orders.find({ ...approvedOf(campaignPackage), _id: { $in: waiting.map(({ _id }) => _id) } } as QueryFilter<Order>, null, { session }).lean()) as Order[];
      for (const [index, order] of orders.entries()) await this.openOne(order, campaignPackage, `${order.entity}_${numbers[index]}`, at, session);
    });
    return true;
  }

  private async openOne(order: Order, campaignPackage: CampaignPackage, child: string, at: Date, session: ClientSession): Promise<void> {
    const by = SYSTEM.email;
    const campaign = await this.children.make(order, campaignPackage, { code: child, by, at }, session);
    await this.applier.applyOne({
      lifecycle: orderLifecycle,
      model: this.orders,
      command: 'make-available',
      thing: order,
      context: { now: at },
      by,
      at,
      set: { availableAt: at, campaign },
      related: [order.package, ...(campaign === null ? [] : [campaign])],
      eventData: { package: order.package, entity: order.entity, campaign },
      session,
    });
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
