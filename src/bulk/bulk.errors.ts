import { DomainError, invalidFields } from '../errors/domain-error.js';

export const SELECTED_MAX = 10_000;

export function tooManySelected(): DomainError {
  return new DomainError('too-many-selected', 'conflict', {
    en: `More than ${SELECTED_MAX} match. Narrow the list, then take all that match.`,
    fr: `Plus de ${SELECTED_MAX} éléments correspondent. Affinez la liste, puis prenez tout ce qui correspond.`,
  });
}

/** Since they were counted, things came, left or changed: nobody acts on what they have not seen. */
export function selectionMoved(was: number, count: number, allowed: number): DomainError {
  return new DomainError(
    'selection-moved',
    'conflict',
    {
      en: `What was selected has changed: ${count} now, of which the command applies to ${allowed}; you confirmed ${was}. Nothing was done. Look at the list again, then repeat.`,
      fr: `La sélection a changé : ${count} maintenant, dont ${allowed} auxquels la commande s’applique ; vous en aviez confirmé ${was}. Rien n’a été fait. Revoyez la liste, puis recommencez.`,
    },
    { was, count },
  );
}

/** One run a selection: another command asks for a selection of its own. */
export function selectionUsed(command: string): DomainError {
  return new DomainError('selection-used', 'conflict', {
    en: `This selection was acted on already (${command}). Select again.`,
    fr: `Cette sélection a déjà servi (${command}). Sélectionnez à nouveau.`,
  });
}

export function commandIsNotOffered(list: string, command: string): DomainError {
  return invalidFields([{ field: 'command', message: { en: `${command} is not given to many ${list}`, fr: `${command} ne s’applique pas en nombre à ${list}` } }]);
}

export function nothingSelected(): DomainError {
  return new DomainError('nothing-selected', 'conflict', { en: 'Nothing matches any more.', fr: 'Plus rien ne correspond.' });
}
