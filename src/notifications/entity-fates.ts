import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';

import type { Campaign } from '../campaigns/campaign.schema.js';
import type { Delivery } from '../deliveries/delivery.schema.js';
import type { Message, MessageState } from '../deliveries/message.schema.js';
import type { Order, OrderStatus } from '../orders/order.schema.js';
import type { CampaignPackage } from '../packages/package.schema.js';
import type { Workflow } from '../workflows/workflow.schema.js';
import type { Told } from './announcement.schema.js';
import { type EntityFate, NOTHING_HAPPENED } from './mail/entity-fate.js';

type Figures = Record<MessageState, number>;
type Child = Pick<Campaign, '_id' | 'label' | 'entity' | 'order'>;
type Run = Pick<Delivery, '_id' | 'campaign' | 'status' | 'stoppedAt' | 'finishedAt'>;

/** Which processes and messages a fate is told from. */
interface Ended {
  children: Child[];
  workflows: Pick<Workflow, '_id' | 'campaign' | 'status' | 'stoppedAt' | 'finishedAt'>[];
  deliveries: Run[];
  /** `DM6 OU3` -> messages by state. */
  figures: Map<string, Figures>;
}

/** Reads what a cancel did to each of many entities or orders, with one query a kind of thing. */
@Injectable()
export class EntityFates {
  constructor(
    @InjectModel('Order') private readonly orders: Model<Order>,
    @InjectModel('Campaign') private readonly campaigns: Model<Campaign>,
    @InjectModel('CampaignPackage') private readonly packages: Model<CampaignPackage>,
    @InjectModel('Workflow') private readonly workflows: Model<Workflow>,
    @InjectModel('Delivery') private readonly deliveries: Model<Delivery>,
    @InjectModel('Message') private readonly messages: Model<Message>,
  ) {}

  /** Of a canceled package: entity -> its fate; every asked entity is there. */
  async ofEntities({ package: announced, cycle, decision }: Told, entities: readonly string[]): Promise<Map<string, EntityFate>> {
    const mine = { package: announced.code, cycle, entity: { $in: [...entities] } };
    const [orders, children] = await Promise.all([
      this.orders.find(mine, { entity: 1, status: 1, history: 1, canceled: 1 }).sort({ ordinal: 1 }).lean(),
      this.campaigns.find({ ...mine, kind: 'child' }, { label: 1, entity: 1, order: 1 }).sort({ ordinal: 1 }).lean(),
    ]);
    const reference = announced.campaign?.code ?? null;
    const ended = await this.ended(children, reference === null ? [] : [{ campaign: reference, cycle }], entities);
    return new Map(
      entities.map((entity) => [
        entity,
        {
          ...fateOf(ended, entity, children.filter((child) => child.entity === entity), reference),
          orders: orders.filter((order) => order.entity === entity).map((order) => ({ code: order._id, before: statusBefore(order, decision?.cancellation ?? null) })),
        },
      ]),
    );
  }

  /** Of orders that were canceled by themselves: order -> its fate. Only what was available had anything running. */
  async ofOrders(canceled: readonly { order: Order; before: OrderStatus }[]): Promise<Map<string, EntityFate>> {
    const available = canceled.filter(({ before }) => before === 'available').map(({ order }) => order);
    const collaborative = available.filter((order) => order.packageKind === 'collaborative');
    const [children, packages] = await Promise.all([
      this.campaigns.find({ _id: { $in: available.flatMap((order) => order.campaign ?? []) } }, { label: 1, entity: 1, order: 1 }).lean(),
      this.packages.find({ _id: { $in: [...new Set(collaborative.map((order) => order.package))] } }, { referenceCampaign: 1 }).lean(),
    ]);
    const referenceOf = new Map(packages.map(({ _id, referenceCampaign }) => [_id, referenceCampaign]));
    const references = collaborative.flatMap(({ package: code, cycle }) => {
      const campaign = referenceOf.get(code) ?? null;
      return campaign === null ? [] : [{ campaign, cycle }];
    });
    const ended = await this.ended(children, references, [...new Set(available.map((order) => order.entity))]);
    return new Map(
      canceled.map(({ order, before }) => {
        const reference = order.packageKind === 'collaborative' ? (referenceOf.get(order.package) ?? null) : null;
        const running = before === 'available' ? fateOf(ended, order.entity, children.filter((child) => child._id === order.campaign), reference) : NOTHING_HAPPENED;
        return [order._id, { ...running, orders: [{ code: order._id, before }] }];
      }),
    );
  }

  private async ended(children: readonly Child[], references: readonly { campaign: string; cycle: number }[], entities: readonly string[]): Promise<Ended> {
    const own = { campaign: { $in: children.map((child) => child._id) } };
    const started = { startedAt: { $ne: null } };
    const shown = { campaign: 1, status: 1, stoppedAt: 1, finishedAt: 1 } as const;
    const ofDeliveries: QueryFilter<Delivery> = { $or: [own, ...references], ...started };
    const [workflows, deliveries] = await Promise.all([this.workflows.find({ ...own, ...started }, shown).lean(), this.deliveries.find(ofDeliveries, shown).lean()]);
    return { children: [...children], workflows, deliveries, figures: await this.figures(deliveries.map((delivery) => delivery._id), entities) };
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

function fateOf({ workflows, deliveries, figures }: Ended, entity: string, children: readonly Child[], reference: string | null): EntityFate {
  const own = new Set(children.map((child) => child._id));
  return {
    orders: [],
    campaigns: children.map((child) => ({ code: child._id, label: child.label })),
    workflows: workflows.filter((workflow) => own.has(workflow.campaign)).map((workflow) => ({ code: workflow._id, ...endOf(workflow) })),
    deliveries: deliveries.flatMap((delivery) => {
      const counted = figures.get(`${delivery._id} ${entity}`);
      const isOwn = own.has(delivery.campaign);
      if (counted === undefined || (!isOwn && delivery.campaign !== reference)) return [];
      return [{ code: delivery._id, own: isOwn, ...endOf(delivery), sent: counted.sent, notSent: counted.canceled + counted.pending + counted.sending, failed: counted.failed, uncertain: counted.uncertain }];
    }),
  };
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
