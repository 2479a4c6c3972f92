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
import { claimPipeline, LEASE_MS, renewPipeline, slotMs } from './delivery.windows.js';

/** A window in this worker's hands. */
export interface Claim {
  window: Window;
  /** Milliseconds after the claim at which its first message may leave. */
  waitMs: number;
  /** Until when, on the monotonic clock, this worker may trust its lease. */
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
}

/** What workers write on a run: claims, leases, results. `status` is never written here. */
@Injectable()
export class DeliveryRuns {
  constructor(
    @InjectModel('Delivery') private readonly deliveries: Model<Delivery>,
    private readonly ledger: MessageLedger,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async find(code: string, session?: ClientSession): Promise<Delivery | null> {
    return (await this.deliveries.findById(code, null, { session: session ?? null }).lean()) as Delivery | null;
  }

  /** Claims the next window under the run's fence; null: nothing is left, or the run is over. */
  async claim(run: Pick<Delivery, '_id' | 'epoch' | 'ratePerSecond'>): Promise<Claim | null> {
    const asked = this.clock.monotonic();
    const id = randomUUID();
    const filter = { _id: run._id, status: 'running', epoch: run.epoch, $or: [{ 'returned.0': { $exists: true } }, { $expr: { $lt: ['$nextSeq', '$toDeliver'] } }] };
    const claimed = await this.update(filter as QueryFilter<Delivery>, claimPipeline({ id, worker: WORKER_NAME, epoch: run.epoch }, run.ratePerSecond));
    const window = claimed?.windows.find((held) => held.id === id);
    if (claimed === null || window === undefined) return null;
    const slot = claimed.nextSlotAt.getTime() - slotMs(window.to - window.from, run.ratePerSecond);
    // The lease was counted from the database's clock: so is the wait.
    return { window, waitMs: Math.max(0, slot - (window.until.getTime() - LEASE_MS)), leaseUntil: asked + LEASE_MS };
  }

  /** At the window's slot: takes its messages in hand, if the run is still this one. Null: it is not. */
  async begin(code: string, window: Window): Promise<{ delivery: Delivery; messages: Message[] } | null> {
    return this.transactions.run(async (session) => {
      const delivery = await this.update({ _id: code, status: 'running', epoch: window.epoch, 'windows.id': window.id }, renewPipeline(window.id), session);
      if (delivery === null) return null;
      return { delivery, messages: await this.ledger.take(code, window, delivery.excludedEntities, session) };
    });
  }

  /** Lengthens the lease, whatever the status: what is in flight may finish. Null: the window was taken away. */
  async renew(code: string, window: string): Promise<Delivery | null> {
    return this.update({ _id: code, 'windows.id': window }, renewPipeline(window));
  }

  /** Writes results and figures, in one transaction. Null: the window was taken away, nothing is written. */
  async giveBack(code: string, window: Window, back: GiveBack): Promise<Delivery | null> {
    return this.transactions.run(async (session) => {
      const held = await this.deliveries.findOne({ _id: code, 'windows.id': window.id }, { excludedEntities: 1, status: 1, awaySince: 1 }, { session }).lean();
      if (held === null) return null;
      const excluded = new Set(held.excludedEntities);
      const unsent = back.unsent.map((message): MessageResult => ({ seq: message.seq, state: excluded.has(message.entity) ? 'canceled' : 'pending', reply: null, at: null }));
      // A write that failed is repeated with the next one: each row counts once, while it is in this hand.
      const inHand = await this.ledger.inHand(code, window.id, session);
      const results = [...back.results, ...unsent].filter((result) => inHand.has(result.seq));
      const free = results.filter((result) => result.state === 'pending').map((result) => result.seq);
      const sent = results.filter((result) => result.state === 'sent');
      const update = {
        $inc: { sent: sent.length, failed: count(results, 'failed'), uncertain: count(results, 'uncertain'), canceled: count(results, 'canceled') },
        ...(back.results.length > 0 ? { $addToSet: { workers: WORKER_NAME } } : {}),
        ...(sent.length > 0 ? { $max: { lastMessageAt: sent.reduce((last, result) => (result.at !== null && result.at > last ? result.at : last), new Date(0)) } } : {}),
        ...(back.last ? { $pull: { windows: { id: window.id } } } : {}),
        ...(back.last && free.length > 0 ? { $push: { returned: { from: Math.min(...free), to: Math.max(...free) + 1 } } } : {}),
        ...(back.away ? (held.awaySince === null ? { $set: { awaySince: this.clock.now() } } : {}) : back.results.length > 0 ? { $set: { awaySince: null } } : {}),
      };
      const delivery = await this.deliveries.findOneAndUpdate({ _id: code, 'windows.id': window.id }, update as UpdateQuery<Delivery>, { session, returnDocument: 'after' }).lean();
      await this.ledger.record(code, window.id, results, session);
      return delivery as Delivery | null;
    });
  }

  /** A window that was claimed and never begun: free again, nobody's message was touched. */
  async release(code: string, window: Window): Promise<Delivery | null> {
    return (await this.deliveries
      .findOneAndUpdate({ _id: code, 'windows.id': window.id }, { $pull: { windows: { id: window.id } }, $push: { returned: { from: window.from, to: window.to } } } as UpdateQuery<Delivery>, { returnDocument: 'after' })
      .lean()) as Delivery | null;
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

  private async update(filter: QueryFilter<Delivery>, pipeline: Record<string, unknown>[], session?: ClientSession): Promise<Delivery | null> {
    return (await this.deliveries.findOneAndUpdate(filter, pipeline as never, { session: session ?? null, returnDocument: 'after', updatePipeline: true }).lean()) as Delivery | null;
  }
}

function count(results: readonly MessageResult[], state: MessageResult['state']): number {
  return results.filter((result) => result.state === state).length;
}
