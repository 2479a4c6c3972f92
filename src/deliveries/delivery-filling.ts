import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { createHash } from 'node:crypto';
import type { ClientSession, Model, QueryFilter } from 'mongoose';

import { Environment } from '../config/environment.js';
import { bareAddress } from '../mail/headers.js';
import { WORKER_NAME } from '../messaging/worker-name.js';
import { type Target, RecipientsQueries } from '../recipients/recipients.queries.js';
import { Transactions } from '../storage/transactions.js';
import { type Addressee, ReachedPort } from './deliveries.ports.js';
import type { Delivery } from './delivery.schema.js';
import { LEASE_MS } from './delivery.windows.js';
import { MessageLedger } from './message-ledger.js';
import type { Message } from './message.schema.js';

const BATCH = 1_000;

/**
 * Fills the ledger from the target, a batch and a position a transaction: whoever goes on after a
 * crash goes on behind the last recipient taken, and memory holds one batch however many there are.
 */
@Injectable()
export class DeliveryFilling {
  constructor(
    @InjectModel('Delivery') private readonly deliveries: Model<Delivery>,
    private readonly ledger: MessageLedger,
    private readonly recipients: RecipientsQueries,
    private readonly reached: ReachedPort,
    private readonly transactions: Transactions,
    private readonly environment: Environment,
  ) {}

  /**
   * Fills until the target is whole or the run is over; returns at once where another worker does.
   * @returns whether the ledger is whole
   */
  async fill(code: string, epoch: number, signal: AbortSignal): Promise<boolean> {
    const taken = await this.take(code, epoch);
    if (taken === null) return (await this.deliveries.exists({ _id: code, 'filling.complete': true } as QueryFilter<Delivery>)) !== null;
    let batch: Addressee[] = [];
    let after = taken.filling.after;
    for await (const recipient of this.addressees(taken)) {
      if (signal.aborted) break;
      batch.push(recipient);
      if (batch.length < BATCH) continue;
      if (!(await this.write(code, epoch, { batch, after, complete: false }))) return false;
      after = recipient.position;
      batch = [];
    }
    if (!signal.aborted) return this.write(code, epoch, { batch, after, complete: true });
    await this.letGo(code);
    return false;
  }

  /** Those of the target; of a correction those that the cancellation found reached, narrowed by the target. */
  private async *addressees(delivery: Delivery): AsyncGenerator<Addressee> {
    const { after } = delivery.filling;
    const { reachedBy } = delivery.target;
    if (reachedBy === null) {
      yield* this.recipients.targetCursor({ ...targetOf(delivery), after });
      return;
    }
    let batch: Addressee[] = [];
    for await (const addressee of this.reached.walk(reachedBy, after)) {
      batch.push(addressee);
      if (batch.length < BATCH) continue;
      yield* await this.recipients.among(batch, targetOf(delivery));
      batch = [];
    }
    yield* await this.recipients.among(batch, targetOf(delivery));
  }

  private async take(code: string, epoch: number): Promise<Delivery | null> {
    const free = { _id: code, status: 'running', epoch, 'filling.complete': false, $expr: { $lt: ['$filling.until', '$$NOW'] } } as QueryFilter<Delivery>;
    return this.transactions.run((session) => this.update(free, { 'filling.until': { $add: ['$$NOW', LEASE_MS] }, 'filling.worker': { $literal: WORKER_NAME } }, session));
  }

  private async letGo(code: string): Promise<void> {
    await this.transactions.run((session) => this.update({ _id: code, 'filling.worker': WORKER_NAME } as QueryFilter<Delivery>, { 'filling.until': new Date(0) }, session));
  }

  /** @returns false: the run is over, or another worker fills it */
  private async write(code: string, epoch: number, { batch, after, complete }: Batch): Promise<boolean> {
    // The position it read on from: of two that fill by mistake (a lease that lapsed), one finds it moved.
    const held = { _id: code, status: 'running', epoch, 'filling.complete': false, 'filling.after': after } as QueryFilter<Delivery>;
    // Nobody else adds rows behind this position: what it read here stays true.
    const fresh = await this.once(code, batch);
    return this.transactions.run(async (session) => {
      // The run's document first: lanes that claim meanwhile repeat theirs instead of making this one repeat for ever.
      const delivery = await this.update(held, { 'filling.until': { $add: ['$$NOW', LEASE_MS] } }, session);
      if (delivery === null) return false;
      const excluded = new Set(delivery.excludedEntities);
      const rows = fresh.map((recipient, index) => this.row(delivery, delivery.toDeliver + index, recipient, excluded.has(recipient.entity)));
      if (rows.length > 0) await this.ledger.add(rows, session);
      const figures = {
        toDeliver: { $add: ['$toDeliver', rows.length] },
        canceled: { $add: ['$canceled', rows.filter((row) => row.state === 'canceled').length] },
        'filling.after': { $literal: batch.at(-1)?.position ?? delivery.filling.after },
        'filling.complete': complete,
      };
      await this.update({ _id: code } as QueryFilter<Delivery>, figures, session);
      return true;
    });
  }

  private async update(held: QueryFilter<Delivery>, set: Record<string, unknown>, session: ClientSession): Promise<Delivery | null> {
    return (await this.deliveries.findOneAndUpdate(held, [{ $set: set }], { session, returnDocument: 'after', updatePipeline: true }).lean()) as Delivery | null;
  }

  /** One message per address and delivery. */
  private async once(code: string, batch: readonly Addressee[]): Promise<Addressee[]> {
    const known = await this.ledger.known(code, batch.map((recipient) => recipient.email));
    return batch.filter((recipient) => {
      if (known.has(recipient.email)) return false;
      known.add(recipient.email);
      return true;
    });
  }

  private row(delivery: Delivery, seq: number, recipient: Addressee, excluded: boolean): Message {
    const id = recipient._id.toHexString();
    return {
      _id: `${delivery._id}:${seq}`,
      delivery: delivery._id,
      seq,
      recipient: id,
      address: recipient.email,
      entity: recipient.entity,
      state: excluded ? 'canceled' : 'pending',
      window: null,
      at: null,
      messageId: `${delivery._id}.${seq}.${hashOf(delivery._id, id)}@${this.host()}`,
      reply: null,
      tries: 0,
      dueAt: null,
    };
  }

  private host(): string {
    return bareAddress(this.environment.MAIL_FROM).split('@')[1] ?? 'relais.invalid';
  }
}

interface Batch {
  batch: readonly Addressee[];
  /** The position that the batch follows. */
  after: string | null;
  /** It is the last one. */
  complete: boolean;
}

/** Whom a run is for: its scope, its own query, and its part of a workflow's population. */
function targetOf({ scope, target, population }: Delivery): Target {
  return {
    entities: scope,
    query: target.query,
    ...(population === null ? {} : { within: population.of.query, split: population.of.split, part: population.part }),
  };
}

function hashOf(delivery: string, recipient: string): string {
  return createHash('sha256').update(`${delivery} ${recipient}`).digest('hex').slice(0, 16);
}
