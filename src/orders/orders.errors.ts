import { DomainError, type FieldError, invalidFields } from '../errors/domain-error.js';
import type { Text } from '../language/text.js';
import type { Obstacle } from '../lifecycle/define-lifecycle.js';

/** The entity has a live order of this package and cycle; one is all it takes. */
export function alreadyOrdered(campaignPackage: string, entity: string, order: string | null): DomainError {
  const which = order === null ? '' : ` (${order})`;
  return new DomainError(
    'already-ordered',
    'conflict',
    { en: `${entity} has ordered ${campaignPackage} already${which}. Edit that order, or cancel it first.`, fr: `${entity} a déjà commandé ${campaignPackage}${which}. Modifiez cette commande, ou annulez-la d’abord.` },
    { order, package: campaignPackage, entity, allowed: [] },
  );
}

/** The package takes no order now. */
export function notOpen(obstacle: Obstacle, allowed: readonly string[]): DomainError {
  return new DomainError(obstacle.code, 'conflict', obstacle.text, { ...obstacle.details, allowed });
}

/** Somebody approved or rejected it before. */
export function alreadyDecided(code: string, decision: { by: string; at: Date }, what: 'approved' | 'rejected', allowed: readonly string[]): DomainError {
  const done: Text = what === 'approved' ? { en: 'approved', fr: 'validée' } : { en: 'rejected', fr: 'rejetée' };
  const when = `${decision.at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return new DomainError(
    'already-decided',
    'conflict',
    { en: `${code} was ${done.en} by ${decision.by} on ${when}.`, fr: `${code} a été ${done.fr} par ${decision.by} le ${when}.` },
    { by: decision.by, at: decision.at, decision: what, allowed },
  );
}

/** These fields cannot be changed now, by this person. */
export function fieldsAreClosed(code: string, fields: readonly string[], allowed: readonly string[]): DomainError {
  const errors: FieldError[] = fields.map((field) => ({ field, message: { en: 'can no longer be changed.', fr: 'ne peut plus être modifié.' } }));
  return new DomainError(
    'not-editable',
    'conflict',
    { en: `${code}: ${fields.join(', ')} can no longer be changed.`, fr: `${code} : ${fields.join(', ')} ne peut plus être modifié.` },
    { errors, allowed },
  );
}

/** The order's stored values do not fit the form: place it once they do. */
export function parametersAreWrong(code: string, errors: readonly FieldError[]): DomainError {
  return new DomainError(
    'parameters-wrong',
    'conflict',
    { en: `${code} cannot be placed yet: correct ${errors.map((error) => error.field).join(', ')}.`, fr: `${code} ne peut pas encore être passée : corrigez ${errors.map((error) => error.field).join(', ')}.` },
    { errors, allowed: ['edit', 'cancel'] },
  );
}

/** A local package's draft of a cycle that has passed: domain.md, *Cycles*. */
export function draftOfEarlierCycle(code: string, campaignPackage: string, cycle: number): DomainError {
  return new DomainError(
    'cycle-closed',
    'conflict',
    { en: `${code} is a draft of cycle ${cycle} of ${campaignPackage}, which has passed: it can only be canceled.`, fr: `${code} est un brouillon du cycle ${cycle} de ${campaignPackage}, qui est passé : il ne peut qu’être annulé.` },
    { package: campaignPackage, cycle, allowed: ['cancel'] },
  );
}

/** An available order ends by a cancellation of its own, which also halts what runs for it. */
export function availableNeedsCancellation(code: string): DomainError {
  return new DomainError(
    'order-available',
    'conflict',
    { en: `${code} has become available meanwhile: cancel it again, by head office.`, fr: `${code} est devenue disponible entre-temps : annulez-la de nouveau, depuis l’entité centrale.` },
    { from: 'available', allowed: ['cancel'] },
  );
}

/** Automatic mode: the availability date has come, so the entity's order is opened in these seconds. */
export function becomingAvailable(obstacle: Obstacle, allowed: readonly string[]): DomainError {
  return new DomainError(obstacle.code, 'conflict', obstacle.text, { ...obstacle.details, from: 'approved', allowed });
}

/** Why an order ended that nobody canceled by hand; the entity reads it. */
export function leftTheAudience(campaignPackage: string): Text {
  return { en: `${campaignPackage} is no longer offered to your entity.`, fr: `${campaignPackage} n’est plus proposé à votre entité.` };
}

/** Head office must say for whom it orders. */
export function entityIsMissing(): DomainError {
  return invalidFields([{ field: 'entity', message: { en: 'Name the entity that orders.', fr: 'Nommez l’entité qui commande.' } }]);
}

/** The package is not offered to this entity. */
export function notOffered(campaignPackage: string, entity: string): DomainError {
  return invalidFields([{ field: 'entity', message: { en: `${campaignPackage} is not offered to ${entity}.`, fr: `${campaignPackage} n’est pas proposé à ${entity}.` } }]);
}

/** The audience changed since the order was drafted. */
export function noLongerOffered(code: string, campaignPackage: string, entity: string): DomainError {
  return new DomainError(
    'not-offered',
    'conflict',
    { en: `${code} cannot be placed: ${campaignPackage} is no longer offered to ${entity}.`, fr: `${code} ne peut pas être passée : ${campaignPackage} n’est plus proposé à ${entity}.` },
    { package: campaignPackage, entity, allowed: ['edit', 'cancel'] },
  );
}

/** The assigned-to of an order is at head office or in the order's entity. */
export function assigneeIsUnknown(email: string): DomainError {
  return invalidFields([{ field: 'assignedTo', message: { en: `${email} is no operator at head office or in the entity.`, fr: `${email} n’est pas un opérateur de l’entité centrale ni de l’entité.` } }]);
}
