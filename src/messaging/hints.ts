import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Redis } from 'ioredis';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';

import { Environment } from '../config/environment.js';

/**
 * Says that something was stopped or closed. Only a hint: it can be lost, the record in MongoDB is the
 * truth. `hold`: it is about to be, its transaction is on the way: what runs waits a moment to hear.
 */
export type Hint = ({ package: string; cycle: number } | { process: string }) & { hold?: true };

/** Redis pub/sub between all processes: about a millisecond from the commit to every worker. */
@Injectable()
export class Hints implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(Hints.name);
  private readonly listeners = new Set<(hint: Hint) => void>();
  private readonly channel: string;
  private readonly sender: Redis;
  private readonly receiver: Redis;

  constructor(environment: Environment, @InjectConnection() connection: Connection) {
    // Redis channels know no database number: the record's own name keeps two applications apart.
    this.channel = `relais:hints:${connection.name}`;
    this.sender = new Redis(environment.REDIS_URL, { lazyConnect: true, enableOfflineQueue: false, maxRetriesPerRequest: 0 });
    this.receiver = new Redis(environment.REDIS_URL, { lazyConnect: true, maxRetriesPerRequest: null });
    for (const client of [this.sender, this.receiver]) client.on('error', () => undefined);
  }

  onModuleInit(): void {
    this.receiver.on('message', (_channel, message) => {
      const hint = JSON.parse(message) as Hint;
      this.listeners.forEach((listener) => listener(hint));
    });
    // Not awaited: the application starts and serves without Redis.
    this.sender.connect().catch(() => undefined);
    this.receiver
      .connect()
      .then(() => this.receiver.subscribe(this.channel))
      .catch((error: unknown) => this.logger.warn(`no hints for now: ${String(error)}`));
  }

  listen(listener: (hint: Hint) => void): void {
    this.listeners.add(listener);
  }

  /** Tells this process at once and the others through Redis; never throws, never waits for Redis. */
  send(hint: Hint): void {
    this.listeners.forEach((listener) => listener(hint));
    this.sender.publish(this.channel, JSON.stringify(hint)).catch(() => undefined);
  }

  onApplicationShutdown(): void {
    this.sender.disconnect();
    this.receiver.disconnect();
  }
}
