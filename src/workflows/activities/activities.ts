import { Injectable } from '@nestjs/common';

import type { Activity } from '../workflow.schema.js';
import type { ActivityOutcome, ActivityRunner, Doing } from './activity-runner.js';
import { DeliverActivity } from './deliver-activity.js';
import { QueryActivity } from './query-activity.js';
import { RecurringDeliverActivity } from './recurring-deliver-activity.js';
import { SplitActivity } from './split-activity.js';
import { WaitActivity } from './wait-activity.js';

type Runners = { [T in Activity['type']]: ActivityRunner<Extract<Activity, { type: T }>> };

/** The table of activities: a new kind is a class and a line here. */
@Injectable()
export class Activities {
  private readonly runners: Runners;

  constructor(query: QueryActivity, wait: WaitActivity, split: SplitActivity, deliver: DeliverActivity, recurring: RecurringDeliverActivity) {
    this.runners = { query, wait, split, deliver, 'recurring-deliver': recurring };
  }

  do(doing: Doing): Promise<ActivityOutcome> {
    return (this.runners[doing.activity.type] as ActivityRunner).do(doing);
  }
}
