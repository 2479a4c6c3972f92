import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import { type CappedCount, cappedCount, cappedSum } from '../storage/page.js';
import type { CycleClosure } from './cycle-closure.schema.js';
import type { OrderList } from './order.requests.js';
import { type Order, ORDER_STATUSES, type OrderStatus } from './order.schema.js';
import { all, type OrderFilters, unsweptIn } from './orders.filter.js';

type Condition = Record<string, unknown>;

export interface OrderListCounts {
  /** Of all that was asked. */
  total: CappedCount;
  /** Of all that was asked but the status: what each choice would find. */
  status: Record<OrderStatus, CappedCount>;
  late: CappedCount;
}

/** The counts of a list, by what the orders read as: a sweep under way moves them to canceled at once. */
@Injectable()
export class OrderTallies {
  constructor(@InjectModel('Order') private readonly orders: Model<Order>) {}

  async counts(query: OrderList, filters: OrderFilters, closures: readonly CycleClosure[]): Promise<OrderListCounts> {
    const { base, isLate } = filters;
    const unswept = closures.map(unsweptIn);
    const without: Condition = unswept.length === 0 ? {} : { $nor: unswept };
    const [late, ...each] = await Promise.all([
      this.sum([...base, without], isLate.map((part) => part.condition)),
      ...ORDER_STATUSES.map((status) => this.sum([...base, ...inStatus(status, query, unswept, without)], lateOf(query, filters))),
    ]);
    const status = Object.fromEntries(ORDER_STATUSES.map((name, index) => [name, each[index]])) as Record<OrderStatus, CappedCount>;
    return { total: cappedSum((query.status ?? ORDER_STATUSES).map((name) => status[name])), status, late };
  }

  private async sum(conditions: readonly Condition[], parts: readonly Condition[]): Promise<CappedCount> {
    return cappedSum(await Promise.all(parts.map((part) => cappedCount(this.orders, all([...conditions, part])))));
  }
}

/** A late order is live: those that a sweep takes are none. The others of late=false stay, as canceled. */
function inStatus(status: OrderStatus, { late }: OrderList, unswept: readonly Condition[], without: Condition): Condition[] {
  if (status !== 'canceled') return [{ status }, without];
  return late === true || unswept.length === 0 ? [{ status }] : [{ $or: [{ status }, ...unswept] }];
}

/** The parts that `late` asks for; what is late and not marked yet is no part of the others. */
function lateOf({ late }: OrderList, { late: parts, isLate }: OrderFilters): Condition[] {
  const unmarked = late === false ? isLate.filter((part) => part.index !== undefined).map((part) => part.condition) : [];
  return parts.map(({ condition }) => (unmarked.length === 0 ? condition : { $and: [condition, { $nor: unmarked }] }));
}
