import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import type { Delivery } from '../deliveries/delivery.schema.js';
import { MessageLedger, type Reached } from '../deliveries/message-ledger.js';
import type { Cancellation } from './cancellation.schema.js';

/** Whom the messages of a canceled cycle, or order, have reached already, so that a correction can go to just them. */
@Injectable()
export class ReachedRecipients {
  constructor(
    @InjectModel('Delivery') private readonly deliveries: Model<Delivery>,
    private readonly ledger: MessageLedger,
  ) {}

  /** One row a message, sent and uncertain told apart; deliveries that had ended before the cancel are in it too. */
  async *of(cancellation: Cancellation): AsyncGenerator<Reached> {
    if (cancellation.kind !== 'order') {
      if (cancellation.kind === 'package') yield* this.ledger.reached(await this.codes({ package: cancellation.package, cycle: cancellation.cycle }));
      return;
    }
    const { child, reference, cycle, entity } = cancellation;
    if (child !== null) yield* this.ledger.reached(await this.codes({ campaign: child }));
    if (reference === null) return;
    for await (const row of this.ledger.reached(await this.codes({ campaign: reference, cycle }))) if (row.entity === entity) yield row;
  }

  private async codes(filter: { package: string; cycle: number } | { campaign: string; cycle?: number }): Promise<string[]> {
    const found = await this.deliveries.find({ ...filter, status: { $ne: 'draft' } }, { _id: 1 }).sort({ startedAt: 1, _id: 1 }).lean();
    return found.map((delivery) => delivery._id);
  }
}
