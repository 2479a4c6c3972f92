import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import type { Delivery } from '../../deliveries/delivery.schema.js';
import type { Activity } from '../workflow.schema.js';
import { deliveryStopped } from '../workflows.errors.js';
import type { ActivityOutcome, ActivityRunner, Doing } from './activity-runner.js';
import { DeliveryBirths } from './delivery-births.js';

type Deliver = Extract<Activity, { type: 'deliver' }>;

/**
 * Makes a delivery of the campaign, starts it, and waits for its end. A delivery that was stopped
 * fails the workflow: what follows would rest on messages that were never sent.
 */
@Injectable()
export class DeliverActivity implements ActivityRunner<Deliver> {
  constructor(
    @InjectModel('Delivery') private readonly deliveries: Model<Delivery>,
    private readonly births: DeliveryBirths,
  ) {}

  async do(doing: Doing<Deliver>): Promise<ActivityOutcome> {
    const { workflow, activity } = doing;
    const code = workflow.progress.delivery;
    if (code === null) return (await this.births.bear(doing, activity.delivery, activity.part, (born) => ({ delivery: born }))) ?? { then: 'wait', until: null };
    const delivery = await this.deliveries.findById(code, { status: 1 }).lean();
    if (delivery?.status === 'finished') return { then: 'next', progress: { ...workflow.progress, delivery: null } };
    if (delivery === null || delivery.status === 'stopped') return { then: 'fail', reason: deliveryStopped(code) };
    return { then: 'wait', until: null };
  }
}
