import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import type { Actor } from '../operators/actor.js';
import { demandAny } from '../operators/operators.policy.js';
import { findMergedPage, type Page } from '../storage/page.js';
import { ClosuresService } from './closures.service.js';
import { OrdersFilter, rangesOf } from './orders.filter.js';
import type { OrderList } from './order.requests.js';
import type { Order } from './order.schema.js';
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
    return orderView(actor, order, (await this.store.factsOf(actor, [order])).get(order._id));
  }

  /** A page; it may be short, even empty, with a `nextCursor`: go on until that is null. */
  async list(actor: Actor, query: OrderList): Promise<Page<OrderView> & { counts?: OrderListCounts }> {
    demandAny(actor, 'orders', 'read');
    const [closures, filters] = await Promise.all([this.closures.underWay(), this.filter.of(actor, query)]);
    const [page, counts] = await Promise.all([findMergedPage(this.orders, rangesOf(filters, query, closures), query), query.counts ? this.tallies.counts(query, filters, closures) : undefined]);
    const orders = page.items.map((order) => effective(order, closures));
    const facts = await this.store.factsOf(actor, orders);
    const items = orders.map((order) => orderView(actor, order, facts.get(order._id))).filter((order) => isAskedFor(order, query));
    return { items, nextCursor: page.nextCursor, ...(counts === undefined ? {} : { counts }) };
  }
}

/** As it reads: a sweep under way, or a mark that is not written or not taken away yet, makes it another than is stored. */
function isAskedFor(order: OrderView, { status, late }: OrderList): boolean {
  if (status !== undefined && !status.includes(order.status)) return false;
  return late === undefined || late === (order.late !== null);
}
