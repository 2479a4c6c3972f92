import { Injectable } from '@nestjs/common';

import { ClosuresService } from '../../orders/closures.service.js';
import type { Order, OrderStatus } from '../../orders/order.schema.js';
import type { AnnouncedDecision, AnnouncedEvent, Told } from '../announcement.schema.js';
import { AnnouncedOrders } from '../announced-orders.js';
import { EntityFates } from '../entity-fates.js';
import type { Reader } from '../mail/addressee.js';
import type { Mail } from '../mail/blocks.js';
import { NOTHING_HAPPENED } from '../mail/entity-fate.js';
import { type CancelCause, orderCanceledMail } from '../mail/order-canceled.mail.js';
import { Pages } from '../pages.js';
import { People } from '../people.js';
import { expected, MailEvent, ordersOf, type Owed } from './mail-event.js';
import { OrdersToTell } from './orders-to-tell.js';

const FINISHED = 'relais.cancellation.finished';

/**
 * Somebody else than the entity canceled its order. One that was available is told of when its
 * cancellation is finished, since the mail says what happened to its deliveries; those that went with
 * their package are told by the package's mail.
 */
@Injectable()
export class OrderCanceledByOthers extends MailEvent {
  readonly event = 'order-canceled';
  readonly owedBy = ['order.canceled', 'cancellation.finished'];

  constructor(
    private readonly orders: AnnouncedOrders,
    private readonly toTell: OrdersToTell,
    private readonly fates: EntityFates,
    private readonly closures: ClosuresService,
    private readonly people: People,
    private readonly pages: Pages,
  ) {
    super();
  }

  override owes({ type, data }: AnnouncedEvent): boolean {
    return type === FINISHED ? typeof data['order'] === 'string' : data['cancellation'] == null;
  }

  override async decision(source: AnnouncedEvent): Promise<Omit<AnnouncedDecision, 'byName'> | null> {
    if (source.type !== FINISHED) return super.decision(source);
    // The event tells of the end; who canceled it, when and why is with the order.
    const [order] = await this.orders.byCodes([String(source.data['order'])]);
    return order?.canceled ?? null;
  }

  async *whom(told: Told): AsyncGenerator<Owed[]> {
    const { source } = told;
    if (source?.type === FINISHED) {
      yield* this.toTell.groups([String(source.data['order'])], () => true, { cancellation: source.subject });
      return;
    }
    const codes = ordersOf(source);
    // A range is one decision: where its first order went with the package, all of them did.
    const [first] = await this.orders.byCodes(codes.slice(0, 1));
    if (first?.canceled?.cancellation != null) return;
    const entityOf = new Map<string, string | null>();
    yield* this.toTell.groups(codes, async (order) => {
      if (order.canceled === null || order.canceled.cancellation !== null) return false;
      const { by } = order.canceled;
      if (!entityOf.has(by)) entityOf.set(by, (await this.people.known([by])).get(by)?.entity ?? null);
      return entityOf.get(by) !== order.entity;
    });
  }

  async mails(told: Told, readers: readonly Reader[]): Promise<Mail[]> {
    const canceled = expected(told.decision, 'who canceled the order');
    const orders = await this.orders.byCodes(readers.flatMap(({ about }) => about.orders.map(({ code }) => code)));
    const fates = await this.fates.ofOrders(orders.map((order) => ({ order, before: statusBefore(order, told.source) })));
    const closedAt = await this.reinitializedAt(told);
    const causes = new Map(orders.map((order) => [order._id, causeOf(order, closedAt)]));
    return readers.map((reader) => {
      const code = reader.about.orders[0]?.code ?? '';
      return orderCanceledMail(told.package, canceled, causes.get(code) ?? 'by-hand', reader, fates.get(code) ?? NOTHING_HAPPENED, this.pages.of);
    });
  }

  /** When a reinitialize ended this cycle, if one did. */
  private async reinitializedAt({ package: { code }, cycle }: Told): Promise<Date | null> {
    const closures = await this.closures.of(code, cycle);
    return closures.find((closure) => closure.by === 'reinitialized')?.at ?? null;
  }
}

function causeOf({ canceled }: Order, reinitializedAt: Date | null): CancelCause {
  if (canceled?.reason === 'audience') return 'audience';
  return reinitializedAt !== null && canceled?.at.getTime() === reinitializedAt.getTime() ? 'reinitialized' : 'by-hand';
}

function statusBefore(order: Order, source: AnnouncedEvent | null): OrderStatus {
  if (source?.type === FINISHED) return 'available';
  const from = source?.data['from'] ?? order.history.findLast((entry) => entry.command === 'cancel')?.from;
  return (from ?? 'ordered') as OrderStatus;
}
