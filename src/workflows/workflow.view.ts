import { said, type Text } from '../language/text.js';
import { commandsFrom } from '../lifecycle/define-lifecycle.js';
import type { Actor } from '../operators/actor.js';
import { may } from '../operators/operators.policy.js';
import { workflowLifecycle } from './workflow.lifecycle.js';
import type { Activity, Workflow } from './workflow.schema.js';

export type WorkflowView = ReturnType<typeof workflowView>;

/** A workflow's present activity, for the page and for the halt report. */
export interface PresentActivity {
  /** 0-based. */
  index: number;
  of: number;
  type: Activity['type'];
  wakeAt: Date | null;
  delivery: string | null;
  /** `wait until 2026-11-25T08:00:00.000Z (2 of 3)` */
  text: string;
}

/** A workflow as the actor reads it (contract.md). */
export function workflowView(workflow: Workflow, actor: Actor) {
  return {
    code: workflow._id,
    label: workflow.label,
    campaign: workflow.campaign,
    package: workflow.package,
    entity: workflow.entity,
    cycle: workflow.cycle,
    template: workflow.template,
    copyOf: workflow.copyOf,
    status: workflow.status,
    statusSince: workflow.statusSince,
    reason: workflow.reason === null ? null : said(workflow.reason.text, actor.locale),
    reasonCode: workflow.reason?.code ?? null,
    activities: workflow.activities,
    activity: presentActivity(workflow, actor.locale),
    selected: workflow.progress.selected,
    worker: workflow.lastWorker,
    startedAt: workflow.startedAt,
    requestedAt: workflow.requestedAt,
    pausedAt: workflow.pausedAt,
    stoppedAt: workflow.stoppedAt,
    finishedAt: workflow.finishedAt,
    cancellation: workflow.cancellation,
    version: workflow.version,
    createdAt: workflow.createdAt,
    createdBy: workflow.createdBy,
    modifiedAt: workflow.modifiedAt,
    modifiedBy: workflow.modifiedBy,
    allowed: allowedTo(workflow, actor),
  };
}

/** The activity it is in, or was in when it stopped; null: not started, or all done. */
export function presentActivity(workflow: Pick<Workflow, 'startedAt' | 'activities' | 'position' | 'progress'>, locale: keyof Text = 'en'): PresentActivity | null {
  const activity = workflow.activities[workflow.position];
  if (workflow.startedAt === null || activity === undefined) return null;
  const { wakeAt, delivery } = workflow.progress;
  const index = workflow.position;
  const of = workflow.activities.length;
  const what: Record<Activity['type'], Text> = {
    query: { en: 'query', fr: 'requête' },
    wait: { en: wakeAt === null ? 'wait' : `wait until ${wakeAt.toISOString()}`, fr: wakeAt === null ? 'attente' : `attente jusqu’au ${wakeAt.toISOString()}` },
    split: { en: 'split', fr: 'partage' },
    'recurring-deliver': { en: wakeAt === null ? 'recurring deliver' : `recurring deliver, next at ${wakeAt.toISOString()}`, fr: wakeAt === null ? 'diffusion récurrente' : `diffusion récurrente, prochaine le ${wakeAt.toISOString()}` },
    deliver: { en: delivery === null ? 'deliver' : `deliver ${delivery}`, fr: delivery === null ? 'diffusion' : `diffusion ${delivery}` },
  };
  return { index, of, type: activity.type, wakeAt, delivery, text: `${what[activity.type][locale]} (${index + 1} ${locale === 'fr' ? 'sur' : 'of'} ${of})` };
}

function allowedTo(workflow: Workflow, actor: Actor): string[] {
  if (!may(actor, 'workflows', 'steer', workflow.entity)) return [];
  const commands: string[] = commandsFrom(workflowLifecycle, workflow.status).filter((command) => !(workflow.template && command === 'start'));
  return workflow.status === 'draft' ? ['edit', ...commands] : commands;
}
