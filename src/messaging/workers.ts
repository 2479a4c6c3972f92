import { BullRegistrar } from '@nestjs/bullmq';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, ModuleRef } from '@nestjs/core';
import type { Queue, Worker } from 'bullmq';

import { Environment } from '../config/environment.js';
import { Publisher } from './publisher.js';
import { QueueProcessor } from './queue-processor.js';
import { registeredQueues } from './register-queue.js';

/** Starts this process's workers where its roles say so, and refuses to start with a queue that nobody or two serve. */
@Injectable()
export class Workers implements OnApplicationBootstrap {
  private readonly logger = new Logger(Workers.name);

  constructor(
    private readonly environment: Environment,
    private readonly modules: ModuleRef,
    private readonly publisher: Publisher,
    private readonly discovery: DiscoveryService,
  ) {}

  onApplicationBootstrap(): void {
    const processors = this.discovery.getProviders().flatMap((wrapper) => (wrapper.instance instanceof QueueProcessor ? [wrapper.instance] : []));
    for (const queue of registeredQueues()) {
      const serving = processors.filter((processor) => processor.serves(queue));
      if (serving.length !== 1) throw new Error(`the queue ${queue.name} has ${serving.length} processors and needs one`);
    }
    // Without a listener BullMQ prints each failed reconnection; readiness says that Redis is away.
    for (const { name } of registeredQueues()) this.queueOf(name)?.on('error', (error) => this.logger.debug(`${name}: ${error.message}`));
    if (processors.length === 0 || !this.environment.RELAIS_ROLES.includes('worker')) return;
    // Present as soon as one queue is registered; not importable by class.
    this.modules.get(BullRegistrar, { strict: false }).register();
    for (const processor of processors) {
      const worker: Worker = processor.worker;
      // Without a listener an unreachable Redis would end the process; it retries by itself.
      worker.on('error', (error) => this.logger.debug(`${worker.name}: ${error.message}`));
    }
  }

  /** Undefined: declared by a module that this application leaves out. */
  private queueOf(name: string): Queue | undefined {
    try {
      return this.publisher.queue(name);
    } catch {
      return undefined;
    }
  }
}
