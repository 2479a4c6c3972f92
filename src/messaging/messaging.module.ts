import { BullModule } from '@nestjs/bullmq';
import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';

import { Environment } from '../config/environment.js';
import { Hints } from './hints.js';
import { Publisher } from './publisher.js';
import { PREFIX } from './queue.js';
import { Workers } from './workers.js';

/** Redis connection options of a URL, as BullMQ takes them. */
export function redisOptions(url: string): { host: string; port: number; username?: string; password?: string; db: number; tls?: object } {
  const parsed = new URL(url);
  return {
    host: parsed.hostname,
    port: Number(parsed.port || 6379),
    db: Number(parsed.pathname.slice(1) || 0),
    ...(parsed.username === '' ? {} : { username: decodeURIComponent(parsed.username) }),
    ...(parsed.password === '' ? {} : { password: decodeURIComponent(parsed.password) }),
    ...(parsed.protocol === 'rediss:' ? { tls: {} } : {}),
  };
}

/** BullMQ's own pause grows to 20 s: a Redis that was away for a minute would be back for that long before anybody noticed. */
function soonAgain(times: number): number {
  return Math.min(times * 100, 1_000);
}

@Global()
@Module({
  imports: [
    DiscoveryModule,
    BullModule.forRootAsync({
      inject: [Environment],
      useFactory: (environment: Environment) => ({
        prefix: PREFIX,
        connection: { ...redisOptions(environment.REDIS_URL), maxRetriesPerRequest: null, retryStrategy: soonAgain },
      }),
      // Workers are started by the role (workers.ts), not by being imported.
      extraOptions: { manualRegistration: true },
    }),
  ],
  providers: [Publisher, Hints, Workers],
  exports: [Publisher, Hints],
})
export class MessagingModule {}
