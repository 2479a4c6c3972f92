import { Injectable, Logger } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { setTimeout as pause } from 'node:timers/promises';
import type { ClientSession, Connection } from 'mongoose';

const GIVE_UP_AFTER_MS = 30_000;
const LONGEST_PAUSE_MS = 200;

/**
 * Runs work in one MongoDB transaction, snapshot read, majority write. A write conflict repeats the
 * WHOLE of it after a pause of random length: without the pause, writers of one document starve
 * each other. `work` must therefore have no effect outside the session.
 */
@Injectable()
export class Transactions {
  private readonly logger = new Logger(Transactions.name);
  private readonly listeners = new Set<() => void>();

  constructor(@InjectConnection() private readonly connection: Connection) {}

  /** Calls `listener` after each commit of this process (the outbox relay wakes up by it). */
  onCommit(listener: () => void): void {
    this.listeners.add(listener);
  }

  async run<T>(work: (session: ClientSession) => Promise<T>): Promise<T> {
    const started = performance.now();
    for (let attempt = 1; ; attempt++) {
      const session = await this.connection.startSession();
      try {
        session.startTransaction({ readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority' } });
        const result = await work(session);
        await commit(session);
        this.listeners.forEach((listener) => listener());
        return result;
      } catch (error) {
        if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
        const spent = performance.now() - started;
        if (!isTransient(error) || spent > GIVE_UP_AFTER_MS) throw error;
        if (attempt % 20 === 0) this.logger.warn(`transaction repeated ${attempt} times so far`);
        await pause(Math.random() * Math.min(LONGEST_PAUSE_MS, 5 * 2 ** attempt));
      } finally {
        await session.endSession();
      }
    }
  }
}

async function commit(session: ClientSession): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await session.commitTransaction();
      return;
    } catch (error) {
      // The commit may have happened: asking again is safe, running the work again is not.
      if (attempt > 10 || !hasLabel(error, 'UnknownTransactionCommitResult')) throw error;
      await pause(Math.random() * LONGEST_PAUSE_MS);
    }
  }
}

function isTransient(error: unknown): boolean {
  return hasLabel(error, 'TransientTransactionError');
}

function hasLabel(error: unknown, label: string): boolean {
  const labelled = error as { hasErrorLabel?: (label: string) => boolean };
  return typeof labelled.hasErrorLabel === 'function' && labelled.hasErrorLabel(label);
}
