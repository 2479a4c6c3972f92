import { Processor } from '@nestjs/bullmq';
import { DelayedError, type Job } from 'bullmq';

import { type Handlers, TypedProcessor } from '../messaging/typed-processor.js';
import { CascadeParts } from './cascade.parts.js';
import { Cascades } from './cascades.js';
import { cancellationsQueue } from './cancellations.queue.js';
import { CycleSweep } from './cycle-sweep.js';

const LOOK_AGAIN_MS = 100;

// More at once finish no sooner (MongoDB's indexes are the limit), and keep everybody else waiting: with 8 a screen was 535 ms behind.
const AT_ONCE = 3;

@Processor(cancellationsQueue.name, { concurrency: AT_ONCE, lockDuration: 5_000, stalledInterval: 1_000, maxStalledCount: 1_000, runRetryDelay: 1_000 })
export class CancellationsProcessor extends TypedProcessor<typeof cancellationsQueue> {
  protected readonly definition = cancellationsQueue;
  protected readonly handlers: Handlers<typeof cancellationsQueue> = {
    'plan-cancellation': ({ cancellation }) => this.cascades.plan(cancellation),
    'run-part': ({ part }, job) => this.runPart(part, job),
    'run-range': ({ part }, job) => this.runPart(part, job),
    'sweep-cycle': ({ closure }) => this.sweeps.sweep(closure),
    'sweep-order-range': ({ closure, ...range }) => this.sweeps.sweepRange(closure, range),
  };

  constructor(
    private readonly cascades: Cascades,
    private readonly parts: CascadeParts,
    private readonly sweeps: CycleSweep,
  ) {
    super();
  }

  private async runPart(part: string, job: Job): Promise<'done' | { skipped: string }> {
    const outcome = await this.parts.run(part);
    if (outcome !== 'again') return outcome;
    // Waiting is no failure: the job goes back with a delay and holds no worker meanwhile.
    await job.moveToDelayed((job.processedOn ?? job.timestamp) + LOOK_AGAIN_MS, job.token);
    throw new DelayedError();
  }
}
