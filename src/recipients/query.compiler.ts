import { z } from 'zod';

import { type FieldError, invalidFields } from '../errors/domain-error.js';
import type { Text } from '../language/text.js';
import { attributeNameIsGood } from './attribute-name.js';
import type { Query } from './query.js';

/** A filter over the recipients collection, made of values that were checked one by one. */
export type RecipientFilter = Record<string, unknown>;

/** Asked for under their own name; every other name is an attribute. */
const COLUMNS: ReadonlySet<string> = new Set(['email', 'firstName', 'lastName', 'locale', 'entity']);
const BOUNDS: ReadonlySet<string> = new Set(['gt', 'gte', 'lt', 'lte']);
const MAX_CONDITIONS = 20;
const MAX_VALUES = 1_000;
const MAX_LENGTH = 1_000;

type Scalar = string | number | boolean;

const SAYS = {
  object: { en: 'must be an object: attribute, then a value, a list of values or {gt, gte, lt, lte}.', fr: 'doit être un objet : attribut, puis une valeur, une liste de valeurs ou {gt, gte, lt, lte}.' },
  many: { en: `holds more than ${MAX_CONDITIONS} conditions.`, fr: `contient plus de ${MAX_CONDITIONS} conditions.` },
  name: { en: 'is no name of an attribute: letters, digits, _ and -, at most 64, a letter first.', fr: 'n’est pas un nom d’attribut : lettres, chiffres, _ et -, 64 au plus, une lettre d’abord.' },
  condition: { en: 'must be a text, a number, true or false, a list of these, or {gt, gte, lt, lte}.', fr: 'doit être un texte, un nombre, true ou false, une liste de ces valeurs, ou {gt, gte, lt, lte}.' },
  list: { en: `must be a list of 1 to ${MAX_VALUES} texts, numbers, true or false.`, fr: `doit être une liste de 1 à ${MAX_VALUES} textes, nombres, true ou false.` },
  bounds: { en: 'must hold gt, gte, lt or lte and nothing else: all numbers, or all texts.', fr: 'doit contenir gt, gte, lt ou lte et rien d’autre : que des nombres, ou que des textes.' },
} as const satisfies Record<string, Text>;

/**
 * What is wrong with a query as a caller sent it; nothing: it may be compiled.
 * @param path where it stands in the caller's body, `target.query`
 */
export function queryErrors(query: unknown, path = 'query'): FieldError[] {
  if (!isPlainObject(query)) return [{ field: path, message: SAYS.object }];
  const entries = Object.entries(query);
  if (entries.length > MAX_CONDITIONS) return [{ field: path, message: SAYS.many }];
  return entries.flatMap(([name, condition]) => {
    const message = attributeNameIsGood(name) ? wrongWith(condition) : SAYS.name;
    return message === undefined ? [] : [{ field: `${path}.${name}`, message }];
  });
}

/**
 * The filter of a query. A stored query is checked like a sent one: an operator can enter neither way.
 * @throws DomainError `invalid-fields`, naming each bad condition
 */
export function compileQuery(query: Query, path = 'query'): RecipientFilter {
  const errors = queryErrors(query, path);
  if (errors.length > 0) throw invalidFields(errors);
  const conditions = Object.entries(query).map(([name, condition]) => compileCondition(name, condition));
  return conditions.length === 0 ? {} : { $and: conditions };
}

/** A query inside a request: each bad condition is an issue of its own. */
export const querySchema: z.ZodType<Query> = z.unknown().superRefine((value, context) => {
  for (const { field, message } of queryErrors(value, '')) {
    context.addIssue({ code: 'custom', path: field === '' ? [] : [field.slice(1)], message: message.en, params: { text: message } });
  }
}) as never;

/**
 * Equal as written: an import makes 75001 a number where a caller may ask for "75001", so a value
 * also finds its twin of the other type.
 */
export function equalTo(path: string, values: readonly Scalar[]): RecipientFilter {
  return { [path]: { $in: [...new Set(values.flatMap(twins))] } };
}

/** The number or boolean that a text writes in the one usual way; else the text itself ("01234" stays one). */
export function readScalar(text: string): Scalar {
  if (text === 'true') return true;
  if (text === 'false') return false;
  if (!/^-?\d{1,15}(\.\d{1,10})?$/.test(text)) return text;
  return String(Number(text)) === text ? Number(text) : text;
}

export function pathOf(name: string): string {
  return COLUMNS.has(name) ? name : `attributes.${name}`;
}

function compileCondition(name: string, condition: Query[string]): RecipientFilter {
  const path = pathOf(name);
  if (Array.isArray(condition)) return equals(name, path, condition);
  if (typeof condition !== 'object') return equals(name, path, [condition]);
  return { [path]: Object.fromEntries(Object.entries(condition).map(([bound, value]) => [`$${bound}`, value])) };
}

function equals(name: string, path: string, values: readonly Scalar[]): RecipientFilter {
  if (!COLUMNS.has(name)) return equalTo(path, values);
  const texts = values.map((value) => (name === 'email' ? String(value).toLowerCase() : String(value)));
  return { [path]: { $in: [...new Set(texts)] } };
}

function twins(value: Scalar): Scalar[] {
  return typeof value === 'string' ? [value, readScalar(value)] : [value, String(value)];
}

function wrongWith(condition: unknown): Text | undefined {
  if (isScalar(condition)) return undefined;
  if (Array.isArray(condition)) return condition.length >= 1 && condition.length <= MAX_VALUES && condition.every(isScalar) ? undefined : SAYS.list;
  if (!isPlainObject(condition)) return SAYS.condition;
  const entries = Object.entries(condition);
  const sameType = new Set(entries.map(([, value]) => typeof value)).size === 1;
  const good = sameType && entries.every(([bound, value]) => BOUNDS.has(bound) && isScalar(value) && typeof value !== 'boolean');
  return good ? undefined : SAYS.bounds;
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value)) || (typeof value === 'string' && value.length <= MAX_LENGTH);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && (Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null);
}
