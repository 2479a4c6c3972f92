import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { randomUUID } from 'node:crypto';
import type { ClientSession, Model, QueryFilter, UpdateQuery } from 'mongoose';

import { Clock } from '../clock/clock.js';
import { WORKER_NAME } from '../messaging/worker-name.js';
import { Transactions } from '../storage/transactions.js';
import { MessageLedger, type MessageResult } from './message-ledger.js';
import type { Message } from './message.schema.js';
import type { Delivery, Window } from './delivery.schema.js';
import { claimAgainPipeline, claimPipeline, LEASE_MS, type Noted, notePipeline, renewPipeline, slotIsNear, slotMs, windowSize } from './delivery.windows.js';

/** What a lane needs of the record after each write: never its texts. */
const STATE = { status: 1, epoch: 1, excludedEntities: 1, awaySince: 1, sent: 1, failed: 1, uncertain: 1, judgedFrom: 1, maxFailureRate: 1, windows: 1, nextSlotAt: 1 } as const;
export type RunState = Pick<Delivery, '_id' | keyof typeof STATE>;

/** A window claimed by this worker; its messages wait, nobody's was touched. */
export interface Claim {
  window: Window;
  messages: readonly Message[];
  /** When its first message may leave, and until when this worker may trust its lease: on the monotonic clock. */
  startAt: number;
  leaseUntil: number;
}

export interface GiveBack {
  results: readonly MessageResult[];
  /** The window's messages that were not sent, free again; of excluded entities: canceled. */
  unsent: readonly Message[];
  /** False: results so far, the window is still held. */
  last: boolean;
  /** The mail server could not be reached. */
  away: boolean;
  /** It could not be reached before. */
  wasAway: boolean;
}

type Run = Pick<Delivery, '_id' | 'epoch' | 'ratePerSecond'>;

/** The hand does not hold all of what it gives back: a write before this one was made after all. */
class WrittenBefore extends Error {}

/**
 * What workers write on a run: claims, leases, results. `status` is never written here. Each write is
 * a transaction, a single one too: MongoDB answers its conflict at once, where a plain write would
 * keep its connection until the other transaction ends, and that one may be waiting for a connection.
 */
