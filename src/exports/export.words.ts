import type { Text } from '../language/text.js';

/** Codes of statuses, kinds and states as people read them in a file. */
export const WORDS: Record<string, Text> = {
  'being-edited': { en: 'Being edited', fr: 'En édition' },
  'pending-approval': { en: 'Pending approval', fr: 'En attente de validation' },
  approved: { en: 'Approved', fr: 'Validé' },
  rejected: { en: 'Rejected', fr: 'Rejeté' },
  published: { en: 'Published', fr: 'Publié' },
  canceled: { en: 'Canceled', fr: 'Annulé' },
  draft: { en: 'Draft', fr: 'Brouillon' },
  ordered: { en: 'Ordered', fr: 'Commandé' },
  available: { en: 'Available', fr: 'Disponible' },
  running: { en: 'Running', fr: 'En cours' },
  pausing: { en: 'Pausing', fr: 'Mise en pause' },
  paused: { en: 'Paused', fr: 'En pause' },
  stopping: { en: 'Stopping', fr: 'En arrêt' },
  stopped: { en: 'Stopped', fr: 'Arrêté' },
  finished: { en: 'Finished', fr: 'Terminé' },
  failed: { en: 'Failed', fr: 'En échec' },
  pending: { en: 'Pending', fr: 'En attente' },
  sending: { en: 'Sending', fr: 'Envoi en cours' },
  sent: { en: 'Sent', fr: 'Envoyé' },
  uncertain: { en: 'Uncertain', fr: 'Incertain' },
  local: { en: 'Local', fr: 'Locale' },
  collaborative: { en: 'Collaborative', fr: 'Collaborative' },
  simple: { en: 'Simple', fr: 'Simple' },
  'by-form': { en: 'By form', fr: 'Par formulaire' },
  'by-campaign': { en: 'By campaign', fr: 'Par opération' },
  'by-target-approval': { en: 'By target approval', fr: 'Par validation de cible' },
  reference: { en: 'Reference', fr: 'De référence' },
  child: { en: 'Child', fr: 'Locale' },
  manual: { en: 'Manual', fr: 'Manuelle' },
  automatic: { en: 'Automatic', fr: 'Automatique' },
  admin: { en: 'Administrator', fr: 'Administrateur' },
  central: { en: 'Central', fr: 'Centrale' },
};

export const YES: Text = { en: 'yes', fr: 'oui' };
export const NO: Text = { en: 'no', fr: 'non' };
