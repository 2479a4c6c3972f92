import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';

import { Clock } from '../../clock/clock.js';
import type { Delivery } from '../../deliveries/delivery.schema.js';
import type { Activity } from '../workflow.schema.js';
import type { ActivityOutcome, ActivityRunner, Doing } from './activity-runner.js';
import { DeliveryBirths } from './delivery-births.js';
import { latestDue, occurrenceAt } from './recurrence.js';

type RecurringDeliver = Extract<Activity, { type: 'recurring-deliver' }>;

const LOOK_AGAIN_MS = 5_000;

/**
 * Makes and starts a delivery again and again, each a process of its own, and ends when the last ones
 * have. One that was stopped ends alone: whoever wants no more stops the workflow. What was missed while
 * the workflow was paused or nobody worked is not made up for: the latest missed is sent, once.
 */
@Injectable()
export class RecurringDeliverActivity implements ActivityRunner<RecurringDeliver> {
  constructor(
    @InjectModel('Delivery') private readonly deliveries: Model<Delivery>,
    private readonly births: DeliveryBirths,
    private readonly clock: Clock,
  ) {}

  async do(doing: Doing<RecurringDeliver>): Promise<ActivityOutcome> {
    const { workflow, activity } = doing;
    const now = this.clock.now();
    const { first = activity.from ?? now, next = 0 } = workflow.progress.recurrence ?? {};
    const due = latestDue(activity, first, next, now);
    if (due !== null) return this.bear(doing, first, due);
    const until = occurrenceAt(activity, first, next);
    if (until === null) return this.end(doing);
    if (workflow.progress.recurrence === undefined) await doing.note({ recurrence: { first, next }, wakeAt: until });
    return { then: 'wait', until };
  }

  private async bear(doing: Doing<RecurringDeliver>, first: Date, index: number): Promise<ActivityOutcome> {
    const { activity } = doing;
    const until = occurrenceAt(activity, first, index + 1);
    const content = { ...activity.delivery, label: `${activity.delivery.label} (${index + 1})` };
    const refused = await this.births.bear(doing, content, activity.part, () => ({ recurrence: { first, next: index + 1 }, wakeAt: until ?? this.soon() }));
    return refused ?? { then: 'wait', until: until ?? this.soon() };
  }

  /** Every occurrence was made: it is over with the last of them. */
  private async end({ workflow, note }: Doing<RecurringDeliver>): Promise<ActivityOutcome> {
    const underWay = await this.deliveries.exists({ workflow: workflow._id, status: { $nin: ['finished', 'stopped'] } } as QueryFilter<Delivery>);
    const { recurrence: _done, ...progress } = workflow.progress;
    if (underWay === null) return { then: 'next', progress: { ...progress, wakeAt: null } };
    const until = this.soon();
    await note({ wakeAt: until });
    return { then: 'wait', until };
  }

  private soon(): Date {
    return new Date(this.clock.now().getTime() + LOOK_AGAIN_MS);
  }
}
