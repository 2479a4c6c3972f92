import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';

import type { Delivery, SeqRange } from './delivery.schema.js';
import type { Message, MessageState } from './message.schema.js';

/** What became of one message, to be written down. */
export interface MessageResult {
  seq: number;
  state: 'sent' | 'failed' | 'uncertain' | 'canceled' | 'pending';
  reply: string | null;
  at: Date | null;
}

export interface EntityFigures {
  entity: string;
  toDeliver: number;
  sent: number;
  failed: number;
  canceled: number;
  uncertain: number;
}

export interface Reached extends Pick<Message, 'delivery' | 'recipient' | 'address' | 'entity' | 'at' | 'seq'> {
  state: 'sent' | 'uncertain';
}

const SWEEP = 5_000;

/** The ledger: one row a message. Every change of state carries the state it comes from. */
@Injectable()
export class MessageLedger {
  constructor(@InjectModel('Message') private readonly messages: Model<Message>) {}

  async add(rows: readonly Message[], session: ClientSession): Promise<void> {
    await this.messages.insertMany(rows as Message[], { session, lean: true });
  }

  /** Which of these addresses the delivery has already. */
  async known(delivery: string, addresses: readonly string[]): Promise<Set<string>> {
    const found = await this.messages.find({ delivery, address: { $in: [...addresses] } }, { address: 1, _id: 0 }).lean();
    return new Set(found.map((message) => message.address));
  }

  /** Takes a window's pending messages into its hands, those of excluded entities left out, in order. */
  async take(delivery: string, window: SeqRange & { id: string }, excluded: readonly string[], session: ClientSession): Promise<Message[]> {
    const range = { delivery, seq: { $gte: window.from, $lt: window.to } };
    await this.messages.updateMany({ ...range, state: 'pending', ...(excluded.length > 0 ? { entity: { $nin: [...excluded] } } : {}) }, { $set: { state: 'sending', window: window.id } }, { session });
    return this.messages.find({ ...range, state: 'sending', window: window.id }, null, { session }).sort({ seq: 1 }).lean();
  }

  /** Sequence numbers of the messages that a window has in hand. */
  async inHand(delivery: string, window: string, session: ClientSession): Promise<Set<number>> {
    const found = await this.messages.find({ delivery, state: 'sending', window }, { seq: 1, _id: 0 }, { session }).lean();
    return new Set(found.map((message) => message.seq));
  }

  /** Writes results of a window down; like ones in one write. */
  async record(delivery: string, window: string, results: readonly MessageResult[], session: ClientSession): Promise<void> {
    const groups = Map.groupBy(results, (result) => `${result.state} ${result.reply ?? ''}`);
    if (groups.size === 0) return;
    const writes = [...groups.values()].map((group) => {
      const { state, reply, at } = group.at(-1) as MessageResult;
      const filter: Record<string, unknown> = { delivery, seq: { $in: group.map((result) => result.seq) }, state: 'sending' as MessageState, window };
      return { updateMany: { filter, update: { $set: { state, reply, at, window: null } } } };
    });
    await this.messages.bulkWrite(writes as never, { session, ordered: false });
  }

  /** A window whose worker is lost: what was in the mail server's hands is uncertain, the rest is free again. */
  async abandon(delivery: string, window: SeqRange & { id: string }, at: Date, session: ClientSession): Promise<{ uncertain: number; pending: SeqRange | null }> {
    const range = { delivery, seq: { $gte: window.from, $lt: window.to } };
    const { modifiedCount } = await this.messages.updateMany({ ...range, state: 'sending', window: window.id }, { $set: { state: 'uncertain', window: null, at } }, { session });
    const [first] = await this.messages.find({ ...range, state: 'pending' }, { seq: 1 }, { session }).sort({ seq: 1 }).limit(1).lean();
    return { uncertain: modifiedCount, pending: first === undefined ? null : { from: first.seq, to: window.to } };
  }

  /** Cancels an entity's messages that nobody has in hand. */
  async cancelEntity(delivery: string, entity: string, session: ClientSession): Promise<number> {
    const { modifiedCount } = await this.messages.updateMany({ delivery, entity, state: 'pending' }, { $set: { state: 'canceled' } }, { session });
    return modifiedCount;
  }

  /** Messages of these deliveries to these entities that the mail server has not answered for. */
  async countUnsent(deliveries: readonly string[], entities: readonly string[]): Promise<number> {
    return this.messages.countDocuments({ delivery: { $in: [...deliveries] }, entity: { $in: [...entities] }, state: { $in: ['pending', 'sending'] } });
  }

  async countInHand(delivery: string, entity: string): Promise<number> {
    return this.messages.countDocuments({ delivery, entity, state: 'sending' });
  }

  /** Writes down as canceled what a run that is over never sent; its figures say so already. */
  async sweep(delivery: string): Promise<void> {
    for (;;) {
      const [first] = await this.messages.find({ delivery, state: 'pending' }, { seq: 1 }).sort({ seq: 1 }).limit(1).lean();
      if (first === undefined) return;
      await this.messages.updateMany({ delivery, state: 'pending', seq: { $gte: first.seq, $lt: first.seq + SWEEP } }, { $set: { state: 'canceled' } });
    }
  }

  /** Recipients that a message reached or may have reached, told apart, in the order of the ledger; behind `after`, one of theirs. */
  async *reached(deliveries: readonly string[], after: { delivery: string; seq: number } | null = null): AsyncGenerator<Reached> {
    const first = after === null ? 0 : deliveries.indexOf(after.delivery);
    for (const delivery of deliveries.slice(first)) {
      const cursor = this.messages
        .find({ delivery, state: { $in: ['sent', 'uncertain'] }, ...(delivery === after?.delivery ? { seq: { $gt: after.seq } } : {}) }, { _id: 0, seq: 1, delivery: 1, recipient: 1, address: 1, entity: 1, state: 1, at: 1 })
        .sort({ seq: 1 })
        .hint('seq')
        .lean()
        .cursor();
      for await (const message of cursor) yield message as unknown as Reached;
    }
  }

  /** Figures of one delivery, an entity a row; what a stopped run never sent counts as canceled. */
  async figuresByEntity(delivery: Pick<Delivery, '_id' | 'status'>): Promise<EntityFigures[]> {
    const over = delivery.status === 'stopped';
    const count = (...states: MessageState[]): { $sum: Record<string, unknown> } => ({ $sum: { $cond: [{ $in: ['$state', states] }, 1, 0] } });
    // By number: an index that holds the state moves its keys under the walk, and a row that is being
    // canceled would be met twice or not at all.
    const figures = this.messages.aggregate<EntityFigures>([
      { $match: { delivery: delivery._id } },
      {
        $group: {
          _id: '$entity',
          toDeliver: { $sum: 1 },
          sent: count('sent'),
          failed: count('failed'),
          canceled: over ? count('canceled', 'pending') : count('canceled'),
          uncertain: over ? count('uncertain', 'sending') : count('uncertain'),
        },
      },
      { $sort: { _id: 1 } },
      { $project: { _id: 0, entity: '$_id', toDeliver: 1, sent: 1, failed: 1, canceled: 1, uncertain: 1 } },
    ]);
    return figures.hint('seq');
  }
}
