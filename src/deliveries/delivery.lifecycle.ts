import { defineLifecycle } from '../lifecycle/define-lifecycle.js';
import { type Delivery, DELIVERY_STATUSES, type DeliveryStatus } from './delivery.schema.js';

export type DeliveryCommand = 'start' | 'pause' | 'resume' | 'stop' | 'stop-draft' | 'record-paused' | 'record-stopped' | 'finish';

export interface DeliveryContext {
  now: Date;
}

export const deliveryLifecycle = defineLifecycle<DeliveryStatus, DeliveryCommand, Delivery, DeliveryContext>({
  kind: 'delivery',
  statuses: DELIVERY_STATUSES,
  initial: 'draft',
  commands: {
    start: { from: ['draft'], to: 'running', event: 'started' },
    pause: { from: ['running'], to: 'pausing', event: 'pausing' },
    resume: { from: ['paused'], to: 'running', event: 'resumed' },
    // Nothing is in flight in a draft or a paused one: they stop at once.
    stop: { from: ['draft', 'running', 'pausing', 'paused'], to: { draft: 'stopped', running: 'stopping', pausing: 'stopping', paused: 'stopped' }, event: { stopping: 'stopping', stopped: 'stopped' } },
    // Of many at once, with their campaign.
    'stop-draft': { from: ['draft'], to: 'stopped', event: 'stopped', internal: true },
    'record-paused': { from: ['pausing'], to: 'paused', event: 'paused', internal: true },
    'record-stopped': { from: ['stopping'], to: 'stopped', event: 'stopped', internal: true },
    finish: { from: ['running', 'pausing'], to: 'finished', event: 'finished', internal: true },
  },
  words: {
    statuses: {
      draft: { en: 'Draft', fr: 'Brouillon' },
      running: { en: 'Running', fr: 'En cours' },
      pausing: { en: 'Pausing', fr: 'Mise en pause' },
      paused: { en: 'Paused', fr: 'En pause' },
      stopping: { en: 'Stopping', fr: 'Arrêt en cours' },
      stopped: { en: 'Stopped', fr: 'Arrêtée' },
      finished: { en: 'Finished', fr: 'Terminée' },
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
    },
  },
});
