import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';

import { Environment } from '../config/environment.js';
import { Publisher } from '../messaging/publisher.js';
import { Reconciler } from '../messaging/reconciler.js';
import { deliveriesQueue, lanesOf } from './deliveries.queue.js';
import { DeliveryHalts } from './delivery-halts.js';
import { DeliveryRuns } from './delivery-runs.js';
import type { Delivery } from './delivery.schema.js';
import { LANES } from './delivery.windows.js';

const AT_ONCE = 500;
/** It has a window whose lease ran out. */
const HAS_LOST = { $anyElementTrue: { $map: { input: '$windows', in: { $lt: ['$$this.until', '$$NOW'] } } } };

/** Brings back runs that no lane carries on, takes windows from workers that are gone, records what has ended. */
@Injectable()
export class DeliveriesReconciler extends Reconciler {
  /** Where the next look goes on: with more than one look can hold, each gets its turn. */
  private behind = '';

  constructor(
    environment: Environment,
    @InjectModel('Delivery') private readonly deliveries: Model<Delivery>,
    private readonly runs: DeliveryRuns,
    private readonly halts: DeliveryHalts,
    private readonly publisher: Publisher,
  ) {
    super(environment);
  }

  /** A worker that has just come takes its part at once: another may have died before it had started. */
  protected override firstLookAfterMs(): number {
    return 50;
  }

  protected async look(): Promise<void> {
    const live = await this.deliveries
      .find({ _id: { $gt: this.behind }, status: { $in: ['running', 'pausing', 'stopping'] } } as QueryFilter<Delivery>, { status: 1, epoch: 1, hasLost: HAS_LOST })
      .sort({ _id: 1 })
      .limit(AT_ONCE)
      .lean<(Pick<Delivery, '_id' | 'status' | 'epoch'> & { hasLost: boolean })[]>();
    this.behind = live.length === AT_ONCE ? (live.at(-1)?._id ?? '') : '';
    for (const { _id, status, hasLost } of live) {
      if (status !== 'running') await this.halts.settle(_id);
      else if (hasLost) await this.runs.recoverLost(_id);
    }
    await this.tidy();
    // Lanes that are there already keep their id: only those that were lost are added.
    const running = live.filter(({ status }) => status === 'running');
    if (running.length === 0) return;
    const workers = await this.workers();
    await this.publisher.addAll(running.flatMap(({ _id, epoch }) => lanesOf(_id, epoch, workers)));
  }

  /** How many worker processes take deliveries now, so that each gets a lane; a Redis that tells nobody: as at the start. */
  private async workers(): Promise<number> {
    const connected = await this.publisher.queue(deliveriesQueue.name).getWorkersCount().catch(() => LANES);
    return Math.max(1, connected);
  }

  private async tidy(): Promise<void> {
    const untidy = await this.deliveries
      .find({ untidy: true, status: { $in: ['stopped', 'finished'] } } as QueryFilter<Delivery>, { status: 1, untidy: 1, toDeliver: 1 })
      .limit(AT_ONCE)
      .lean();
    for (const delivery of untidy) await this.halts.tidy(delivery as Pick<Delivery, '_id' | 'status' | 'untidy' | 'toDeliver'>);
  }
}
