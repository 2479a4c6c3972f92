import { Processor } from '@nestjs/bullmq';

import { type Handlers, TypedProcessor } from '../messaging/typed-processor.js';
import { OrderOpening } from '../orders/order-opening.js';
import { PreSubscribing } from '../orders/pre-subscribing.js';
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
    'subscribe-entity-range': async (range) => {
      await this.subscribing.carried({ what: 'subscribe', ...range, since: new Date(range.since) });
      return 'done';
    },
    'open-order-range': async (range) => {
      await this.opening.carried({ what: 'open', ...range, since: new Date(range.since) });
      return 'done';
    },
  };

  constructor(
    private readonly deadlines: DeadlinesService,
    private readonly subscribing: PreSubscribing,
    private readonly opening: OrderOpening,
  ) {
    super();
  }
}
