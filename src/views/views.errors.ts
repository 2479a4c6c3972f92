import { DomainError } from '../errors/domain-error.js';

export const VIEWS_MAX = 100;

export function viewNameTaken(name: string): DomainError {
  return new DomainError('view-name-taken', 'conflict', {
    en: `You have a view named “${name}” of this list already. Save that one, or choose another name.`,
    fr: `Vous avez déjà une vue de cette liste nommée « ${name} ». Enregistrez celle-là ou choisissez un autre nom.`,
  });
}

export function tooManyViews(): DomainError {
  return new DomainError('too-many-views', 'conflict', {
    en: `You have ${VIEWS_MAX} views of this list. Delete one first.`,
    fr: `Vous avez ${VIEWS_MAX} vues de cette liste. Supprimez-en une d’abord.`,
  });
}
