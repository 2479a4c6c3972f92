import { BullModule } from '@nestjs/bullmq';
import type { DynamicModule } from '@nestjs/common';
import { Queue, type QueueOptions } from 'bullmq';

import type { QueueDefinition } from './queue.js';

const registered = new Map<string, QueueDefinition>();

/** Without a listener from its birth on BullMQ prints each failed connection; readiness and the doctor say that Redis is away. */
class QuietQueue extends Queue {
  constructor(name: string, options: QueueOptions) {
    super(name, options);
    this.on('error', () => undefined);
  }
}

/** Registers a queue with BullMQ and with the board in one step, so that no queue is out of sight. */
export function registerQueue(definition: QueueDefinition): DynamicModule {
  registered.set(definition.name, definition);
  BullModule.queueClass = QuietQueue;
  return BullModule.registerQueue({ name: definition.name });
}

/** Every queue of this application, for the board, health and metrics. */
export function registeredQueues(): readonly QueueDefinition[] {
  return [...registered.values()];
}
