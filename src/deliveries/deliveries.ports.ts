import { Injectable } from '@nestjs/common';

import type { JobToAdd } from '../messaging/queue.js';
import type { Delivery } from './delivery.schema.js';

/** Tells what must follow the commit in which a delivery that a workflow made becomes final. */
export type OnDeliveryEnd = (delivery: Delivery) => JobToAdd[];

/** Workflows wait for their deliveries; deliveries do not know workflows: they ask here. */
@Injectable()
export class DeliveryEnds {
  private follow: OnDeliveryEnd = () => [];

  register(follow: OnDeliveryEnd): void {
    this.follow = follow;
  }

  jobsAfter(delivery: Delivery): JobToAdd[] {
    return delivery.workflow === null ? [] : this.follow(delivery);
  }
}
