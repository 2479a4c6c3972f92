import { Injectable } from '@nestjs/common';

import { closedBy } from '../../orders/order.status.js';
import type { Told } from '../announcement.schema.js';
import { AnnouncedOrders } from '../announced-orders.js';
import { AnnouncedPackages } from '../announced-packages.js';
import type { Reader } from '../mail/addressee.js';
import type { Mail } from '../mail/blocks.js';
import { campaignAvailableMail } from '../mail/campaign-available.mail.js';
import type { Notification } from '../notification.schema.js';
import { Pages } from '../pages.js';
import { MailEvent, ordersOf, type Owed, type Staleness } from './mail-event.js';
import { OrdersToTell } from './orders-to-tell.js';

/** An order became available: its entity, with its own campaign where it has one. */
@Injectable()
export class CampaignAvailable extends MailEvent {
  readonly event = 'campaign-available';
  readonly owedBy = ['order.available'];

  constructor(
    private readonly orders: AnnouncedOrders,
    private readonly packages: AnnouncedPackages,
    private readonly toTell: OrdersToTell,
    private readonly pages: Pages,
  ) {
    super();
  }

  async *whom(told: Told): AsyncGenerator<Owed[]> {
    yield* this.toTell.groups(ordersOf(told.source), (order) => order.status === 'available');
  }

  mails({ package: announced, decision, createdAt }: Told, readers: readonly Reader[]): Mail[] {
    return readers.map((reader) => campaignAvailableMail(announced, decision?.at ?? createdAt, reader, this.pages.of));
  }

  override async staleness(told: Told, batch: readonly Notification[]): Promise<Staleness> {
    const present = await this.packages.find(told.package.code);
    const orders = await this.orders.byCodes(batch.flatMap(({ order }) => order ?? []));
    const open = new Set(orders.filter((order) => order.status === 'available' && present !== null && closedBy(order, present) === null).map(({ _id }) => _id));
    return ({ order }) => (order !== null && open.has(order) ? null : 'the order is not available any more');
  }
}
