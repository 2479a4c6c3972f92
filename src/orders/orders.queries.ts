import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';

import type { Actor } from '../operators/actor.js';
import { demandAny } from '../operators/operators.policy.js';
import { cursorBehind, findPage, type Page } from '../storage/page.js';
import { ClosuresService } from './closures.service.js';
import type { CycleClosure } from './cycle-closure.schema.js';
import { type OrderFilters, OrdersFilter } from './orders.filter.js';
import type { OrderList } from './order.requests.js';
import { LIVE_ORDER_STATUSES, type Order } from './order.schema.js';
import { effective } from './order.status.js';
import { OrderStore } from './order-store.js';
import { type OrderView, orderView } from './order.view.js';
import { type OrderListCounts, OrderTallies } from './order-tallies.js';

/** The lists of orders, as they read: while a sweep is under way it shows nowhere that it is not done. */
@Injectable()
export class OrdersQueries {
  constructor(
    @InjectModel('Order') private readonly orders: Model<Order>,
    private readonly closures: ClosuresService,
    private readonly filter: OrdersFilter,
    private readonly tallies: OrderTallies,
    private readonly store: OrderStore,
  ) {}

  /** One order with what the reader may do now. @throws DomainError `not-found` */
  async item(actor: Actor, code: string): Promise<OrderView> {
    return this.shown(actor, await this.store.get(actor, code));
  }

  /** An order that a command has just answered. */
  async shown(actor: Actor, order: Order): Promise<OrderView> {
    return orderView(actor, order, (await this.store.factsOf([order])).get(order._id));
  }

  /** A page; it may be short, even empty, with a `nextCursor`: go on until that is null. */
  async list(actor: Actor, query: OrderList): Promise<Page<OrderView> & { counts?: OrderListCounts }> {
    demandAny(actor, 'orders', 'read');
    const [closures, filters] = await Promise.all([this.closures.underWay(), this.filter.of(actor, query)]);
    const [page, counts] = await Promise.all([this.page(query, filters, closures), query.counts ? this.tallies.counts(query, filters, closures) : undefined]);
    const orders = page.items.map((order) => effective(order, closures)).filter((order) => isAskedFor(order, query));
    const facts = await this.store.factsOf(orders);
    return { items: orders.map((order) => orderView(actor, order, facts.get(order._id))), nextCursor: page.nextCursor, ...(counts === undefined ? {} : { counts }) };
  }

  /** Stored orders that may be meant; a filter for canceled ones also looks where a sweep is under way. */
  private async page(query: OrderList, { base, late }: OrderFilters, closures: readonly CycleClosure[]): Promise<Page<Order>> {
    const { status } = query;
    const stored = all([base, late, ...(status === undefined ? [] : [{ status: { $in: status } }])]);
    const unswept = status?.includes('canceled') === true ? closures.map((closure) => all([base, late, { package: closure.package, cycle: closure.cycle, status: { $in: closure.statuses } } as QueryFilter<Order>])) : [];
    const pages = await Promise.all([stored, ...unswept].map((filter) => findPage(this.orders, filter, query)));
    return pages.length === 1 ? (pages[0] as Page<Order>) : merged(pages, query.sort, query.limit);
  }
}

function isAskedFor(order: Order, { status, late }: OrderList): boolean {
  if (status !== undefined && !status.includes(order.status)) return false;
  return late !== true || (LIVE_ORDER_STATUSES as readonly string[]).includes(order.status);
}

/** The pages of several ranges as one, in the same order; each range gave `limit` items or all it has. */
function merged(pages: readonly Page<Order>[], sort: string, limit: number): Page<Order> {
  const found = [...new Map(pages.flatMap((page) => page.items).map((order) => [order._id, order])).values()].sort(bySort(sort));
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const more = found.length > limit || pages.some((page) => page.nextCursor !== null);
  return { items, nextCursor: more && last !== undefined ? cursorBehind(last, sort) : null };
}

function bySort(sort: string): (a: Order, b: Order) => number {
  const descending = sort.startsWith('-');
  const field = (descending ? sort.slice(1) : sort) as 'modifiedAt' | 'createdAt';
  const ascending = (a: Order, b: Order): number => a[field].getTime() - b[field].getTime() || (a._id < b._id ? -1 : 1);
  return descending ? (a, b) => ascending(b, a) : ascending;
}

function all(conditions: readonly QueryFilter<Order>[]): QueryFilter<Order> {
  return { $and: [...conditions] } as QueryFilter<Order>;
}
