import { Injectable, Logger } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type ClientSession, type Connection, mongo } from 'mongoose';
import { setTimeout as pause } from 'node:timers/promises';
import pLimit from 'p-limit';

import { DomainError } from '../errors/domain-error.js';
import { StillContended } from '../errors/still-contended.js';

const GIVE_UP_AFTER_MS = 30_000;
const LONGEST_PAUSE_MS = 200;
/** Repeated more often than this, a transaction tries again beside few others of its process: many at once on one document would only undo one another. */
const FREE_ATTEMPTS = 2;
const CONTENDED_AT_ONCE = 4;

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
  private readonly few = pLimit(CONTENDED_AT_ONCE);
  private readonly promising = new WeakSet<ClientSession>();

  constructor(@InjectConnection() private readonly connection: Connection) {}

  /** Calls `listener` after each commit of this process that promised something (the outbox relay wakes up by it). */
  onPromise(listener: () => void): void {
    this.listeners.add(listener);
  }

  /** This transaction holds what is to be published once it is committed. */
  promises(session: ClientSession): void {
    this.promising.add(session);
  }

  /** @throws StillContended where others write the same without a pause for half a minute */
  async run<T>(work: (session: ClientSession) => Promise<T>): Promise<T> {
    const started = performance.now();
    let abreast = false;
    const once = (): Promise<T> => this.once(work, abreast);
    for (let attempt = 1; ; attempt++) {
      try {
        return await (attempt <= FREE_ATTEMPTS ? once() : this.few(once));
      } catch (error) {
        if (error instanceof DomainError && !abreast) {
          abreast = true;
          continue;
        }
        if (!isTransient(error)) throw error;
        if (performance.now() - started > GIVE_UP_AFTER_MS) throw error instanceof mongo.MongoServerError ? new StillContended(error.message, { cause: error }) : error;
        if (attempt % 20 === 0) this.logger.warn(`transaction repeated ${attempt} times so far`);
        await pause(Math.random() * Math.min(LONGEST_PAUSE_MS, 5 * 2 ** attempt));
      }
    }
  }

  private async once<T>(work: (session: ClientSession) => Promise<T>, abreast: boolean): Promise<T> {
    const session = await this.connection.startSession();
    try {
      if (abreast) await this.waitForAllSeen(session);
      session.startTransaction({ readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority' } });
      const result = await work(session);
      await commit(session);
      if (this.promising.has(session)) this.listeners.forEach((listener) => listener());
      return result;
    } catch (error) {
      if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
      throw error;
    } finally {
      await session.endSession();
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
