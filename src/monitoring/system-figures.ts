import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';

import { Clock } from '../clock/clock.js';
import { Publisher } from '../messaging/publisher.js';
import { registeredQueues } from '../messaging/register-queue.js';
import { within } from './vital-signs.js';

const ANSWER_WITHIN_MS = 1_500;
/** Beyond, the exact number tells nobody more, and counting it costs. */
const OUTBOX_COUNTED_TO = 10_000;

export const JOB_STATES = ['waiting', 'prioritized', 'active', 'delayed', 'failed'] as const;
export const MESSAGE_STATES = ['toDeliver', 'sent', 'failed', 'canceled', 'uncertain'] as const;
export type MessageFigures = Record<(typeof MESSAGE_STATES)[number], number>;

/** Figures of the whole installation, the same whichever process is asked. */
@Injectable()
export class SystemFigures {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    private readonly publisher: Publisher,
    private readonly clock: Clock,
  ) {}

  async queues(): Promise<{ queue: string; counts: Record<string, number> }[]> {
    return Promise.all(
      registeredQueues().map(async ({ name }) => ({ queue: name, counts: await within(ANSWER_WITHIN_MS, this.publisher.queue(name).getJobCounts(...JOB_STATES)) })),
    );
  }

  async cancellationsRunning(): Promise<number> {
    return this.connection.collection('cancellations').countDocuments({ state: 'running' });
  }

  /** @returns rows that wait, up to 10,000, and the age of the oldest in seconds */
  async outbox(): Promise<{ waiting: number; oldestSeconds: number }> {
    const rows = this.connection.collection('outbox');
    const [waiting, oldest] = await Promise.all([rows.countDocuments({ relayedAt: null }, { limit: OUTBOX_COUNTED_TO }), rows.findOne({ relayedAt: null }, { sort: { _id: 1 }, projection: { at: 1 } })]);
    const at = oldest?.['at'] as Date | undefined;
    return { waiting, oldestSeconds: at === undefined ? 0 : Math.max(0, (this.clock.now().getTime() - at.getTime()) / 1_000) };
  }

  /** Sums of the live figures that each delivery keeps; the ledger itself is never counted. */
  async messages(): Promise<MessageFigures> {
    const [sums] = await this.connection
      .collection('deliveries')
      .aggregate<Partial<MessageFigures>>([{ $group: { _id: null, ...Object.fromEntries(MESSAGE_STATES.map((state) => [state, { $sum: `$${state}` }])) } }])
      .toArray();
    return Object.fromEntries(MESSAGE_STATES.map((state) => [state, sums?.[state] ?? 0])) as MessageFigures;
  }
}
