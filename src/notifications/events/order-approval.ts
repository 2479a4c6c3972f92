import { Injectable } from '@nestjs/common';

import type { Entity } from '../../entities/entity.schema.js';
import type { Order } from '../../orders/order.schema.js';
import type { Told } from '../announcement.schema.js';
import { AnnouncedOrders } from '../announced-orders.js';
import { AnnouncedPackages } from '../announced-packages.js';
import type { Reader } from '../mail/addressee.js';
import type { Mail } from '../mail/blocks.js';
import { orderApprovalMail } from '../mail/order-approval.mail.js';
import type { About, Notification } from '../notification.schema.js';
import { Pages } from '../pages.js';
import { People, toOperators } from '../people.js';
import { expected, MailEvent, ordersOf, type Owed, type Staleness } from './mail-event.js';

/** An order was placed: its entity's order reviewers; none: whom it, or its package, is assigned to; none: central. */
@Injectable()
export class OrderApprovalAsked extends MailEvent {
  readonly event = 'order-approval';
  readonly owedBy = ['order.ordered'];

  constructor(
    private readonly orders: AnnouncedOrders,
    private readonly packages: AnnouncedPackages,
    private readonly people: People,
    private readonly pages: Pages,
  ) {
    super();
  }

  async *whom(told: Told): AsyncGenerator<Owed[]> {
    for await (const orders of this.orders.batches(ordersOf(told.source))) {
      const awaiting = orders.filter((order) => order.status === 'ordered');
      const announced = await this.orders.announced(awaiting);
      for (const order of awaiting) {
        const entity = expected(await this.people.entity(order.entity), `the entity of ${order._id}`);
        const about = { orders: [expected(announced.get(order._id), order._id)], entity: { code: entity._id, label: entity.label } };
        yield (await this.reviewers(order, entity, about)).map((owed) => ({ ...owed, subject: order._id, order: order._id }));
      }
    }
  }

  mails({ package: announced, decision }: Told, readers: readonly Reader[]): Mail[] {
    const placed = expected(decision, 'who placed the order');
    return readers.map((reader) => orderApprovalMail(announced, placed, reader, this.pages.of));
  }

  override async staleness(_told: Told, batch: readonly Notification[]): Promise<Staleness> {
    const awaiting = new Set((await this.orders.byCodes(batch.flatMap(({ order }) => order ?? []))).filter(({ status }) => status === 'ordered').map(({ _id }) => _id));
    return ({ order }) => (order !== null && awaiting.has(order) ? null : 'the order does not await a decision any more');
  }

  private async reviewers(order: Order, entity: Entity, about: Partial<About>): Promise<Owed[]> {
    const reviewers = await this.people.named(entity.orderReviewers);
    if (reviewers.length > 0) return toOperators(reviewers, 'order-reviewer', { ...about, timeZone: entity.timeZone });
    const campaignPackage = await this.packages.find(order.package);
    for (const email of [order.assignedTo, campaignPackage?.assignedTo]) {
      const assigned = email == null ? [] : await this.people.named([email]);
      if (assigned.length > 0) return toOperators(assigned, 'assigned', about);
    }
    return toOperators(await this.people.central(), 'head-office', about);
  }
}
