import { WorkerHost } from '@nestjs/bullmq';

import type { QueueDefinition } from './queue.js';

/** What serves one queue: every queue needs exactly one of these (workers.ts). */
export abstract class QueueProcessor extends WorkerHost {
  protected abstract readonly definition: QueueDefinition;

  serves(queue: QueueDefinition): boolean {
    return queue.name === this.definition.name;
  }
}
