import type { z } from 'zod';

import type { FieldError } from '../errors/domain-error.js';
import type { Text } from '../language/text.js';
import { sentenceOf, UNKNOWN_FIELD } from './issue-sentences.js';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** The body as a whole, where it is not even an object. */
const WHOLE = 'body';

/** Every bad field of a refused input, each once, by its path as the caller wrote it: `schedule.end`, `audience[3]`. */
export function fieldErrors(issues: readonly Issue[], input: unknown): FieldError[] {
  const first = new Map<string, Text>();
  for (const { path, message } of issues.flatMap((issue) => flatten(issue, [], input))) {
    const field = fieldOf(path);
    if (!first.has(field)) first.set(field, message);
  }
  return [...first].map(([field, message]) => ({ field, message }));
}

export function fieldOf(path: Path): string {
  const written = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return written === '' ? WHOLE : written.replace(/^\./, '');
}

function flatten(issue: Issue, before: Path, input: unknown): { path: Path; message: Text }[] {
  const path = [...before, ...issue.path];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ path: [...path, key], message: UNKNOWN_FIELD }));
  if (issue.code === 'invalid_key' || issue.code === 'invalid_element') {
    return issue.issues.flatMap((inner) => flatten(inner, path, input)).slice(0, 1);
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) return closestForm(issue.errors, path, input);
  return [{ path, message: sentenceOf(issue, valueAt(input, path)) }];
}

/** Of a field that may take several forms: what is wrong with the form that the caller most likely meant. */
function closestForm(forms: readonly (readonly Issue[])[], path: Path, input: unknown): { path: Path; message: Text }[] {
  const meant = forms.filter((issues) => !issues.some((issue) => issue.path.length === 0 && issue.code === 'invalid_type'));
  const [form] = [...meant].sort((a, b) => a.length - b.length);
  if (form !== undefined) return form.flatMap((issue) => flatten(issue, path, input));
  const sentences = forms.flatMap((issues) => issues.slice(0, 1)).map((issue) => sentenceOf(issue, valueAt(input, path)));
  const joined = (locale: 'en' | 'fr', or: string): string => [...new Set(sentences.map((sentence) => sentence[locale]))].join(or);
  return [{ path, message: { en: joined('en', ', or '), fr: joined('fr', ', ou ') } }];
}

function valueAt(input: unknown, path: Path): unknown {
  const [first, index] = path;
  // A query parameter given once is the string itself, checked as a list of one.
  if (path.length === 2 && index === 0 && first !== undefined && typeof input === 'object' && input !== null && typeof (input as Record<PropertyKey, unknown>)[first] === 'string') return (input as Record<PropertyKey, unknown>)[first];
  return path.reduce<unknown>((value, part) => (typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[part] : undefined), input);
}
