import { Processor } from '@nestjs/bullmq';

import { type Handlers, TypedProcessor } from '../messaging/typed-processor.js';
import { bulkQueue } from './bulk.queue.js';
import { BulkRunsService } from './bulk-runs.service.js';

@Processor(bulkQueue.name, { concurrency: 4, lockDuration: 5_000, stalledInterval: 1_000, maxStalledCount: 1_000 })
export class BulkProcessor extends TypedProcessor<typeof bulkQueue> {
  protected readonly definition = bulkQueue;
  protected readonly handlers: Handlers<typeof bulkQueue> = {
    'run-rows': async ({ run, from, to }) => {
      await this.runs.work(run, from, to);
      return 'done';
    },
  };

  constructor(private readonly runs: BulkRunsService) {
    super();
  }
}
