import { getQueueToken } from '@nestjs/bullmq';
import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Queue } from 'bullmq';

import { type JobName, type JobToAdd, jobToAdd, type Payload, type QueueDefinition, RETRIES } from './queue.js';

const ANSWER_WITHIN_MS = 4_000;
const SILENT = 'Redis does not answer';
const KEEP = { removeOnComplete: { count: 1_000, age: 3_600 }, removeOnFail: { count: 5_000, age: 7 * 86_400 } };

/** Adds jobs. Never on the way of an answer: what must follow a commit goes through the outbox. */
@Injectable()
export class Publisher {
  /** Calls that Redis has not answered in time. Until it does no more are made: they would pile up, and come all at once. */
  private readonly unanswered = new Map<string, Promise<unknown>>();

  constructor(private readonly modules: ModuleRef) {}

  queue(name: string): Queue {
    return this.modules.get<Queue>(getQueueToken(name), { strict: false });
  }

  async add<Q extends QueueDefinition, N extends JobName<Q>>(queue: Q, name: N, payload: Payload<Q, N>, delayMs = 0): Promise<void> {
    await this.addAll([jobToAdd(queue, name, payload, delayMs)]);
  }

  /**
   * Adds many, one round trip a queue. A job whose id is still waiting is not added again.
   * @throws Error where Redis does not answer within seconds; what was asked may still come about
   */
  async addAll(jobs: readonly JobToAdd[]): Promise<void> {
    for (const [name, ofQueue] of Map.groupBy(jobs, (added) => added.queue)) {
      if (this.unanswered.has(name)) throw new Error(SILENT);
      const adding = this.queue(name).addBulk(
        ofQueue.map((added) => ({
          name: added.name,
          data: added.payload,
          // A job with an id leaves no trace when done: its id must be free for the reconciler to add it again.
          opts: { ...RETRIES[added.retry], ...(added.id === null ? KEEP : { jobId: added.id, removeOnComplete: true, removeOnFail: true }), delay: added.delayMs, priority: added.priority },
        })),
      );
      await this.answered(name, adding);
    }
  }

  private async answered(name: string, adding: Promise<unknown>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        const settled = adding.catch(() => undefined).finally(() => this.unanswered.delete(name));
        this.unanswered.set(name, settled);
        reject(new Error(SILENT));
      }, ANSWER_WITHIN_MS);
    });
    await Promise.race([adding, late]).finally(() => clearTimeout(timer));
  }
}
