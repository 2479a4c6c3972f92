import { Processor } from '@nestjs/bullmq';

import { type Handlers, TypedProcessor } from '../messaging/typed-processor.js';
import { deliveriesQueue, LANES_IN_A_WORKER } from './deliveries.queue.js';
import { DeliveryLane } from './delivery-lane.js';

// The short lock lets another worker
// take over about two seconds after a process was killed.
@Processor(deliveriesQueue.name, { concurrency: LANES_IN_A_WORKER, lockDuration: 2_000, stalledInterval: 500, maxStalledCount: 1_000 })
export class DeliveriesProcessor extends TypedProcessor<typeof deliveriesQueue> {
  protected readonly definition = deliveriesQueue;
  protected readonly handlers: Handlers<typeof deliveriesQueue> = {
    'run-delivery': ({ delivery, epoch }) => this.lane.work(delivery, epoch),
  };

  constructor(private readonly lane: DeliveryLane) {
    super();
  }
}
