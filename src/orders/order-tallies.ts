import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';

import { type CappedCount, cappedCount, COUNT_LIMIT } from '../storage/page.js';
import type { CycleClosure } from './cycle-closure.schema.js';
import type { OrderList } from './order.requests.js';
import { type Order, ORDER_STATUSES, type OrderStatus } from './order.schema.js';
import type { OrderFilters } from './orders.filter.js';

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

  async counts(query: OrderList, { base, late, isLate }: OrderFilters, closures: readonly CycleClosure[]): Promise<OrderListCounts> {
    const unswept = closures.map((closure) => ({ package: closure.package, cycle: closure.cycle, status: { $in: closure.statuses } }));
    const without = unswept.length === 0 ? {} : { $nor: unswept };
    // A late order is live: those that a sweep takes are none. The others of late=false stay, as canceled.
    const asked = query.late === true ? [base, late, without] : [base, late];
    const each = await Promise.all(
      ORDER_STATUSES.map((status) => this.count([...asked, status === 'canceled' ? { $or: [{ status }, ...unswept] } : { status, ...without }])),
    );
    const status = Object.fromEntries(ORDER_STATUSES.map((name, index) => [name, each[index]])) as Record<OrderStatus, CappedCount>;
    return {
      total: sum((query.status ?? ORDER_STATUSES).map((name) => status[name])),
      status,
      late: isLate === null ? 0 : await this.count([base, isLate, without]),
    };
  }

  private async count(conditions: readonly object[]): Promise<CappedCount> {
    return cappedCount(this.orders, { $and: conditions } as QueryFilter<Order>);
  }
}

function sum(counts: readonly CappedCount[]): CappedCount {
  const total = counts.reduce<number>((all, count) => all + (count === '10000+' ? COUNT_LIMIT + 1 : count), 0);
  return total > COUNT_LIMIT ? '10000+' : total;
}
