import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import { Clock } from '../../clock/clock.js';
import type { Entity } from '../../entities/entity.schema.js';
import type { Actor } from '../../operators/actor.js';
import { OrderOpening } from '../../orders/order-opening.js';
import type { Order } from '../../orders/order.schema.js';
import { OrdersService } from '../../orders/orders.service.js';
import { PreSubscribing } from '../../orders/pre-subscribing.js';
import type { CampaignPackage } from '../../packages/package.schema.js';
import type { PackagePlan } from './package-plans.js';
import type { Random } from './random.js';
import { answer } from './wanted-orders.js';

const HOUR_MS = 3_600_000;

/** What becomes of the orders that automatic packages owe their audience: through the services, as in life. */
@Injectable()
export class SeedSubscriptions {
  constructor(
    @InjectModel('Order') private readonly stored: Model<Order>,
    private readonly orders: OrdersService,
    private readonly subscribing: PreSubscribing,
    private readonly opening: OrderOpening,
    private readonly clock: Clock,
  ) {}

  /** Each branch is subscribed; from `at` on some withdraw, others say how they want it. */
  async subscribe(approved: CampaignPackage, { withdrawn, personalized }: PackagePlan, { at, branches, random }: { at: Date; branches: readonly Entity[]; random: Random }): Promise<void> {
    const { _id, form } = approved;
    await this.all(this.subscribing, approved);
    const orders = await this.stored.find({ package: _id, status: 'approved' }, { entity: 1, version: 1 }).sort({ ordinal: 1 }).lean();
    const branchOf = new Map(branches.map((branch) => [branch._id, branch]));
    for (const { _id: code, entity, version } of orders) {
      const branch = branchOf.get(entity) as Entity;
      this.clock.travelTo(new Date(at.getTime() + random.whole(0, 48) * HOUR_MS));
      if (random.chance(withdrawn)) await this.orders.withdraw(managerOf(branch), code, { comment: random.pick(['Not this time.', 'Pas cette fois-ci.']) });
      else if (random.chance(personalized)) await this.orders.edit(managerOf(branch), code, { parameters: Object.fromEntries(form.map((field) => [field.name, answer(field, branch)])) }, version);
    }
  }

  /** Their package became available. */
  async open(published: CampaignPackage): Promise<void> {
    await this.all(this.opening, published);
  }

  /** Nothing is handed out to workers: it is history, and they would do it today and tell the entities. */
  private async all(owed: PreSubscribing | OrderOpening, campaignPackage: CampaignPackage): Promise<void> {
    for (const range of await owed.left(campaignPackage)) await owed.carried(range);
    await owed.look();
  }
}

function managerOf({ _id: entity, label, locale, orderReviewers }: Entity): Actor {
  return { email: orderReviewers[0] ?? `manager@${entity.toLowerCase()}.example`, name: label, role: 'local', entity, locale };
}
