import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { Redis } from 'ioredis';
import type { Connection } from 'mongoose';

import { Clock } from '../clock/clock.js';
import { Environment } from '../config/environment.js';

const ANSWER_WITHIN_MS = 1_500;

/** Whether a service answers, and how long it took. */
export interface Sign {
  state: 'up' | 'down';
  milliseconds: number;
}

/** Asks the services this process stands on whether they live, without ever waiting long for one that does not. */
@Injectable()
export class VitalSigns implements OnModuleInit, OnApplicationShutdown {
  private readonly redis: Redis;

  constructor(
    environment: Environment,
    @InjectConnection() private readonly connection: Connection,
    private readonly clock: Clock,
  ) {
    // A connection of its own: BullMQ's wait for Redis for ever, this one says at once that it is away.
    this.redis = new Redis(environment.REDIS_URL, { lazyConnect: true, enableOfflineQueue: false, maxRetriesPerRequest: 0, retryStrategy: (attempt) => Math.min(attempt * 100, 1_000) });
    this.redis.on('error', () => undefined);
  }

  onModuleInit(): void {
    this.redis.connect().catch(() => undefined);
  }

  onApplicationShutdown(): void {
    this.redis.disconnect();
  }

  mongodb(): Promise<Sign> {
    return this.measure(async () => {
      if (this.connection.db === undefined) throw new Error('not connected');
      await this.connection.db.admin().command({ ping: 1 });
    });
  }

  async redisAnswers(): Promise<Sign> {
    return this.measure(async () => {
      await this.redis.ping();
    });
  }

  private async measure(ask: () => Promise<void>): Promise<Sign> {
    const started = this.clock.monotonic();
    const state = await within(ANSWER_WITHIN_MS, ask()).then(
      () => 'up' as const,
      () => 'down' as const,
    );
    return { state, milliseconds: Math.round(this.clock.monotonic() - started) };
  }
}

/** @throws Error when the work takes longer */
export async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
