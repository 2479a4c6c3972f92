import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';

import { Clock } from '../clock/clock.js';
import type { JobToAdd } from '../messaging/queue.js';
import { Transactions } from '../storage/transactions.js';
import type { OutboxRow } from './outbox.schema.js';

export interface NewEvent {
  /** Without the `relais.` in front: `package.canceled`. */
  type: string;
  subject: string;
  data?: Record<string, unknown>;
  jobs?: readonly JobToAdd[];
}

/** What must be published after a commit, promised inside it. */
@Injectable()
export class Outbox {
  constructor(
    @InjectModel('OutboxRow') private readonly rows: Model<OutboxRow>,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async record(events: NewEvent | readonly NewEvent[], session: ClientSession): Promise<void> {
    const list = (Array.isArray(events) ? events : [events]) as NewEvent[];
    if (list.length === 0) return;
    this.transactions.promises(session);
    const at = this.clock.now();
    // Loaded history is kept, but published to nobody: whoever was to be told was told then.
    const relayedAt = this.clock.isAway ? at : null;
    await this.rows.insertMany(
      list.map((event) => ({ type: `relais.${event.type}`, subject: event.subject, at, data: event.data ?? {}, jobs: [...(event.jobs ?? [])], relayedAt })),
      { session },
    );
  }
}
