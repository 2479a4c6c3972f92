import { DomainError, type FieldError, forbidden } from '../errors/domain-error.js';
import { invalidTransition } from '../lifecycle/lifecycle.errors.js';
import { commandsFrom } from '../lifecycle/define-lifecycle.js';
import { packageLifecycle } from './package.lifecycle.js';
import type { CampaignPackage } from './package.schema.js';

/** Somebody decided first: who and when. */
export function alreadyDecided({ _id, status }: CampaignPackage, decision: { by: string; at: Date }): DomainError {
  const { statuses } = packageLifecycle.words;
  const at = decision.at.toISOString();
  return new DomainError(
    'already-decided',
    'conflict',
    {
      en: `${_id} was decided already, by ${decision.by} at ${at}: it is “${statuses[status].en}”.`,
      fr: `La décision sur ${_id} est déjà prise, par ${decision.by} à ${at} : il est « ${statuses[status].fr} ».`,
    },
    { from: status, allowed: commandsFrom(packageLifecycle, status), by: decision.by, at },
  );
}

export function ownSubmission(code: string): DomainError {
  return forbidden({ en: `You submitted ${code} yourself: another of its reviewers decides.`, fr: `Vous avez vous-même soumis ${code} : la décision revient à un autre de ses validants.` });
}

export function notAReviewer(code: string): DomainError {
  return forbidden({
    en: `${code} is decided by its reviewers, and you are not one of them. Once its approval deadline has passed, any central operator may.`,
    fr: `La décision sur ${code} revient à ses validants, dont vous ne faites pas partie. Passé la date limite de validation, tout opérateur central peut la prendre.`,
  });
}

/** A canceled package: nothing of it can be edited before it is reinitialized. */
export function notEditable({ _id, status }: CampaignPackage): DomainError {
  return invalidTransition(packageLifecycle, _id, 'edit', status);
}

/** Fields that the present state keeps as they are, each named. */
export function fieldsNotEditable({ _id, status }: CampaignPackage, fields: readonly string[], why: FieldError['message']): DomainError {
  return new DomainError(
    'fields-not-editable',
    'conflict',
    { en: `${_id}: ${fields.join(', ')} cannot be edited now. ${why.en}`, fr: `${_id} : ${fields.join(', ')} non modifiable pour l’instant. ${why.fr}` },
    { from: status, allowed: commandsFrom(packageLifecycle, status), fields, errors: fields.map((field) => ({ field, message: why })) },
  );
}
