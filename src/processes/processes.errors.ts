import { DomainError, invalidFields } from '../errors/domain-error.js';

export function templateNeverStarts(code: string): DomainError {
  return new DomainError(
    'template-never-starts',
    'conflict',
    {
      en: `${code} is a template: it is copied into the campaign of each order and never started itself.`,
      fr: `${code} est un modèle : il est copié dans l’opération de chaque commande et n’est jamais démarré lui-même.`,
    },
    { allowed: [] },
  );
}

export function onlyDraftsAreEdited(code: string, status: string, allowed: readonly string[]): DomainError {
  return new DomainError(
    'not-a-draft',
    'conflict',
    { en: `${code} is no draft any more: what it does is fixed.`, fr: `${code} n’est plus un brouillon : ce qu’il fait est fixé.` },
    { from: status, allowed },
  );
}

export function campaignIsUnknown(code: string): DomainError {
  return invalidFields([{ field: 'campaign', message: { en: `There is no campaign ${code}.`, fr: `L’opération ${code} n’existe pas.` } }]);
}
