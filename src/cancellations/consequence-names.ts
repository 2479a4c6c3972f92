import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import type { Campaign } from '../campaigns/campaign.schema.js';
import type { Delivery } from '../deliveries/delivery.schema.js';
import type { Entity } from '../entities/entity.schema.js';
import { LIVE_ORDER_STATUSES, type Order, type OrderStatus } from '../orders/order.schema.js';
import type { Workflow } from '../workflows/workflow.schema.js';
import type { EntityToTell, LiveDelivery } from './cascade.scope.js';

export interface Named {
  code: string;
  label: string;
}

/** Some of what a cancel touches, by name: enough for a person to see that it is the right package. */
export interface ConsequenceNames {
  /** How many live orders stand in which status. */
  orders: Partial<Record<OrderStatus, number>>;
  /** The first of each; the numbers beside say how many there are. */
  campaigns: Named[];
  workflows: Named[];
  deliveries: Named[];
  entities: Named[];
  /** Messages of those deliveries that have left, or may have: no cancel calls them back. */
  messagesGone: number;
}

/** What a cancel reaches, as it was counted. */
interface Reached {
  package: string;
  cycle: number;
  reference: Pick<Campaign, '_id' | 'label'> | null;
  workflows: readonly string[];
  deliveries: readonly LiveDelivery[];
  entities: readonly EntityToTell[];
}

const NAMED = 3;

@Injectable()
export class NamesOfConsequences {
  constructor(
    @InjectModel('Order') private readonly orders: Model<Order>,
    @InjectModel('Campaign') private readonly campaigns: Model<Campaign>,
    @InjectModel('Workflow') private readonly workflows: Model<Workflow>,
    @InjectModel('Delivery') private readonly deliveries: Model<Delivery>,
    @InjectModel('Entity') private readonly entities: Model<Entity>,
  ) {}

  async of({ package: campaignPackage, cycle, reference, workflows, deliveries, entities }: Reached): Promise<ConsequenceNames> {
    const [orders, campaigns, namedWorkflows, namedDeliveries] = await Promise.all([
      this.orderStatuses(campaignPackage, cycle),
      this.campaignsOf(reference, campaignPackage, cycle),
      named(this.workflows as never, workflows),
      named(this.deliveries as never, deliveries.map(({ code }) => code)),
    ]);
    return { orders, campaigns, workflows: namedWorkflows, deliveries: namedDeliveries, entities: entities.slice(0, NAMED).map(({ code, label }) => ({ code, label })), messagesGone: deliveries.reduce((all, { gone }) => all + gone, 0) };
  }

  private async orderStatuses(campaignPackage: string, cycle: number): Promise<ConsequenceNames['orders']> {
    const counts = await this.orders.aggregate<{ _id: OrderStatus; count: number }>([{ $match: { package: campaignPackage, cycle, status: { $in: [...LIVE_ORDER_STATUSES] } } }, { $group: { _id: '$status', count: { $sum: 1 } } }]);
    return Object.fromEntries(counts.map(({ _id, count }) => [_id, count]));
  }

  /** The reference, then the children of the first orders. */
  private async campaignsOf(reference: Reached['reference'], campaignPackage: string, cycle: number): Promise<Named[]> {
    const children = await this.campaigns
      .find({ package: campaignPackage, cycle, ordinal: { $gte: 0 }, status: { $ne: 'canceled' } }, { label: 1, entity: 1 })
      .sort({ ordinal: 1 })
      .limit(NAMED)
      .lean();
    // All children have the order's label: what tells them apart is whose they are.
    const entities = await this.entities.find({ _id: { $in: children.map(({ entity }) => entity ?? '') } }, { label: 1 }).lean();
    const named = children.map(({ _id, label, entity }) => ({ _id, label: entities.find((each) => each._id === entity)?.label ?? label }));
    return [...(reference === null ? [] : [reference]), ...named].slice(0, NAMED).map(({ _id, label }) => ({ code: _id, label }));
  }
}

async function named(model: Model<{ _id: string; label: string }>, codes: readonly string[]): Promise<Named[]> {
  const found = await model.find({ _id: { $in: codes.slice(0, NAMED) } }, { label: 1 }).sort({ _id: 1 }).lean();
  return found.map(({ _id, label }) => ({ code: _id, label }));
}
