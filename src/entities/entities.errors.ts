import { DomainError, invalidFields } from '../errors/domain-error.js';

/** @param code of the entity that has it; null: an earlier line of the same file */
export function labelIsTaken(label: string, code: string | null): DomainError {
  const message =
    code === null
      ? { en: `an earlier line makes ${label} already`, fr: `une ligne précédente crée déjà ${label}` }
      : { en: `${code} has this label already: write its code in the column code to change it`, fr: `${code} porte déjà ce libellé : indiquez son code dans la colonne code pour la modifier` };
  return invalidFields([{ field: 'label', message }]);
}

export function entityImportIsTooLong(lines: number): DomainError {
  return new DomainError('too-large', 'too-large', { en: `A file of entities holds ${lines} lines at most. Send the rest in further ones.`, fr: `Un fichier d’entités compte ${lines} lignes au plus. Envoyez le reste dans d’autres.` }, { limit: lines });
}
