import { Injectable } from '@nestjs/common';

import { Clock } from '../../clock/clock.js';
import type { Activity } from '../workflow.schema.js';
import type { ActivityOutcome, ActivityRunner, Doing } from './activity-runner.js';

/** Waits for a time, counted from when it was reached, or for a date. Survives every restart: the end is written down. */
@Injectable()
export class WaitActivity implements ActivityRunner<Extract<Activity, { type: 'wait' }>> {
  constructor(private readonly clock: Clock) {}

  async do({ workflow, activity, note }: Doing<Extract<Activity, { type: 'wait' }>>): Promise<ActivityOutcome> {
    const now = this.clock.now();
    const { wakeAt } = workflow.progress;
    const until = wakeAt ?? activity.until ?? new Date(now.getTime() + (activity.seconds ?? 0) * 1_000);
    if (until <= now) return { then: 'next', progress: { ...workflow.progress, wakeAt: null } };
    if (wakeAt === null) await note({ wakeAt: until });
    return { then: 'wait', until };
  }
}
