import { Injectable, Logger } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Connection, mongo } from 'mongoose';

import { Environment } from '../config/environment.js';
import { Reconciler } from '../messaging/reconciler.js';
import { applicationName } from './application-name.js';

/** An open transaction that waits for its next statement. */
interface Waiting {
  lsid: { id: unknown };
  connectionId: number;
  waitsMs: number;
}

const LEFT_AFTER_MS = 300;
/** Longer than any process of ours thinks between two statements, unless it is frozen. One that was only slow repeats its transaction. */
const FROZEN_AFTER_MS = 5_000;
/** Unauthorized, CommandNotFound, CommandNotSupported, and what hosted servers answer in their place. */
const REFUSALS = new Set([13, 59, 115, 8000]);

/**
 * Ends transactions that nobody goes on with. Without it what a killed process had written stays
 * locked until the server's own limit, a minute: everything due to it, and a cancel of it, would
 * wait that long. Needs no right beyond the user's own.
 */
@Injectable()
export class AbandonedTransactions extends Reconciler {
  private readonly log = new Logger(AbandonedTransactions.name);
  private readonly appName: string;
  private isRefused = false;

  constructor(
    environment: Environment,
    @InjectConnection() private readonly connection: Connection,
  ) {
    super(environment);
    this.appName = applicationName(environment.MONGODB_URI);
  }

  protected override firstLookAfterMs(): number {
    return 0;
  }

  protected async look(): Promise<void> {
    if (this.isRefused) return;
    try {
      await this.endAbandoned();
    } catch (error) {
      if (!(error instanceof mongo.MongoServerError) || !REFUSALS.has(Number(error.code))) throw error;
      this.isRefused = true;
      this.log.warn(`this MongoDB does not tell of open transactions (${error.message}): what a killed process wrote stays locked until its own limit`);
    }
  }

  private async endAbandoned(): Promise<void> {
    const waiting = await this.waiting();
    if (waiting.length === 0) return;
    const connected = await this.connected();
    const abandoned = waiting.filter(({ connectionId, waitsMs }) => !connected.has(connectionId) || waitsMs > FROZEN_AFTER_MS);
    if (abandoned.length === 0) return;
    await this.admin().command({ killSessions: abandoned.map(({ lsid }) => ({ id: lsid.id })) });
    this.log.warn(`ended ${abandoned.length} transactions that a process left open`);
  }

  private async waiting(): Promise<Waiting[]> {
    return this.admin()
      .aggregate<Waiting>([
        { $currentOp: { allUsers: false, idleSessions: true } },
        { $match: { appName: this.appName, type: 'idleSession', 'transaction.timeInactiveMicros': { $gt: LEFT_AFTER_MS * 1_000 } } },
        { $project: { lsid: 1, connectionId: 1, waitsMs: { $divide: ['$transaction.timeInactiveMicros', 1_000] } } },
      ])
      .toArray();
  }

  private async connected(): Promise<Set<number>> {
    const present = await this.admin()
      .aggregate<{ connectionId: number }>([{ $currentOp: { allUsers: false, idleConnections: true } }, { $match: { appName: this.appName, type: 'op' } }, { $project: { connectionId: 1 } }])
      .toArray();
    return new Set(present.map(({ connectionId }) => connectionId));
  }

  private admin(): ReturnType<ReturnType<Connection['getClient']>['db']> {
    return this.connection.getClient().db('admin');
  }
}
