import { Injectable } from '@nestjs/common';

import type { JournalEntry } from '../journal/journal.schema.js';
import type { Actor } from '../operators/actor.js';
import { OrderStore } from './order-store.js';

/**
 * What happened to an order in ranges, which the journal holds in one row a range: the rest of an
 * order's journal. Whoever reads the journal of an order puts the two together by `at`.
 */
@Injectable()
export class OrderJournal {
  constructor(private readonly store: OrderStore) {}

  /** Oldest first, in the shape of journal rows. @throws DomainError `not-found` */
  async historyOf(actor: Actor, code: string): Promise<JournalEntry[]> {
    const order = await this.store.get(actor, code);
    return order.history.map(({ at, by, command, from, to, comment, correlation }) => ({
      at,
      by,
      subject: code,
      subjectKind: 'order',
      cycle: order.cycle,
      command,
      from,
      to,
      changes: [],
      comment,
      refused: null,
      correlation,
      related: [order.package],
    }));
  }
}
