import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import { Clock } from '../clock/clock.js';
import { Publisher } from '../messaging/publisher.js';
import { Transactions } from '../storage/transactions.js';
import type { OutboxRow } from './outbox.schema.js';
import { Reactions } from './reactions.js';

const LOOK_EVERY_MS = 500;
const BATCH = 200;
const TAKEN_FOR_MS = 10_000;

/**
 * Adds the jobs of committed outbox rows to their queues, at least once: job ids and database
 * guards make a second time harmless. Wakes after each commit of its process that promised some, and twice a second.
 */
@Injectable()
export class Relay implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(Relay.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private again = false;
  private stopped = false;

  constructor(
    @InjectModel('OutboxRow') private readonly rows: Model<OutboxRow>,
    private readonly publisher: Publisher,
    private readonly reactions: Reactions,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.transactions.onPromise(() => this.wake());
    this.timer = setInterval(() => this.wake(), LOOK_EVERY_MS);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.running;
  }

  wake(): void {
    if (this.stopped) return;
    if (this.running !== undefined) {
      this.again = true;
      return;
    }
    this.running = this.relayAll()
      .catch((error: unknown) => this.logger.warn(`the outbox waits: ${error instanceof Error ? error.message : String(error)}`))
      .finally(() => {
        this.running = undefined;
        if (this.again) {
          this.again = false;
          this.wake();
        }
      });
  }

  private async relayAll(): Promise<void> {
    while (!this.stopped && (await this.relayBatch()) === BATCH);
  }

  private async relayBatch(): Promise<number> {
    const now = this.clock.now();
    const waiting = await this.rows.find({ relayedAt: null, takenUntil: { $lt: now } }, { _id: 1 }).sort({ _id: 1 }).limit(BATCH).lean();
    if (waiting.length === 0) return 0;
    const takenUntil = new Date(now.getTime() + TAKEN_FOR_MS + Math.floor(Math.random() * 1_000));
    const ids = waiting.map((row) => row._id);
    await this.rows.updateMany({ _id: { $in: ids }, relayedAt: null, takenUntil: { $lt: now } }, { $set: { takenUntil } });
    const mine = await this.rows.find({ _id: { $in: ids }, relayedAt: null, takenUntil }).sort({ _id: 1 }).lean();
    try {
      await this.publish(mine);
    } catch (error) {
      // Given back, so that it goes out as soon as Redis is there again.
      await this.rows.updateMany({ _id: { $in: mine.map((row) => row._id) } }, { $set: { takenUntil: new Date(0) } });
      throw error;
    }
    await this.rows.updateMany({ _id: { $in: mine.map((row) => row._id) } }, { $set: { relayedAt: this.clock.now() } });
    return waiting.length;
  }

  private async publish(rows: readonly OutboxRow[]): Promise<void> {
    // First, and without Redis: what the rooms above owe is theirs even where no job can be added now.
    await this.reactions.keep(rows);
    const jobs = rows.flatMap((row) => [...row.jobs, ...this.reactions.to(row)]);
    if (jobs.length > 0) await this.publisher.addAll(jobs);
  }
}
