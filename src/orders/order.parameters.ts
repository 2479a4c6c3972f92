import type { FieldError } from '../errors/domain-error.js';
import type { Text } from '../language/text.js';
import type { FormField } from '../packages/package.schema.js';
import type { Order } from './order.schema.js';

type Parameters = Order['parameters'];
type Value = Parameters[string];

export interface CheckedParameters {
  /** With the form's defaults in the places left empty. */
  parameters: Parameters;
  errors: FieldError[];
  /** A required one is missing, and may be for now. */
  incomplete: boolean;
}

const MAX_TEXT = 5_000;

/**
 * Checks an order's values against its package's form, as placing it does; a draft is not checked.
 * @param mayMiss a required value may still be missing (the package has a personalization deadline)
 */
export function checkParameters(form: readonly FormField[], given: Parameters, mayMiss: boolean): CheckedParameters {
  const known = new Set(form.map((field) => field.name));
  const errors: FieldError[] = Object.keys(given)
    .filter((name) => !known.has(name))
    .map((name) => ({ field: `parameters.${name}`, message: { en: 'is no field of the form.', fr: 'n’est pas un champ du formulaire.' } }));
  const parameters: Parameters = {};
  let incomplete = false;
  for (const field of form) {
    const value = isEmpty(given[field.name]) ? field.default : (given[field.name] as Value);
    if (isEmpty(value)) {
      if (!field.required) continue;
      incomplete = true;
      if (!mayMiss) errors.push({ field: `parameters.${field.name}`, message: { en: `“${field.label}” is required.`, fr: `« ${field.label} » est obligatoire.` } });
      continue;
    }
    parameters[field.name] = value;
    const message = wrongWith(field, value);
    if (message !== undefined) errors.push({ field: `parameters.${field.name}`, message });
  }
  return { parameters, errors, incomplete };
}

/**
 * The values of an order that nobody filled in by hand, or that were given to an earlier form: the
 * form's defaults in the empty places, and without what the form does not take.
 */
export function fitParameters(form: readonly FormField[], given: Parameters): Omit<CheckedParameters, 'errors'> {
  const wrong = new Set(checkParameters(form, given, true).errors.map((error) => error.field));
  const fitting = Object.fromEntries(Object.entries(given).filter(([name]) => !wrong.has(`parameters.${name}`)));
  const { parameters, incomplete } = checkParameters(form, fitting, true);
  return { parameters, incomplete };
}

/** Values put over others; null takes one away. */
export function mergeParameters(present: Parameters, given: Parameters): Parameters {
  return Object.fromEntries(Object.entries({ ...present, ...given }).filter(([, value]) => value !== null));
}

function isEmpty(value: Value | undefined): value is null | undefined | '' {
  return value === undefined || value === null || value === '';
}

function wrongWith(field: FormField, value: string | number | boolean): Text | undefined {
  switch (field.type) {
    case 'text':
      return typeof value === 'string' && value.length <= MAX_TEXT ? undefined : { en: `must be a text of at most ${MAX_TEXT} characters.`, fr: `doit être un texte de ${MAX_TEXT} caractères au plus.` };
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? undefined : { en: 'must be a number.', fr: 'doit être un nombre.' };
    case 'boolean':
      return typeof value === 'boolean' ? undefined : { en: 'must be true or false.', fr: 'doit être true ou false.' };
    case 'date':
      return isDate(value) ? undefined : { en: 'must be a date like 2026-05-01, or an instant with its zone.', fr: 'doit être une date comme 2026-05-01, ou un instant avec son fuseau.' };
    case 'choice':
      return typeof value === 'string' && field.options.includes(value) ? undefined : { en: `must be one of: ${field.options.join(', ')}.`, fr: `doit être l’une de ces valeurs : ${field.options.join(', ')}.` };
  }
}

function isDate(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const match = /^(\d{4})-(\d{2})-(\d{2})(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/.exec(value);
  if (match === null || Number.isNaN(Date.parse(value))) return false;
  // Date.parse takes the 31st of February for the 3rd of March.
  return new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]))).getUTCDate() === Number(match[3]);
}
