import type { z } from 'zod';

import type { Text } from '../language/text.js';

type Issue = z.core.$ZodIssue;

export const UNKNOWN_FIELD: Text = { en: 'is not a field that can be set here', fr: 'n’est pas un champ modifiable ici' };
const MISSING: Text = { en: 'is missing', fr: 'est obligatoire' };
const EMPTY: Text = { en: 'may not be empty', fr: 'ne peut pas être vide' };
const WRONG: Text = { en: 'is not valid', fr: 'n’est pas valide' };

const TYPES: Record<string, Text> = {
  string: { en: 'text', fr: 'un texte' },
  number: { en: 'a number', fr: 'un nombre' },
  int: { en: 'a whole number', fr: 'un nombre entier' },
  boolean: { en: 'true or false', fr: 'true ou false' },
  array: { en: 'a list', fr: 'une liste' },
  object: { en: 'an object', fr: 'un objet' },
  record: { en: 'an object', fr: 'un objet' },
  date: { en: 'a date', fr: 'une date' },
};

const FORMATS: Record<string, Text> = {
  email: { en: 'must be an e-mail address, like name@example.com', fr: 'doit être une adresse e-mail, comme nom@exemple.fr' },
  url: { en: 'must be an address, like https://example.com', fr: 'doit être une adresse, comme https://exemple.fr' },
  datetime: { en: 'must be a date and time with its zone (ISO 8601), like 2026-05-01T09:00:00Z', fr: 'doit être une date et une heure avec leur fuseau (ISO 8601), comme 2026-05-01T09:00:00Z' },
  date: { en: 'must be a date, like 2026-05-01', fr: 'doit être une date, comme 2026-05-01' },
};

/** What is wrong with one field, in every language; `value` is what the caller sent there. */
export function sentenceOf(issue: Issue, value: unknown): Text {
  switch (issue.code) {
    case 'invalid_type':
      return value === undefined ? MISSING : must(TYPES[issue.expected] ?? { en: issue.expected, fr: issue.expected }, value);
    case 'invalid_value':
      return value === undefined ? MISSING : oneOf(issue.values);
    case 'invalid_union':
      return value === undefined ? MISSING : discriminated(issue);
    case 'too_big':
      return limit(issue.origin, Number(issue.maximum), issue.inclusive !== false, 'most');
    case 'too_small':
      return issue.origin !== 'number' && Number(issue.minimum) === 1 ? EMPTY : limit(issue.origin, Number(issue.minimum), issue.inclusive !== false, 'least');
    case 'not_multiple_of':
      return { en: `must be a multiple of ${issue.divisor}`, fr: `doit être un multiple de ${issue.divisor}` };
    case 'invalid_format':
      return FORMATS[issue.format] ?? { en: 'does not have the expected form', fr: 'n’a pas la forme attendue' };
    case 'custom':
      return textOf(issue.params) ?? { en: issue.message, fr: issue.message };
    case 'unrecognized_keys':
      return UNKNOWN_FIELD;
    case 'invalid_key':
    case 'invalid_element':
      return WRONG;
    default:
      return WRONG;
  }
}

function must(type: Text, value: unknown): Text {
  if (value === null) return { en: `must be ${type.en}, not null`, fr: `doit être ${type.fr}, pas null` };
  if (typeof value === 'number' && !Number.isFinite(value)) return { en: 'is too large a number', fr: 'est un nombre trop grand' };
  return { en: `must be ${type.en}`, fr: `doit être ${type.fr}` };
}

function oneOf(values: readonly unknown[]): Text {
  const list = values.map(String).join(', ');
  return values.length === 1 ? { en: `must be ${list}`, fr: `doit être ${list}` } : { en: `must be one of ${list}`, fr: `doit être l’une de ces valeurs : ${list}` };
}

function discriminated(issue: Extract<Issue, { code: 'invalid_union' }>): Text {
  const options = 'options' in issue && Array.isArray(issue.options) ? issue.options : [];
  return options.length > 0 ? oneOf(options) : WRONG;
}

function limit(origin: string, bound: number, included: boolean, side: 'most' | 'least'): Text {
  if (origin === 'string') return side === 'most' ? { en: `may be ${bound} characters long at most`, fr: `peut compter ${bound} caractères au plus` } : { en: `must be ${bound} characters long at least`, fr: `doit compter ${bound} caractères au moins` };
  if (origin === 'array' || origin === 'set' || origin === 'map') {
    return side === 'most' ? { en: `may hold ${bound} entries at most`, fr: `peut contenir ${bound} éléments au plus` } : { en: `must hold ${bound} entries at least`, fr: `doit contenir ${bound} éléments au moins` };
  }
  if (!included) return side === 'most' ? { en: `must be less than ${bound}`, fr: `doit être inférieur à ${bound}` } : { en: `must be more than ${bound}`, fr: `doit être supérieur à ${bound}` };
  return side === 'most' ? { en: `must be ${bound} at most`, fr: `doit être au plus ${bound}` } : { en: `must be ${bound} at least`, fr: `doit être au moins ${bound}` };
}

/** A refinement of a room brings its own sentence: `{ params: { text: { en, fr } } }`. */
function textOf(params: Record<string, unknown> | undefined): Text | undefined {
  const text = params?.['text'];
  return typeof text === 'object' && text !== null && 'en' in text && 'fr' in text ? (text as Text) : undefined;
}
