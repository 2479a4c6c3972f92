import { DomainError } from '../errors/domain-error.js';

/** A notification that waits or is on its way cannot be sent once more. */
export function stillOutstanding(id: string, state: string): DomainError {
  return new DomainError(
    'notification-outstanding',
    'conflict',
    { en: `This notification has not been settled yet (${state}): it is still being sent. Wait for its result.`, fr: `Cette notification n’est pas encore réglée (${state}) : son envoi est en cours. Attendez le résultat.` },
    { notification: id, state, allowed: [] },
  );
}

/** It would tell what is not true any more: an invitation to a canceled package, a reminder of a decided one. */
export function outdated(id: string, why: string): DomainError {
  return new DomainError(
    'notification-outdated',
    'conflict',
    { en: `This notification is not sent again: ${why}.`, fr: 'Cette notification n’est pas renvoyée : ce qu’elle annonce n’est plus vrai.' },
    { notification: id, why, allowed: [] },
  );
}
