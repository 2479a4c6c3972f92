import type { ClientSession } from 'mongoose';

import type { Activity, Workflow } from '../workflow.schema.js';

/** What came of doing an activity for now. */
export type ActivityOutcome =
  /** Done: `progress` is what the next activity starts from. */
  | { then: 'next'; progress: Workflow['progress'] }
  /** It has to wait; nobody holds it meanwhile. `until` null: something else wakes it. */
  | { then: 'wait'; until: Date | null }
  /** It cannot go on. */
  | { then: 'fail'; reason: NonNullable<Workflow['reason']> };

export interface Doing<A extends Activity = Activity> {
  workflow: Workflow;
  activity: A;
  /** Aborted when the workflow is to stop or pause, or its lease is lost: nothing more may be begun. */
  signal: AbortSignal;
  /**
   * Writes the progress of the present activity under the workflow's fence, in the caller's
   * transaction where there is one. @throws FenceLost
   */
  note(progress: Partial<Workflow['progress']>, session?: ClientSession): Promise<void>;
}

/** One kind of activity. May be done again from its start after a crash: what it began is in `progress`. */
export interface ActivityRunner<A extends Activity = Activity> {
  do(doing: Doing<A>): Promise<ActivityOutcome>;
}

/** The workflow is not this worker's any more: stopped, paused, or taken over. Whatever was under way is void. */
export class FenceLost extends Error {}
