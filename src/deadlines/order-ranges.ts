import { Injectable, type OnModuleInit } from '@nestjs/common';

import { Publisher } from '../messaging/publisher.js';
import { jobToAdd } from '../messaging/queue.js';
import { OrderPorts, type OwedRange, type RangeCarrier } from '../orders/orders.ports.js';
import { deadlinesQueue } from './deadlines.queue.js';

const JOBS = { subscribe: 'subscribe-entity-range', open: 'open-order-range' } as const;

/** Spreads the ranges that packages owe their orders over the workers. */
@Injectable()
export class OrderRanges implements RangeCarrier, OnModuleInit {
  constructor(
    private readonly publisher: Publisher,
    private readonly ports: OrderPorts,
  ) {}

  onModuleInit(): void {
    this.ports.registerCarrier(this);
  }

  /** One that waits already, or is being done, is not added again. */
  async carry(ranges: readonly OwedRange[]): Promise<void> {
    await this.publisher.addAll(ranges.map(({ what, package: code, since, from, to }) => jobToAdd(deadlinesQueue, JOBS[what], { package: code, since: since.toISOString(), from, to })));
  }
}
