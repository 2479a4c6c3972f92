import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';

import { CodesService } from '../codes/codes.service.js';
import { GatesService } from '../gates/gates.service.js';
import type { CampaignPackage } from '../packages/package.schema.js';
import { Transactions } from '../storage/transactions.js';
import { OrderOpening } from './order-opening.js';
import type { Order } from './order.schema.js';
import { entitiesIn, planSubscriptions, type SubscribedOrder, type SubscriptionPlan } from './order.subscription.js';
import type { OwedRange } from './orders.ports.js';
import { OwedRanges, type Owing, stillOwes } from './owed-ranges.js';
import { SubscriptionWriter } from './subscription-writer.js';

/** Entities of one transaction. */
const RANGE = 250;
const DUPLICATE_KEY = 11_000;
const PLANNED_BY = { entity: 1, ordinal: 1, status: 1, createdAt: 1, canceled: 1, parameters: 1, incomplete: 1 } as const;

/**
 * Automatic mode: brings the orders of a package that was approved, or whose audience was extended,
 * in line with its audience (domain.md, *The life of an order*).
 */
@Injectable()
export class PreSubscribing implements Owing {
  readonly what = 'subscribing the audience';
  readonly mark = 'subscribing';
  readonly index = 'toSubscribe';

  constructor(
    @InjectModel('Order') private readonly orders: Model<Order>,
    @InjectModel('CampaignPackage') private readonly packages: Model<CampaignPackage>,
    private readonly owed: OwedRanges,
    private readonly opening: OrderOpening,
    private readonly writer: SubscriptionWriter,
    private readonly gates: GatesService,
    private readonly codes: CodesService,
    private readonly transactions: Transactions,
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
    const { _id: code, cycle, subscribing, audience } = campaignPackage;
    if (subscribing === null) return [];
    const orders: SubscribedOrder[] = await this.orders.find({ package: code, cycle }, PLANNED_BY).lean();
    const plan = planSubscriptions(campaignPackage, [...audience, ...orders.map((order) => order.entity)], orders);
    const entities = entitiesIn(plan);
    return Array.from({ length: Math.ceil(entities.length / RANGE) }, (_, index) => {
      const some = entities.slice(index * RANGE, (index + 1) * RANGE);
      return { what: 'subscribe', package: code, since: subscribing, from: some[0] as string, to: some.at(-1) as string };
    });
  }

  async range(range: OwedRange): Promise<void> {
    for (;;) {
      const present = await this.packages.findById(range.package).lean();
      if (!this.isOwed(present, range)) return;
      const { missing } = await this.planOf(present, range);
      // Taken before the transaction: a counter written in it would make every writer wait.
      const codes = await this.codes.takeMany('order', missing.length);
      if (await this.bringInLine(range, codes)) return;
    }
  }

  async finish({ _id, cycle, subscribing }: CampaignPackage): Promise<void> {
    // Approved orders of a package that is published already become available at once.
    const finished = (await this.packages
      .findOneAndUpdate({ _id, cycle, subscribing }, [{ $set: { subscribing: null, opening: { $cond: [{ $eq: ['$status', 'published'] }, '$subscribing', '$opening'] } } }], { returnDocument: 'after', updatePipeline: true })
      .lean()) as CampaignPackage | null;
    if (finished !== null && finished.opening !== null) await this.owed.serve(this.opening, [finished]);
  }

  /** @returns whether the range is done; false: there was more to do than there were codes, or somebody was faster */
  private async bringInLine(range: OwedRange, codes: readonly string[]): Promise<boolean> {
    try {
      return await this.transactions.run(async (session) => {
        const present = (await this.packages.findById(range.package, null, { session }).lean()) as CampaignPackage | null;
        if (!this.isOwed(present, range)) return true;
        const plan = await this.planOf(present, range, session);
        if (entitiesIn(plan).length === 0) return true;
        const missing = plan.missing.slice(0, codes.length);
        const ordinals = await this.gates.passMany(present._id, present.cycle, Math.max(1, missing.length), session);
        const births = missing.map((entity, index) => ({ entity, code: codes[index] as string, ordinal: ordinals[index] as number }));
        await this.writer.write(present, plan, births, session);
        return missing.length === plan.missing.length;
      });
    } catch (error) {
      // The entity ordered by itself meanwhile (`oneLive`): planned again, it is not missing any more.
      if ((error as { code?: unknown }).code === DUPLICATE_KEY) return false;
      throw error;
    }
  }

  private isOwed(campaignPackage: CampaignPackage | null, { since }: OwedRange): campaignPackage is CampaignPackage {
    if (!stillOwes(campaignPackage, { mark: 'subscribing', since })) return false;
    return campaignPackage.status === 'approved' || campaignPackage.status === 'published';
  }

  private async planOf(campaignPackage: CampaignPackage, { from, to }: OwedRange, session: ClientSession | null = null): Promise<SubscriptionPlan> {
    const { _id: code, cycle, audience } = campaignPackage;
    const orders: SubscribedOrder[] = await this.orders.find({ package: code, cycle, entity: { $gte: from, $lte: to } }, PLANNED_BY, { session }).lean();
    const entities = [...audience.filter((entity) => from <= entity && entity <= to), ...orders.map((order) => order.entity)];
    return planSubscriptions(campaignPackage, entities, orders);
  }
}
