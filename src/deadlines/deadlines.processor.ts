import { Processor } from '@nestjs/bullmq';

import { type Handlers, TypedProcessor } from '../messaging/typed-processor.js';
import { deadlinesQueue } from './deadlines.queue.js';
import { DeadlinesService } from './deadlines.service.js';

@Processor(deadlinesQueue.name, { concurrency: 8, lockDuration: 5_000, stalledInterval: 1_000, maxStalledCount: 1_000 })
export class DeadlinesProcessor extends TypedProcessor<typeof deadlinesQueue> {
  protected readonly definition = deadlinesQueue;
  protected readonly handlers: Handlers<typeof deadlinesQueue> = {
    look: async () => {
      await this.deadlines.look();
      return 'done';
    },
  };

  constructor(private readonly deadlines: DeadlinesService) {
    super();
  }
}
