import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';

import { Clock } from '../clock/clock.js';
import type { Actor } from '../operators/actor.js';
import { reach } from '../operators/operators.policy.js';
import type { CampaignPackage } from '../packages/package.schema.js';
import { matching } from '../storage/page.js';
import type { OrderList } from './order.requests.js';
import { LIVE_ORDER_STATUSES, type Order } from './order.schema.js';

export interface OrderFilters {
  /** Everything that is asked but status and late. */
  base: QueryFilter<Order>;
  /** What `late=` asks; empty where it is not given. */
  late: QueryFilter<Order>;
  /** The late ones, for the count; null where nobody asked. */
  isLate: QueryFilter<Order> | null;
}

/** Turns the parameters of a list into filters over what is stored. */
@Injectable()
export class OrdersFilter {
  constructor(
    @InjectModel('Order') private readonly orders: Model<Order>,
    @InjectModel('CampaignPackage') private readonly packages: Model<CampaignPackage>,
    private readonly clock: Clock,
  ) {}

  async of(actor: Actor, query: OrderList): Promise<OrderFilters> {
    const isLate = query.late === undefined && !query.counts ? null : await this.lateOrders();
    return { base: baseOf(actor, query), late: query.late === undefined || isLate === null ? {} : query.late ? isLate : ({ $nor: [isLate] } as QueryFilter<Order>), isLate };
  }

  /** Incomplete ones whose package's personalization deadline has passed in its present cycle: a handful of packages. */
  private async lateOrders(): Promise<QueryFilter<Order>> {
    const incomplete = { incomplete: true, status: { $in: [...LIVE_ORDER_STATUSES] } };
    const cycles = await this.orders.aggregate<{ _id: { package: string; cycle: number } }>([{ $match: incomplete }, { $group: { _id: { package: '$package', cycle: '$cycle' } } }]);
    const codes = [...new Set(cycles.map(({ _id }) => _id.package))];
    const passed = await this.packages.find({ _id: { $in: codes }, personalizationDeadline: { $lt: this.clock.now() } }, { cycle: 1, kind: 1, status: 1 }).lean();
    const open = passed.filter(({ kind, status }) => kind === 'local' || status !== 'canceled');
    if (open.length === 0) return { _id: { $in: [] } } as QueryFilter<Order>;
    return { ...incomplete, $or: open.map(({ _id, cycle }) => ({ package: _id, cycle })) } as QueryFilter<Order>;
  }
}

function baseOf(actor: Actor, { package: packages, entity, cycle, q }: OrderList): QueryFilter<Order> {
  const conditions: Record<string, unknown>[] = [];
  if (reach(actor, 'orders', 'read') === 'own') conditions.push({ entity: actor.entity ?? '' });
  if (packages !== undefined) conditions.push({ package: { $in: packages } });
  if (entity !== undefined) conditions.push({ entity: { $in: entity } });
  if (cycle !== undefined) conditions.push({ cycle });
  if (q !== undefined) conditions.push(matching(q));
  return (conditions.length === 0 ? {} : { $and: conditions }) as QueryFilter<Order>;
}
