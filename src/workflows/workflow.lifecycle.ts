import { defineLifecycle } from '../lifecycle/define-lifecycle.js';
import { type Workflow, WORKFLOW_STATUSES, type WorkflowStatus } from './workflow.schema.js';

export type WorkflowCommand = 'start' | 'pause' | 'resume' | 'stop' | 'stop-draft' | 'record-paused' | 'record-stopped' | 'finish' | 'fail';

export interface WorkflowContext {
  now: Date;
}

export const workflowLifecycle = defineLifecycle<WorkflowStatus, WorkflowCommand, Workflow, WorkflowContext>({
  kind: 'workflow',
  statuses: WORKFLOW_STATUSES,
  initial: 'draft',
  commands: {
    start: { from: ['draft'], to: 'running', event: 'started' },
    pause: { from: ['running'], to: 'pausing', event: 'pausing' },
    resume: { from: ['paused'], to: 'running', event: 'resumed' },
    // Nobody works on a draft or a paused one: they stop at once.
    stop: { from: ['draft', 'running', 'pausing', 'paused'], to: { draft: 'stopped', running: 'stopping', pausing: 'stopping', paused: 'stopped' }, event: { stopping: 'stopping', stopped: 'stopped' } },
    // Of many at once, with their campaign.
    'stop-draft': { from: ['draft'], to: 'stopped', event: 'stopped', internal: true },
    'record-paused': { from: ['pausing'], to: 'paused', event: 'paused', internal: true },
    'record-stopped': { from: ['stopping'], to: 'stopped', event: 'stopped', internal: true },
    finish: { from: ['running', 'pausing'], to: 'finished', event: 'finished', internal: true },
    fail: { from: ['running', 'pausing'], to: 'failed', event: 'failed', internal: true },
  },
  words: {
    statuses: {
      draft: { en: 'Draft', fr: 'Brouillon' },
      running: { en: 'Running', fr: 'En cours' },
      pausing: { en: 'Pausing', fr: 'Mise en pause' },
      paused: { en: 'Paused', fr: 'En pause' },
      stopping: { en: 'Stopping', fr: 'Arrêt en cours' },
      stopped: { en: 'Stopped', fr: 'Arrêté' },
      finished: { en: 'Finished', fr: 'Terminé' },
      failed: { en: 'Failed', fr: 'En échec' },
    },
    commands: {
      start: { en: 'start', fr: 'démarrer' },
      pause: { en: 'pause', fr: 'mettre en pause' },
      resume: { en: 'resume', fr: 'reprendre' },
      stop: { en: 'stop', fr: 'arrêter' },
      'stop-draft': { en: 'stop the draft', fr: 'arrêter le brouillon' },
      'record-paused': { en: 'record as paused', fr: 'constater la pause' },
      'record-stopped': { en: 'record as stopped', fr: 'constater l’arrêt' },
      finish: { en: 'finish', fr: 'terminer' },
      fail: { en: 'fail', fr: 'mettre en échec' },
    },
  },
});
