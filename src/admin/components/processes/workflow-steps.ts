import type { Activity, Process } from '../answers/processes.js';

/** Where one activity of a run stands. */
export type StepState = 'done' | 'now' | 'wait' | 'rest' | 'stop' | 'fail' | 'next' | 'never';

export interface Step {
  activity: Activity;
  state: StepState;
  /** What it made: one delivery, or one each time it recurred. */
  deliveries: Process[];
  /** How many recipients it selected, where that is known: of the last query alone. */
  selected: number | null;
}

const OVER: ReadonlySet<string> = new Set(['stopped', 'failed', 'finished']);

/**
 * Each activity with where it stands. A workflow does them in order and each `deliver` makes one delivery, so the
 * first made belongs to the first of them; a recurring one has those that bear its label and a number.
 */
export function stepsOf(workflow: Process, made: readonly Process[]): Step[] {
  const activities = workflow.activities ?? [];
  const deliveries = [...made].sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt) || a.code.localeCompare(b.code, 'en', { numeric: true }));
  const position = workflow.activity?.index ?? (workflow.startedAt ? activities.length : 0);
  const lastQuery = activities.findLastIndex(({ type }, index) => type === 'query' && index < position);
  const recurring = (label: string | undefined): RegExp | null => (label === undefined ? null : new RegExp(`^${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')} \\(\\d+\\)$`));
  const labels = activities.flatMap(({ type, delivery }) => (type === 'recurring-deliver' ? [recurring(delivery?.label)] : []));
  const single = deliveries.filter(({ label }) => !labels.some((pattern) => pattern?.test(label)));
  let next = 0;
  return activities.map((activity, index) => ({
    activity,
    state: stateAt(workflow, index, position),
    deliveries: activity.type === 'deliver' ? single.slice(next, (next += 1)) : activity.type === 'recurring-deliver' ? deliveries.filter(({ label }) => recurring(activity.delivery?.label)?.test(label)) : [],
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
