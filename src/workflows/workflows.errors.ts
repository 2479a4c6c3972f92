import { DomainError, type FieldError, invalidFields } from '../errors/domain-error.js';
import type { Reason } from '../processes/running-process.js';

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
