import { defineLifecycle } from '../lifecycle/define-lifecycle.js';
import { allOf, audienceIsSet, datesAreOrdered, formIsSet, notOver, notOverForPeople, referenceIsSet, reviewersAreAsked, scheduleIsSet } from './package.guards.js';
import { type CampaignPackage, PACKAGE_STATUSES, type PackageStatus } from './package.schema.js';

export type PackageCommand = 'submit' | 'approve' | 'reject' | 'edit' | 'publish' | 'cancel' | 'reinitialize' | 'void-approval';

/** What the guards are told: the instant of the decision. */
export interface PackageContext {
  now: Date;
  /** Done by the clock, not by a person. */
  due?: boolean;
}

const complete = [allOf(referenceIsSet, scheduleIsSet, audienceIsSet, formIsSet), datesAreOrdered, notOver];

export const packageLifecycle = defineLifecycle<PackageStatus, PackageCommand, CampaignPackage, PackageContext>({
  kind: 'package',
  statuses: PACKAGE_STATUSES,
  initial: 'being-edited',
  commands: {
    submit: { from: ['being-edited'], to: 'pending-approval', event: 'submitted', guards: complete },
    approve: { from: ['being-edited', 'pending-approval'], to: 'approved', event: 'approved', guards: [reviewersAreAsked, ...complete] },
    reject: { from: ['pending-approval'], to: 'rejected', event: 'rejected' },
    // An edit of a rejected package takes it up again; one that changes what approval is bound to voids it; no other edit changes the status.
    edit: { from: ['rejected'], to: 'being-edited', event: 'edited', internal: true },
    'void-approval': { from: ['pending-approval', 'approved'], to: 'being-edited', event: 'approval-voided', internal: true },
    publish: { from: ['approved'], to: 'published', event: 'published', guards: [notOverForPeople] },
    cancel: { from: ['being-edited', 'pending-approval', 'approved', 'rejected', 'published'], to: 'canceled', event: 'canceled' },
    reinitialize: { from: ['published', 'canceled'], to: 'being-edited', event: 'reinitialized' },
  },
  words: {
    statuses: {
      'being-edited': { en: 'Being edited', fr: 'En édition' },
      'pending-approval': { en: 'Pending approval', fr: 'En attente de validation' },
      approved: { en: 'Approved', fr: 'Validé' },
      rejected: { en: 'Rejected', fr: 'Rejeté' },
      published: { en: 'Published', fr: 'Publié' },
      canceled: { en: 'Canceled', fr: 'Annulé' },
    },
    commands: {
      submit: { en: 'submit for approval', fr: 'soumettre à validation' },
      approve: { en: 'approve', fr: 'valider' },
      reject: { en: 'reject', fr: 'rejeter' },
      edit: { en: 'edit', fr: 'modifier' },
      'void-approval': { en: 'void the approval', fr: 'retirer la validation' },
      publish: { en: 'publish now', fr: 'publier maintenant' },
      cancel: { en: 'cancel', fr: 'annuler' },
      reinitialize: { en: 'reinitialize', fr: 'réinitialiser' },
    },
  },
});
