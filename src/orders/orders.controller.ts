import { Controller, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';

import { Caller } from '../api/caller.js';
import { Described } from '../api/described.js';
import { IfMatch } from '../api/if-match.js';
import { ListParameters } from '../api/list-parameters.js';
import { ValidBody } from '../api/valid-body.js';
import type { Actor } from '../operators/actor.js';
import type { Page } from '../storage/page.js';
import { type NewOrder, newOrder, type OrderComment, orderComment, type OrderList, orderListParameters, type OrderPatch, orderPatch, type OrderRejection, orderRejection } from './order.requests.js';
import type { OrderListCounts } from './order-tallies.js';
import type { OrderView } from './order.view.js';
import { OrdersQueries } from './orders.queries.js';
import { OrdersService } from './orders.service.js';

@Controller('api/v1/orders')
export class OrdersController {
  constructor(
    private readonly orders: OrdersService,
    private readonly queries: OrdersQueries,
  ) {}

  @Get()
  @Described({ summary: 'List orders', description: 'A page may be short, even empty, while a cancel is being written down: go on while nextCursor is not null.', parameters: orderListParameters })
  list(@Caller() actor: Actor, @ListParameters(orderListParameters) query: OrderList): Promise<Page<OrderView> & { counts?: OrderListCounts }> {
    return this.queries.list(actor, query);
  }

  @Post()
  @Described({ summary: 'Draft an order, or place it at once', body: newOrder, refusals: [404] })
  async create(@Caller() actor: Actor, @ValidBody(newOrder) body: NewOrder): Promise<OrderView> {
    return this.queries.shown(actor, await this.orders.create(actor, body));
  }

  @Get(':code')
  @Described({ summary: 'Read an order' })
  read(@Caller() actor: Actor, @Param('code') code: string): Promise<OrderView> {
    return this.queries.item(actor, code.toUpperCase());
  }

  @Patch(':code')
  @Described({ summary: 'Edit an order', description: 'Parameters are put over the present ones; null takes one away.', body: orderPatch })
  async edit(@Caller() actor: Actor, @Param('code') code: string, @IfMatch() version: number | undefined, @ValidBody(orderPatch) body: OrderPatch): Promise<OrderView> {
    return this.queries.shown(actor, await this.orders.edit(actor, code.toUpperCase(), body, version));
  }

  @Post(':code/place')
  @HttpCode(200)
  @Described({ summary: 'Place a draft', body: orderComment })
  async place(@Caller() actor: Actor, @Param('code') code: string, @ValidBody(orderComment) { comment }: OrderComment): Promise<OrderView> {
    return this.queries.shown(actor, await this.orders.place(actor, code.toUpperCase(), { comment }));
  }

  @Post(':code/approve')
  @HttpCode(200)
  @Described({ summary: 'Approve an order: it becomes available, its child campaign included', body: orderComment })
  async approve(@Caller() actor: Actor, @Param('code') code: string, @ValidBody(orderComment) { comment }: OrderComment): Promise<OrderView> {
    return this.queries.shown(actor, await this.orders.approve(actor, code.toUpperCase(), { comment }));
  }

  @Post(':code/reject')
  @HttpCode(200)
  @Described({ summary: 'Reject an order, saying why', body: orderRejection })
  async reject(@Caller() actor: Actor, @Param('code') code: string, @ValidBody(orderRejection) { comment }: OrderRejection): Promise<OrderView> {
    return this.queries.shown(actor, await this.orders.reject(actor, code.toUpperCase(), { comment }));
  }
}
