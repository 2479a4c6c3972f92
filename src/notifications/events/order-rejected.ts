import { Injectable } from '@nestjs/common';

import type { Told } from '../announcement.schema.js';
import type { Reader } from '../mail/addressee.js';
import type { Mail } from '../mail/blocks.js';
import { orderRejectedMail } from '../mail/order-rejected.mail.js';
import { Pages } from '../pages.js';
import { expected, MailEvent, ordersOf, type Owed } from './mail-event.js';
import { OrdersToTell } from './orders-to-tell.js';

/** An order was rejected: its entity, with the reviewer's comment. Never outdated: it stays so. */
@Injectable()
export class OrderRejected extends MailEvent {
  readonly event = 'order-rejected';
  readonly owedBy = ['order.rejected'];

  constructor(
    private readonly toTell: OrdersToTell,
    private readonly pages: Pages,
  ) {
    super();
  }

  async *whom(told: Told): AsyncGenerator<Owed[]> {
    yield* this.toTell.groups(ordersOf(told.source));
  }

  mails({ package: announced, decision }: Told, readers: readonly Reader[]): Mail[] {
    const rejected = expected(decision, 'who rejected the order');
    return readers.map((reader) => orderRejectedMail(announced, rejected, reader, this.pages.of));
  }
}
