import { Injectable } from '@nestjs/common';

import type { JobToAdd } from '../messaging/queue.js';
import type { Targeted } from '../recipients/recipients.queries.js';
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

/** Whom one message is for, and where it stands in the walk. */
export type Addressee = Pick<Targeted, '_id' | 'email' | 'entity' | 'position'>;

/** Walks whom the messages of a cancellation have reached, behind `after` (a position; null: from the start). */
export type WalkReached = (cancellation: string, after: string | null) => AsyncIterable<Addressee>;

/** A correction goes to those that a cancellation found reached; deliveries do not know cancellations: they ask here. */
@Injectable()
export class ReachedPort {
  private source: { walk: WalkReached; exists: (cancellation: string) => Promise<boolean> } | null = null;

  register(source: { walk: WalkReached; exists: (cancellation: string) => Promise<boolean> }): void {
    this.source = source;
  }

  walk(cancellation: string, after: string | null): AsyncIterable<Addressee> {
    if (this.source === null) throw new Error('nobody tells whom a cancellation found reached');
    return this.source.walk(cancellation, after);
  }

  async exists(cancellation: string): Promise<boolean> {
    return (await this.source?.exists(cancellation)) ?? false;
  }
}
