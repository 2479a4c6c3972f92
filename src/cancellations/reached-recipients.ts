import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, Types } from 'mongoose';

import { type Addressee, ReachedPort } from '../deliveries/deliveries.ports.js';
import type { Delivery } from '../deliveries/delivery.schema.js';
import { MessageLedger, type Reached } from '../deliveries/message-ledger.js';
import type { Cancellation } from './cancellation.schema.js';

/** Whom the messages of a canceled cycle, or order, have reached already, so that a correction can go to just them. */
@Injectable()
export class ReachedRecipients implements OnModuleInit {
  constructor(
    @InjectModel('Cancellation') private readonly cancellations: Model<Cancellation>,
    @InjectModel('Delivery') private readonly deliveries: Model<Delivery>,
    private readonly ledger: MessageLedger,
    private readonly port: ReachedPort,
  ) {}

  onModuleInit(): void {
    this.port.register({ walk: (code, after) => this.addressees(code, after), exists: async (code) => (await this.cancellations.exists({ _id: code })) !== null });
  }

  /** The same as those whom a correction is for: in an order that stays, for the runs of a closed cycle are over. */
  private async *addressees(code: string, after: string | null): AsyncGenerator<Addressee> {
    const cancellation = await this.cancellations.findById(code).lean();
    if (cancellation === null) return;
    for await (const { recipient, address, entity, delivery, seq } of this.of(cancellation, after)) {
      yield { _id: new Types.ObjectId(recipient), email: address, entity, position: `${delivery}:${seq}` };
    }
  }

  /**
   * One row a message, sent and uncertain told apart; deliveries that had ended before the cancel are in it too.
   * @param after `DM6:1204`, the last one that was taken; null: from the start
   */
  async *of(cancellation: Cancellation, after: string | null = null): AsyncGenerator<Reached> {
    const deliveries = await this.deliveriesOf(cancellation);
    const [delivery = '', seq = ''] = after?.split(':') ?? [];
    const only = cancellation.kind === 'order' ? cancellation.entity : null;
    for await (const row of this.ledger.reached(deliveries, after === null ? null : { delivery, seq: Number(seq) })) if (only === null || row.entity === only) yield row;
  }

  async anybody(cancellation: Cancellation): Promise<boolean> {
    for await (const _row of this.of(cancellation)) return true;
    return false;
  }

  private async deliveriesOf({ kind, package: campaignPackage, cycle, child, reference }: Cancellation): Promise<string[]> {
    if (kind === 'package') return this.codes({ package: campaignPackage, cycle });
    if (kind === 'local-package') return [];
    const own = child === null ? [] : await this.codes({ campaign: child });
    return reference === null ? own : [...own, ...(await this.codes({ campaign: reference, cycle }))];
  }

  private async codes(filter: { package: string; cycle: number } | { campaign: string; cycle?: number }): Promise<string[]> {
    const found = await this.deliveries.find({ ...filter, status: { $ne: 'draft' } }, { _id: 1 }).sort({ startedAt: 1, _id: 1 }).lean();
    return found.map((delivery) => delivery._id);
  }
}
