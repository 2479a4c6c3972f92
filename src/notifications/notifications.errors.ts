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
