import type { FieldError } from '../errors/domain-error.js';
import type { Text } from '../language/text.js';
import { fieldOf } from './field-errors.js';

const DEEPEST = 32;
const NOT_TEXT: Text = { en: 'holds characters that are no text (NUL or half of a pair)', fr: 'contient des caractères qui ne sont pas du texte (NUL ou moitié de paire)' };
const TOO_DEEP: Text = { en: `is nested deeper than ${DEEPEST} levels`, fr: `est imbriqué au-delà de ${DEEPEST} niveaux` };
const BAD_NAME: Text = { en: 'is not a name that a field can have', fr: 'n’est pas un nom de champ possible' };
const FORBIDDEN_NAMES = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * What no field may hold whatever its schema says: NUL (MongoDB refuses it in names), lone surrogates
 * (they would be stored as something else), names that reach a prototype, endless nesting.
 */
export function unsafeText(value: unknown, path: readonly PropertyKey[] = []): FieldError[] {
  if (typeof value === 'string') return isText(value) ? [] : [{ field: fieldOf(path), message: NOT_TEXT }];
  if (typeof value !== 'object' || value === null) return [];
  if (path.length >= DEEPEST) return [{ field: fieldOf(path.slice(0, 3)), message: TOO_DEEP }];
  if (Array.isArray(value)) return value.flatMap((entry, index) => unsafeText(entry, [...path, index]));
  return Object.entries(value).flatMap(([name, entry]) => {
    if (!isText(name) || FORBIDDEN_NAMES.has(name)) return [{ field: fieldOf([...path, name.toWellFormed().replaceAll('\0', '')]), message: BAD_NAME }];
    return unsafeText(entry, [...path, name]);
  });
}

function isText(value: string): boolean {
  return value.isWellFormed() && !value.includes('\0');
}
