import { Injectable } from '@nestjs/common';

import type { Entity } from '../../entities/entity.schema.js';
import type { Order } from '../../orders/order.schema.js';
import { AnnouncedOrders } from '../announced-orders.js';
import { ABOUT_NOTHING } from '../mail/addressee.js';
import { People, toGroup } from '../people.js';
import type { Owed } from './mail-event.js';

/** Mails to entities about their orders. */
@Injectable()
export class OrdersToTell {
  constructor(
    private readonly orders: AnnouncedOrders,
    private readonly people: People,
  ) {}

  /** A mail to each address of each order's entity, in batches; only for orders that `concerns` says yes to. */
  async *groups(codes: readonly string[], concerns: (order: Order) => boolean | Promise<boolean> = () => true, more: Partial<Owed> = {}): AsyncGenerator<Owed[]> {
    for await (const batch of this.orders.batches(codes)) {
      const orders: Order[] = [];
      for (const order of batch) if (await concerns(order)) orders.push(order);
      const announced = await this.orders.announced(orders);
      const entities = new Map<string, Entity>();
      for await (const found of this.people.entityBatches(orders.map((order) => order.entity))) found.forEach((entity) => entities.set(entity._id, entity));
      yield orders.flatMap((order) => {
        const entity = entities.get(order.entity);
        const said = announced.get(order._id);
        if (entity === undefined || said === undefined) return [];
        return toGroup(entity, { ...ABOUT_NOTHING, orders: [said] }, { subject: order._id, order: order._id, ...more });
      });
    }
  }
}
