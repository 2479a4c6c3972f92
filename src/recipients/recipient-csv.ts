import type { CsvShape } from '../imports/csv-rows.js';
import { attributeNameIsGood } from './attribute-name.js';
import { readScalar } from './query.compiler.js';

const COLUMNS: readonly string[] = ['email', 'entity', 'firstName', 'lastName', 'locale'];

/** A file of recipients: every further column is an attribute of that name. */
export const RECIPIENT_CSV: CsvShape = {
  known: COLUMNS,
  required: ['email', 'entity'],
  refuse: (name) =>
    attributeNameIsGood(name) ? undefined : { en: 'No name of a column: letters, digits, _ and -, at most 64, a letter first.', fr: 'Nom de colonne impossible : lettres, chiffres, _ et -, 64 au plus, une lettre d’abord.' },
  valueOf: (name, cell) => (COLUMNS.includes(name) ? cell : readScalar(cell)),
};
