import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';

import type { Delivery, SeqRange, Window } from './delivery.schema.js';
import type { Message, MessageState } from './message.schema.js';

/** What became of one message, to be written down. */
export interface MessageResult {
  seq: number;
  state: 'sent' | 'failed' | 'uncertain' | 'canceled' | 'pending';
  reply: string | null;
  at: Date | null;
  /** Refused for now: when it is tried again, and how often it was refused by then. */
  again?: { dueAt: Date; tries: number };
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

  /** By the driver: what is written here is ours, and a million rows need no casting. */
  async add(rows: readonly Message[], session: ClientSession): Promise<void> {
    await this.messages.collection.insertMany(rows as never, { session });
  }

  /** Which of these addresses the delivery has already. */
  async known(delivery: string, addresses: readonly string[]): Promise<Set<string>> {
    const found = await this.messages.find({ delivery, address: { $in: [...addresses] } }, { address: 1, _id: 0 }).lean();
    return new Set(found.map((message) => message.address));
  }

  /** A window's messages that wait for their first turn, in order; nothing is taken yet. */
  async waiting(delivery: string, { from, to }: SeqRange): Promise<Message[]> {
    return this.messages.find({ delivery, seq: { $gte: from, $lt: to }, state: 'pending', dueAt: null }).sort({ seq: 1 }).lean();
  }

  /** Messages refused for now whose time has come, in the order of the ledger. */
  async due(delivery: string, now: Date, limit: number): Promise<Message[]> {
    const found = await this.messages
      .find({ delivery, state: 'pending', dueAt: { $lte: now } })
      .sort({ dueAt: 1 })
      .limit(limit)
      .hint('due')
      .lean();
    return found.sort((a, b) => a.seq - b.seq);
  }

  /**
   * Takes a window's messages in hand, those of excluded entities left out.
   * @returns those that it took: fewer than asked for where somebody else canceled or took some
   */
  async take(delivery: string, window: Window, wanted: readonly Message[], excluded: readonly string[], session: ClientSession): Promise<readonly Message[]> {
    if (wanted.length === 0) return wanted;
    const which = window.again === true ? { seq: { $in: wanted.map((message) => message.seq) }, dueAt: { $ne: null } } : { seq: { $gte: window.from, $lt: window.to }, dueAt: null };
    const { modifiedCount } = await this.messages.updateMany(
      { delivery, ...which, state: 'pending', ...(excluded.length > 0 ? { entity: { $nin: [...excluded] } } : {}) } as never,
      { $set: { state: 'sending', window: window.id, dueAt: null } },
      { session },
    );
    if (modifiedCount === wanted.length && excluded.length === 0) return wanted;
    const taken = await this.inHand(delivery, window, session);
    return wanted.filter((message) => taken.has(message.seq));
  }

  /** Sequence numbers of the messages that a window has in hand. */
  async inHand(delivery: string, { id, from, to }: SeqRange & { id: string }, session: ClientSession): Promise<Set<number>> {
    const found = await this.messages.find({ delivery, seq: { $gte: from, $lt: to }, state: 'sending', window: id }, { seq: 1, _id: 0 }, { session }).lean();
    return new Set(found.map((message) => message.seq));
  }

  /**
   * Writes results of a window down, all in one write: each row looks its own up by its number.
   * @returns how many were still in this hand
   */
  async record(delivery: string, window: Window, results: readonly MessageResult[], session: ClientSession): Promise<number> {
    if (results.length === 0) return 0;
    const seqs = results.map((result) => result.seq);
    // Its place in the lists: the messages of a window lie close together, those tried again anywhere.
    const place = window.again === true ? { $indexOfArray: [{ $literal: seqs }, '$seq'] } : { $subtract: ['$seq', window.from] };
    const own = (read: (result: MessageResult) => unknown): Record<string, unknown> => {
      const list: unknown[] = [];
      results.forEach((result, index) => (list[window.again === true ? index : result.seq - window.from] = read(result)));
      return { $arrayElemAt: [{ $literal: Array.from(list, (value) => value ?? null) }, place] };
    };
    const again = results.some((result) => result.again !== undefined) ? { dueAt: own(({ again: next }) => next?.dueAt), tries: { $ifNull: [own(({ again: next }) => next?.tries), '$tries'] } } : {};
    const set = { state: own(({ state }) => state), reply: own(({ reply }) => reply), at: own(({ at }) => at), window: null, ...again };
    const { modifiedCount } = await this.messages.collection.updateMany({ delivery, seq: { $in: seqs }, state: 'sending', window: window.id }, [{ $set: set }], { session });
    return modifiedCount;
  }

  /** A window whose worker is lost: what was in the mail server's hands is uncertain, the rest is free again. */
  async abandon(delivery: string, window: Window, at: Date, session: ClientSession): Promise<{ uncertain: number; pending: SeqRange | null }> {
    const range = { delivery, seq: { $gte: window.from, $lt: window.to } };
    // Those that are tried again keep the time they are due: only a window that claims them by it takes them.
    const { modifiedCount } = await this.messages.updateMany({ ...range, state: 'sending', window: window.id }, { $set: { state: 'uncertain', window: null, at } }, { session });
    if (window.again === true) return { uncertain: modifiedCount, pending: null };
    const [first] = await this.messages.find({ ...range, state: 'pending', dueAt: null }, { seq: 1 }, { session }).sort({ seq: 1 }).limit(1).lean();
    return { uncertain: modifiedCount, pending: first === undefined ? null : { from: first.seq, to: window.to } };
  }

  /** Cancels an entity's messages that nobody has in hand. */
  async cancelEntity(delivery: string, entity: string, session: ClientSession): Promise<number> {
    const { modifiedCount } = await this.messages.updateMany({ delivery, entity, state: 'pending' }, { $set: { state: 'canceled', dueAt: null } }, { session });
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
  async sweep(delivery: string, toDeliver: number): Promise<void> {
    for (let from = 0; from < toDeliver; from += SWEEP) {
      await this.messages.updateMany({ delivery, seq: { $gte: from, $lt: from + SWEEP }, state: 'pending' }, { $set: { state: 'canceled', dueAt: null } });
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
