import { Injectable } from '@nestjs/common';

import { type CancelAnswer, cancelAnswer } from '../cancellations/cancellation.view.js';
import { type ClosingBody, closingBody } from '../cancellations/cancellations.requests.js';
import { CancellationsService } from '../cancellations/cancellations.service.js';
import type { Actor } from '../operators/actor.js';
import { newOrder, orderComment, orderPatch, orderRejection } from '../orders/order.requests.js';
import type { OrderView } from '../orders/order.view.js';
import { OrdersQueries } from '../orders/orders.queries.js';
import { OrdersService } from '../orders/orders.service.js';
import { command, type InboundCommand } from './command.js';

@Injectable()
export class OrderCommands {
  constructor(
    private readonly orders: OrdersService,
    private readonly queries: OrdersQueries,
    private readonly cancellations: CancellationsService,
  ) {}

  all(): Record<string, InboundCommand> {
    const { orders, queries } = this;
    const of = { target: 'order', kind: 'order', present: (actor: Actor, code: string) => queries.item(actor, code) } as const;
    return {
      'order.create': command({ ...of, target: null, body: newOrder, run: async (actor, { body }) => queries.shown(actor, await orders.create(actor, body)) }),
      'order.edit': command({ ...of, versioned: true, body: orderPatch, run: async (actor, { code, version, body }) => queries.shown(actor, await orders.edit(actor, code, body, version)) }),
      'order.place': command({ ...of, body: orderComment, run: async (actor, { code, body }) => queries.shown(actor, await orders.place(actor, code, body)) }),
      'order.approve': command({ ...of, body: orderComment, run: async (actor, { code, body }) => queries.shown(actor, await orders.approve(actor, code, body)) }),
      'order.reject': command({ ...of, body: orderRejection, run: async (actor, { code, body }) => queries.shown(actor, await orders.reject(actor, code, body)) }),
      // A second cancel answers with the first.
      'order.cancel': command({ target: 'order', kind: 'order', body: closingBody, run: (actor, { code, body }) => this.cancel(actor, code, body) }),
    };
  }

  private async cancel(actor: Actor, code: string, body: ClosingBody): Promise<CancelAnswer | OrderView> {
    const { order, cancellation } = await this.cancellations.cancelOrder(actor, code, body);
    return cancellation === null || cancellation.order === null ? this.queries.shown(actor, order) : cancelAnswer(cancellation);
  }
}
