import { BullModule } from '@nestjs/bullmq';
import type { DynamicModule } from '@nestjs/common';

import type { QueueDefinition } from './queue.js';

const registered = new Map<string, QueueDefinition>();

/** Registers a queue with BullMQ and with the board in one step, so that no queue is out of sight. */
export function registerQueue(definition: QueueDefinition): DynamicModule {
  registered.set(definition.name, definition);
  return BullModule.registerQueue({ name: definition.name });
}

/** Every queue of this application, for the board, health and metrics. */
export function registeredQueues(): readonly QueueDefinition[] {
  return [...registered.values()];
}
