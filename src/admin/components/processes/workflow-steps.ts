import type { Activity, Process } from '../answers/processes.js';

/** Where one activity of a run stands. */
export type StepState = 'done' | 'now' | 'wait' | 'rest' | 'stop' | 'fail' | 'next' | 'never';

export interface Step {
  activity: Activity;
  state: StepState;
  /** The delivery that it made. */
  delivery: Process | null;
  /** How many recipients it selected, where that is known: of the last query alone. */
  selected: number | null;
}

const OVER: ReadonlySet<string> = new Set(['stopped', 'failed', 'finished']);

/**
 * Each activity with where it stands. A workflow does them in order and each `deliver` makes one delivery, so the
 * first made belongs to the first of them.
 */
export function stepsOf(workflow: Process, made: readonly Process[]): Step[] {
  const activities = workflow.activities ?? [];
  const deliveries = [...made].sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt) || a.code.localeCompare(b.code, 'en', { numeric: true }));
  const position = workflow.activity?.index ?? (workflow.startedAt ? activities.length : 0);
  const lastQuery = activities.findLastIndex(({ type }, index) => type === 'query' && index < position);
  let next = 0;
  return activities.map((activity, index) => ({
    activity,
    state: stateAt(workflow, index, position),
    delivery: activity.type === 'deliver' ? (deliveries[next++] ?? null) : null,
    selected: index === lastQuery ? (workflow.selected ?? null) : null,
  }));
}

function stateAt({ status, startedAt, activity }: Process, index: number, position: number): StepState {
  if (!startedAt) return OVER.has(status) ? 'never' : 'next';
  if (index < position) return 'done';
  if (index > position) return OVER.has(status) ? 'never' : 'next';
  switch (status) {
    case 'failed':
      return 'fail';
    case 'stopped':
      return 'stop';
    case 'paused':
      return 'rest';
    default:
      return activity?.wakeAt ? 'wait' : 'now';
  }
}
