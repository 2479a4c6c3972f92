import { Injectable, type OnModuleInit } from '@nestjs/common';

import { JournalPorts } from '../journal/journal.ports.js';
import type { JournalEntry } from '../journal/journal.schema.js';
import type { Actor } from '../operators/actor.js';
import { OrderStore } from './order-store.js';

/**
 * What happened to an order in ranges, which the journal holds in one row a range: the rest of an
 * order's journal.
 */
@Injectable()
export class OrderJournal implements OnModuleInit {
  constructor(
    private readonly store: OrderStore,
    private readonly journal: JournalPorts,
  ) {}

  onModuleInit(): void {
    this.journal.register(/^ORD\d+$/, (actor, code) => this.historyOf(actor, code));
  }

  /** Oldest first, in the shape of journal rows. @throws DomainError `not-found` */
  private async historyOf(actor: Actor, code: string): Promise<JournalEntry[]> {
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
