import { DomainError, type FieldError, invalidFields } from '../errors/domain-error.js';
import type { Reason } from '../deliveries/delivery.schema.js';

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

/** @param named entities with the place where each stands in the body */
export function entitiesAreUnknown(named: readonly { field: string; code: string }[]): DomainError {
  return invalidFields(named.map(({ field, code }): FieldError => ({ field, message: { en: `There is no entity ${code}.`, fr: `L’entité ${code} n’existe pas.` } })));
}

export function pausedBy(name: string): Reason {
  return { code: 'by-operator', text: { en: `Paused by ${name}`, fr: `Mis en pause par ${name}` } };
}

/** Its delivery was stopped by somebody: what follows would rest on messages that were never sent. */
export function deliveryStopped(delivery: string): Reason {
  return {
    code: 'delivery-stopped',
    text: { en: `Its delivery ${delivery} was stopped before its end.`, fr: `Sa diffusion ${delivery} a été arrêtée avant la fin.` },
  };
}

/** Its next delivery may not be born: no target, campaign or package canceled. */
export function birthRefused(error: DomainError): Reason {
  return { code: 'birth-refused', text: { en: `Its delivery could not start. ${error.text.en}`, fr: `Sa diffusion n’a pas pu démarrer. ${error.text.fr}` } };
}
