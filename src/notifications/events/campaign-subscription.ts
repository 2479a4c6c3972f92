import { Injectable } from '@nestjs/common';

import type { AnnouncedEvent, Told } from '../announcement.schema.js';
import { AnnouncedOrders } from '../announced-orders.js';
import { AnnouncedPackages } from '../announced-packages.js';
import type { Reader } from '../mail/addressee.js';
import type { Mail } from '../mail/blocks.js';
import { campaignSubscriptionMail } from '../mail/campaign-subscription.mail.js';
import type { Notification } from '../notification.schema.js';
import { Pages } from '../pages.js';
import { People, toGroup } from '../people.js';
import { codesOf, MailEvent, type Owed, type Staleness } from './mail-event.js';
import { Offers } from './offers.js';
import { OrdersToTell } from './orders-to-tell.js';

/**
 * Manual: a collaborative package was published, or its audience grew; its entities may register.
 * Automatic: entities were registered, each with an order, which its mail is about.
 */
@Injectable()
export class CampaignSubscription extends MailEvent {
  readonly event = 'campaign-subscription';
  readonly owedBy = ['package.published', 'package.audience-extended', 'order.pre-subscribed'];

  constructor(
    private readonly packages: AnnouncedPackages,
    private readonly orders: AnnouncedOrders,
    private readonly toTell: OrdersToTell,
    private readonly people: People,
    private readonly offers: Offers,
    private readonly pages: Pages,
  ) {
    super();
  }

  override owes({ type, data }: AnnouncedEvent): boolean {
    return type === 'relais.order.pre-subscribed' || (data['kind'] === 'collaborative' && data['orderApproval'] !== 'automatic');
  }

  async *whom(told: Told): AsyncGenerator<Owed[]> {
    if (told.source?.type === 'relais.order.pre-subscribed') {
      yield* this.toTell.groups(codesOf(told.source, 'codes'), (order) => order.status === 'approved' || order.status === 'available');
      return;
    }
    const audience = await this.offers.audience(told);
    if (audience === undefined) return;
    for await (const entities of this.people.entityBatches(audience)) yield entities.flatMap((entity) => toGroup(entity));
  }

  mails({ package: announced, decision, createdAt }: Told, readers: readonly Reader[]): Mail[] {
    return readers.map((reader) => campaignSubscriptionMail(announced, decision?.at ?? createdAt, reader, this.pages.of));
  }

  override async staleness(told: Told, batch: readonly Notification[]): Promise<Staleness> {
    if (told.source?.type !== 'relais.order.pre-subscribed') {
      const why = this.offers.whyClosed(await this.packages.find(told.package.code), told.cycle);
      return () => why;
    }
    const live = new Set((await this.orders.byCodes(batch.flatMap(({ order }) => order ?? []))).filter(({ status }) => status === 'approved' || status === 'available').map(({ _id }) => _id));
    return ({ order }) => (order !== null && live.has(order) ? null : 'the order is canceled by now');
  }
}