@Injectable()
export class DeliveryRuns {
  constructor(
    @InjectModel('Delivery') private readonly deliveries: Model<Delivery>,
    private readonly ledger: MessageLedger,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async find(code: string, session?: ClientSession): Promise<Delivery | null> {
    const found = (await this.deliveries.findById(code, null, { session: session ?? null }).lean()) as Delivery | null;
    return found === null ? null : { ...found, channel: found.channel ?? 'smtp' };
  }

  /** Claims the next window under the run's fence; null: nothing is left, its slot is not near yet, or the run is over. */
  async claim(run: Run): Promise<Claim | null> {
    const id = randomUUID();
    const left = { $or: [{ $gt: [{ $size: '$returned' }, 0] }, { $lt: ['$nextSeq', '$toDeliver'] }] };
    const filter = { ...held(run), $expr: { $and: [left, slotIsNear] } };
    const { asked, claimed } = await this.claimBy(filter as QueryFilter<Delivery>, claimPipeline({ id, worker: WORKER_NAME, epoch: run.epoch }, run.ratePerSecond));
    const window = claimed?.windows.find((one) => one.id === id);
    if (claimed === null || window === undefined) return null;
    return this.claimOf(run, claimed, window, await this.ledger.waiting(run._id, window), { asked, slot: window.to - window.from });
  }

  /** Claims messages that were refused for now and whose time has come; null: there are none, or the run is over. */
  async claimAgain(run: Run): Promise<Claim | null> {
    const messages = await this.ledger.due(run._id, this.clock.now(), windowSize(run.ratePerSecond));
    const [first, last] = [messages[0], messages.at(-1)];
    if (first === undefined || last === undefined) return null;
    const id = randomUUID();
    const range = { from: first.seq, to: last.seq + 1 };
    const { asked, claimed } = await this.claimBy(held(run) as QueryFilter<Delivery>, claimAgainPipeline({ id, worker: WORKER_NAME, epoch: run.epoch, ...range }, messages.length, run.ratePerSecond));
    const window = claimed?.windows.find((one) => one.id === id);
    if (claimed === null || window === undefined) return null;
    return this.claimOf(run, claimed, window, messages, { asked, slot: messages.length });
  }

  /** At the window's slot: takes its messages in hand, if the run is still this one. Null: it is not. */
  async begin(code: string, { window, messages }: Claim): Promise<{ delivery: RunState; messages: readonly Message[] } | null> {
    return this.transactions.run(async (session) => {
      const delivery = await this.update({ _id: code, status: 'running', epoch: window.epoch, 'windows.id': window.id }, renewPipeline(window.id), session);
      if (delivery === null) return null;
      return { delivery, messages: await this.ledger.take(code, window, messages, delivery.excludedEntities, session) };
    });
  }

  /** Lengthens the lease, whatever the status: what is in flight may finish. Null: the window was taken away. */
  async renew(code: string, window: string): Promise<RunState | null> {
    return this.transactions.run((session) => this.update({ _id: code, 'windows.id': window }, renewPipeline(window), session));
  }

  /** Writes results and figures, in one transaction. Null: the window was taken away, nothing is written. */
  async giveBack(code: string, window: Window, back: GiveBack): Promise<RunState | null> {
    try {
      return await this.transactions.run((session) => this.write(code, window, back, session));
    } catch (error) {
      if (!(error instanceof WrittenBefore)) throw error;
      // A write that failed was made after all: each row counts once, while it is in this hand.
      return this.transactions.run(async (session) => {
        const inHand = await this.ledger.inHand(code, window, session);
        const left = { ...back, results: back.results.filter(({ seq }) => inHand.has(seq)), unsent: back.unsent.filter(({ seq }) => inHand.has(seq)) };
        return this.write(code, window, left, session);
      });
    }
  }

  /** A window that was claimed and never begun: free again, nobody's message was touched. */
  async release(code: string, { id, from, to, again }: Window): Promise<void> {
    const update = { $pull: { windows: { id } }, ...(again === true ? {} : { $push: { returned: { from, to } } }) };
    await this.transactions.run((session) => this.deliveries.updateOne({ _id: code, 'windows.id': id }, update as UpdateQuery<Delivery>, { session }));
  }

  /** Takes windows whose lease ran out away from their workers. @returns how many */
  async recoverLost(code: string): Promise<number> {
    const [found] = await this.deliveries.aggregate<{ lost: Window[] }>([
      { $match: { _id: code, 'windows.0': { $exists: true } } },
      { $project: { lost: { $filter: { input: '$windows', cond: { $lt: ['$$this.until', '$$NOW'] } } } } },
    ]);
    let recovered = 0;
    for (const window of found?.lost ?? []) if (await this.recover(code, window)) recovered++;
    return recovered;
  }

  /** `asked`: when the write that came about was sent, on the monotonic clock. */
  private async claimBy(filter: QueryFilter<Delivery>, pipeline: Record<string, unknown>[]): Promise<{ asked: number; claimed: RunState | null }> {
    return this.transactions.run(async (session) => {
      const asked = this.clock.monotonic();
      return { asked, claimed: await this.update(filter, pipeline, session) };
    });
  }

  private claimOf({ ratePerSecond }: Run, claimed: RunState, window: Window, messages: readonly Message[], { asked, slot }: { asked: number; slot: number }): Claim {
    // The lease was counted from the database's clock: so is the wait.
    const waitMs = claimed.nextSlotAt.getTime() - slotMs(slot, ratePerSecond) - (window.until.getTime() - LEASE_MS);
    return { window, messages, startAt: asked + Math.max(0, waitMs), leaseUntil: asked + LEASE_MS };
  }

  private async write(code: string, window: Window, back: GiveBack, session: ClientSession): Promise<RunState | null> {
    // Read first where what is written depends on it.
    const reads = back.unsent.length > 0 || back.away || back.wasAway;
    const before = reads ? await this.deliveries.findOne({ _id: code, 'windows.id': window.id }, STATE, { session }).lean() : undefined;
    if (before === null) return null;
    const results = [...back.results, ...unsentOf(back.unsent, new Set(before?.excludedEntities))];
    const delivery = await this.update({ _id: code, 'windows.id': window.id }, notePipeline(window.id, notedOf(window, back, results, before ?? { awaySince: null }, this.clock.now())), session);
    if (delivery === null) return null;
    if ((await this.ledger.record(code, window, results, session)) !== results.length) throw new WrittenBefore(window.id);
    return delivery;
  }

  private async recover(code: string, window: Window): Promise<boolean> {
    return this.transactions.run(async (session) => {
      // The same `until`: a worker that renewed since is alive.
      const pulled = await this.deliveries.findOneAndUpdate(
        { _id: code, windows: { $elemMatch: { id: window.id, until: window.until } } },
        { $pull: { windows: { id: window.id } } } as UpdateQuery<Delivery>,
        { session },
      );
      if (pulled === null) return false;
      const { uncertain, pending } = await this.ledger.abandon(code, window, this.clock.now(), session);
      const update = { $inc: { uncertain }, ...(pending === null ? {} : { $push: { returned: pending } }) };
      await this.deliveries.updateOne({ _id: code }, update as UpdateQuery<Delivery>, { session });
      return true;
    });
  }

  private async update(filter: QueryFilter<Delivery>, pipeline: Record<string, unknown>[], session: ClientSession): Promise<RunState | null> {
    return (await this.deliveries.findOneAndUpdate(filter, pipeline as never, { session, returnDocument: 'after', updatePipeline: true, projection: STATE }).lean()) as RunState | null;
  }
}

/** Still running, not paused or stopped since. */
function held({ _id, epoch }: Run): Record<string, unknown> {
  return { _id, status: 'running', epoch };
}

function notedOf(window: Window, back: GiveBack, results: readonly MessageResult[], before: Pick<Delivery, 'awaySince'>, now: Date): Noted {
  const sent = results.filter(({ state }) => state === 'sent');
  const refused = results.findLast(({ state, again }) => state === 'failed' || again !== undefined);
  const free = back.last && window.again !== true ? results.filter(({ state, again }) => state === 'pending' && again === undefined).map(({ seq }) => seq) : [];
  const away = back.away ? { awaySince: before.awaySince ?? now } : back.wasAway && back.results.length > 0 ? { awaySince: null } : {};
  return {
    figures: { sent: sent.length, failed: count(results, 'failed'), uncertain: count(results, 'uncertain'), canceled: count(results, 'canceled') },
    worker: back.results.length > 0 ? WORKER_NAME : null,
    lastMessageAt: sent.reduce<Date | null>((last, { at }) => (at !== null && (last === null || at > last) ? at : last), null),
    set: { ...away, ...(refused === undefined ? {} : { lastRefusal: { reply: refused.reply, at: refused.at, isTemporary: refused.again !== undefined } }) },
    last: back.last,
    returned: free.length > 0 ? { from: Math.min(...free), to: Math.max(...free) + 1 } : null,
  };
}

/** What was not sent waits again; messages that are tried again keep being due. */
function unsentOf(unsent: readonly Message[], excluded: ReadonlySet<string>): MessageResult[] {
  return unsent.map(({ seq, entity, tries, reply, at }) => {
    if (excluded.has(entity)) return { seq, state: 'canceled', reply, at };
    return { seq, state: 'pending', reply, at, ...(tries > 0 ? { again: { dueAt: at ?? new Date(0), tries } } : {}) };
  });
}

function count(results: readonly MessageResult[], state: MessageResult['state']): number {
  return results.filter((result) => result.state === state).length;
}
