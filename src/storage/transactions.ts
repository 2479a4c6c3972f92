import { Injectable, Logger } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { setTimeout as pause } from 'node:timers/promises';
import type { ClientSession, Connection } from 'mongoose';

import { DomainError } from '../errors/domain-error.js';

const GIVE_UP_AFTER_MS = 30_000;
const LONGEST_PAUSE_MS = 200;

/**
 * Runs work in one MongoDB transaction, snapshot read, majority write. A write conflict repeats the
 * WHOLE of it after a pause of random length: without the pause, writers of one document starve
 * each other. `work` must therefore have no effect outside the session.
 *
 * A new snapshot may lie a moment behind what plain reads show already (about 3 in 1,000 while others
 * write). A refusal is therefore given only by a snapshot that holds all that was visible before it:
 * who saw a cascade finished is not told that it still runs.
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
    let abreast = false;
    for (let attempt = 1; ; attempt++) {
      const session = await this.connection.startSession();
      try {
        if (abreast) await this.waitForAllSeen(session);
        session.startTransaction({ readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority' } });
        const result = await work(session);
        await commit(session);
        this.listeners.forEach((listener) => listener());
        return result;
      } catch (error) {
        if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
        if (error instanceof DomainError && !abreast) {
          abreast = true;
          continue;
        }
        const spent = performance.now() - started;
        if (!isTransient(error) || spent > GIVE_UP_AFTER_MS) throw error;
        if (attempt % 20 === 0) this.logger.warn(`transaction repeated ${attempt} times so far`);
        await pause(Math.random() * Math.min(LONGEST_PAUSE_MS, 5 * 2 ** attempt));
      } finally {
        await session.endSession();
      }
    }
  }

  /** The session's next transaction reads from after the newest operation of the server. */
  private async waitForAllSeen(session: ClientSession): Promise<void> {
    const newest = await this.connection.db?.command({ ping: 1 });
    if (newest === undefined) return;
    session.advanceClusterTime(newest['$clusterTime']);
    session.advanceOperationTime(newest['operationTime']);
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
