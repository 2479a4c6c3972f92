import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import type { Campaign } from '../campaigns/campaign.schema.js';
import type { Delivery } from '../deliveries/delivery.schema.js';
import type { Message, MessageState } from '../deliveries/message.schema.js';
import type { Order, OrderStatus } from '../orders/order.schema.js';
import type { Workflow } from '../workflows/workflow.schema.js';
import type { Announcement } from './announcement.schema.js';
import type { EntityFate } from './mail/entity-fate.js';

type Figures = Record<MessageState, number>;

/** Reads what a cancel did to each of many entities, with one query a kind of thing. */
@Injectable()
export class EntityFates {
  constructor(
    @InjectModel('Order') private readonly orders: Model<Order>,
    @InjectModel('Campaign') private readonly campaigns: Model<Campaign>,
    @InjectModel('Workflow') private readonly workflows: Model<Workflow>,
    @InjectModel('Delivery') private readonly deliveries: Model<Delivery>,
    @InjectModel('Message') private readonly messages: Model<Message>,
  ) {}

  /** Entity -> its fate; every asked entity is there. */
  async of(announcement: Announcement, entities: readonly string[]): Promise<Map<string, EntityFate>> {
    const { package: announced, cycle, canceled } = announcement;
    const mine = { package: announced.code, cycle, entity: { $in: [...entities] } };
    const [orders, children] = await Promise.all([
      this.orders.find(mine, { entity: 1, status: 1, history: 1, canceled: 1, campaign: 1 }).sort({ ordinal: 1 }).lean(),
      this.campaigns.find({ ...mine, kind: 'child' }, { entity: 1, label: 1 }).sort({ ordinal: 1 }).lean(),
    ]);
    const childOf = new Map(children.map((child) => [child._id, child.entity]));
    const reference = announced.campaign?.code ?? '';
    const started = { startedAt: { $ne: null } };
    const [workflows, deliveries] = await Promise.all([
      this.workflows.find({ campaign: { $in: [...childOf.keys()] }, ...started }, { campaign: 1, status: 1, stoppedAt: 1, finishedAt: 1 }).lean(),
      this.deliveries.find({ campaign: { $in: [...childOf.keys(), reference] }, cycle, ...started }, { campaign: 1, status: 1, stoppedAt: 1, finishedAt: 1 }).lean(),
    ]);
    const figures = await this.figures(deliveries.map((delivery) => delivery._id), entities);
    return new Map(
      entities.map((entity) => [
        entity,
        {
          orders: orders.filter((order) => order.entity === entity).map((order) => ({ code: order._id, before: statusBefore(order, canceled?.code ?? null) })),
          campaigns: children.filter((child) => child.entity === entity).map((child) => ({ code: child._id, label: child.label })),
          workflows: workflows.filter((workflow) => childOf.get(workflow.campaign) === entity).map((workflow) => ({ code: workflow._id, ...endOf(workflow) })),
          deliveries: deliveries.flatMap((delivery) => {
            const own = childOf.get(delivery.campaign) === entity;
            const counted = figures.get(`${delivery._id} ${entity}`);
            if (counted === undefined || (!own && delivery.campaign !== reference)) return [];
            return [{ code: delivery._id, own, ...endOf(delivery), sent: counted.sent, notSent: counted.canceled + counted.pending + counted.sending, failed: counted.failed, uncertain: counted.uncertain }];
          }),
        },
      ]),
    );
  }

  private async figures(deliveries: readonly string[], entities: readonly string[]): Promise<Map<string, Figures>> {
    if (deliveries.length === 0) return new Map();
    const walk = this.messages.aggregate<{ _id: { delivery: string; entity: string; state: MessageState }; count: number }>([
      { $match: { delivery: { $in: [...deliveries] }, entity: { $in: [...entities] } } },
      { $group: { _id: { delivery: '$delivery', entity: '$entity', state: '$state' }, count: { $sum: 1 } } },
    ]);
    // Rows may be changing state at this moment: this index does not move under the walk.
    const counted = await walk.hint('entity');
    const figures = new Map<string, Figures>();
    for (const { _id, count } of counted) {
      const key = `${_id.delivery} ${_id.entity}`;
      const present = figures.get(key) ?? { pending: 0, sending: 0, sent: 0, failed: 0, canceled: 0, uncertain: 0 };
      figures.set(key, { ...present, [_id.state]: count });
    }
    return figures;
  }
}

/** What the order was when this cancel came; `canceled` and `rejected` when it was over before. */
function statusBefore(order: Pick<Order, 'status' | 'history' | 'canceled'>, cancellation: string | null): OrderStatus {
  if (order.status !== 'canceled' || order.canceled?.cancellation !== cancellation) return order.status;
  return (order.history.findLast((entry) => entry.command === 'cancel')?.from ?? 'canceled') as OrderStatus;
}

function endOf(run: { status: string; stoppedAt: Date | null; finishedAt: Date | null }): { stopped: boolean; stoppedAt: Date | null } {
  const stopped = run.status === 'stopped' || run.status === 'stopping';
  return { stopped, stoppedAt: run.stoppedAt ?? run.finishedAt };
}
