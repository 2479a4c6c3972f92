import { Processor } from '@nestjs/bullmq';

import { type Handlers, type Outcome, TypedProcessor } from '../messaging/typed-processor.js';
import { WorkflowWorker } from './workflow-worker.js';
import { workflowsQueue } from './workflows.queue.js';

@Processor(workflowsQueue.name, { concurrency: 16, lockDuration: 5_000, stalledInterval: 1_000, maxStalledCount: 1_000 })
export class WorkflowsProcessor extends TypedProcessor<typeof workflowsQueue> {
  protected readonly definition = workflowsQueue;
  protected readonly handlers: Handlers<typeof workflowsQueue> = {
    'run-workflow': ({ workflow }) => this.work(workflow),
    'wake-workflow': ({ workflow }) => this.work(workflow),
    'follow-delivery': ({ workflow }) => this.work(workflow),
  };

  constructor(private readonly workflows: WorkflowWorker) {
    super();
  }

  private async work(workflow: string): Promise<Outcome> {
    return (await this.workflows.work(workflow)) ? 'done' : { skipped: 'not running, or in other hands' };
  }
}
