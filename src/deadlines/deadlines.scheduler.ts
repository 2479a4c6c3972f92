import { Injectable } from '@nestjs/common';

import { Clock } from '../clock/clock.js';
import { Publisher } from '../messaging/publisher.js';
import { deadlinesQueue } from './deadlines.queue.js';

const SCHEDULER = 'look-each-second';
const EVERY_MS = 1_000;
/** A schedule whose next job is further off than this has lost it, or follows a clock that is off. */
const OUT_OF_STEP_MS = 5_000;

/** The job scheduler that wakes one worker each second. One for all processes: it lies in Redis. */
@Injectable()
export class DeadlinesScheduler {
  constructor(
    private readonly publisher: Publisher,
    private readonly clock: Clock,
  ) {}

  /** Makes it, also again: Redis may have been emptied, or the job that it waits for removed by hand. */
  async keep(): Promise<void> {
    const queue = this.publisher.queue(deadlinesQueue.name);
    const present = await queue.getJobScheduler(SCHEDULER);
    if (present?.next !== undefined && Math.abs(present.next - this.clock.now().getTime()) < OUT_OF_STEP_MS) return;
    if (present !== undefined) await queue.removeJobScheduler(SCHEDULER);
    await queue.upsertJobScheduler(SCHEDULER, { every: EVERY_MS }, { name: 'look', data: {}, opts: { attempts: 1, removeOnComplete: { count: 100 }, removeOnFail: { count: 100 } } });
  }
}
