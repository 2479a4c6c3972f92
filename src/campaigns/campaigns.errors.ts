import { DomainError } from '../errors/domain-error.js';
import type { ProcessCommand } from './campaigns.ports.js';

export function campaignCanceled(campaign: string): DomainError {
  return new DomainError(
    'campaign-canceled',
    'conflict',
    { en: `${campaign} is canceled: nothing can be made or started in it any more.`, fr: `${campaign} est annulée : plus rien ne peut y être créé ni démarré.` },
    { campaign, allowed: [] },
  );
}

/** domain.md: a campaign is the reference of at most one collaborative package. */
export function referenceTaken(campaign: string, by: string | null): DomainError {
  const text = {
    en: by === null ? `${campaign} is already the reference of another collaborative package. Choose another campaign.` : `${campaign} is already the reference of ${by}. Choose another campaign.`,
    fr: by === null ? `${campaign} est déjà l’opération de référence d’un autre kit collaboratif. Choisissez-en une autre.` : `${campaign} est déjà l’opération de référence de ${by}. Choisissez-en une autre.`,
  };
  return new DomainError('reference-taken', 'conflict', text, { campaign, package: by, allowed: [], errors: [{ field: 'referenceCampaign', message: text }] });
}

export function notADraft(campaign: string, allowed: readonly string[]): DomainError {
  return new DomainError(
    'not-a-draft',
    'conflict',
    { en: `${campaign} can only be edited while it is being edited.`, fr: `${campaign} ne se modifie que pendant son édition.` },
    { campaign, allowed },
  );
}

/** No process of the campaign is in a state that the command is for. */
export function nothingTo(command: ProcessCommand, campaign: string, allowed: readonly string[]): DomainError {
  const verbs = { start: ['start', 'à démarrer'], pause: ['pause', 'à mettre en pause'], resume: ['resume', 'à reprendre'], stop: ['stop', 'à arrêter'] } as const;
  const [en, fr] = verbs[command];
  return new DomainError(
    'nothing-to-do',
    'conflict',
    { en: `${campaign} has no process to ${en} now.`, fr: `${campaign} n’a aucun processus ${fr} pour l’instant.` },
    { campaign, command, allowed },
  );
}
