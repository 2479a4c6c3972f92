import { defineLifecycle } from '../lifecycle/define-lifecycle.js';
import { type Campaign, CAMPAIGN_STATUSES, type CampaignStatus } from './campaign.schema.js';

export type CampaignCommand = 'run' | 'finish' | 'cancel' | 'reinitialize';

export interface CampaignContext {
  now: Date;
}

export const campaignLifecycle = defineLifecycle<CampaignStatus, CampaignCommand, Campaign, CampaignContext>({
  kind: 'campaign',
  statuses: CAMPAIGN_STATUSES,
  initial: 'being-edited',
  commands: {
    // By its processes, by the cascade, by its order, by reinitialize: a person never gives these by name.
    run: { from: ['being-edited', 'finished'], to: 'running', event: 'running', internal: true },
    finish: { from: ['running'], to: 'finished', event: 'finished', internal: true },
    cancel: { from: ['being-edited', 'running', 'finished'], to: 'canceled', event: 'canceled', internal: true },
    reinitialize: { from: ['being-edited', 'running', 'finished', 'canceled'], to: 'being-edited', event: 'reinitialized', internal: true },
  },
  words: {
    statuses: {
      'being-edited': { en: 'Being edited', fr: 'En édition' },
      running: { en: 'Running', fr: 'En cours' },
      finished: { en: 'Finished', fr: 'Terminée' },
      canceled: { en: 'Canceled', fr: 'Annulée' },
    },
    commands: {
      run: { en: 'run', fr: 'exécuter' },
      finish: { en: 'finish', fr: 'terminer' },
      cancel: { en: 'cancel', fr: 'annuler' },
      reinitialize: { en: 'reinitialize', fr: 'réinitialiser' },
    },
  },
});
