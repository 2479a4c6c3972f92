import { Injectable } from '@nestjs/common';

import type { Activity } from '../workflow.schema.js';
import type { ActivityOutcome, ActivityRunner, Doing } from './activity-runner.js';

/** Divides the population, by an attribute or in equal parts; deliver takes one of them. */
@Injectable()
export class SplitActivity implements ActivityRunner<Extract<Activity, { type: 'split' }>> {
  do({ workflow, activity }: Doing<Extract<Activity, { type: 'split' }>>): Promise<ActivityOutcome> {
    const population = workflow.progress.population ?? { entities: null, query: {}, split: null };
    const split = activity.by === undefined ? { parts: activity.parts ?? 1 } : { by: activity.by };
    return Promise.resolve({ then: 'next', progress: { ...workflow.progress, population: { ...population, split } } });
  }
}
