import { DomainError } from '../errors/domain-error.js';

export function operatorExists(email: string): DomainError {
  return new DomainError('operator-exists', 'conflict', { en: `There is an operator ${email} already. Edit that one instead.`, fr: `L’opérateur ${email} existe déjà. Modifiez-le plutôt.` }, { allowed: ['edit'] });
}

export function lastAdministrator(email: string): DomainError {
  return new DomainError(
    'last-administrator',
    'conflict',
    { en: `${email} is the last administrator and must stay one. Name another administrator first.`, fr: `${email} est le dernier administrateur et doit le rester. Nommez d’abord un autre administrateur.` },
    { allowed: [] },
  );
}
