import type { Text } from '../language/text.js';

/** What sort of refusal it is; a door (HTTP, job, command line) maps the sort, never the code. */
export type ErrorKind =
  | 'bad-request'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'stale'
  | 'version-missing'
  | 'too-large'
  | 'invalid'
  | 'unavailable';

/** One bad field: its path as the caller wrote it (`schedule.end`, `audience[3]`) and what is wrong. */
export interface FieldError {
  field: string;
  message: Text;
}

export interface ErrorDetails {
  /** The commands that the present state allows, on a conflict. */
  allowed?: readonly string[];
  errors?: readonly FieldError[];
  [extra: string]: unknown;
}

/** A refusal that a person or a program can act on. Knows no HTTP; carries every language. */
export class DomainError extends Error {
  constructor(
    readonly code: string,
    readonly kind: ErrorKind,
    readonly text: Text,
    readonly details: ErrorDetails = {},
  ) {
    super(text.en);
    this.name = 'DomainError';
  }
}

/**
 * The thing does not exist, or is not the caller's to know: one answer for both.
 * @param field where a body names it; missing: the address does
 */
export function notFound(code: string, field?: string): DomainError {
  const text = { en: `There is no ${code}, or it is not yours to see.`, fr: `${code} n’existe pas, ou vous n’y avez pas accès.` };
  return new DomainError('not-found', 'not-found', text, field === undefined ? {} : { errors: [{ field, message: text }] });
}

export function forbidden(what: Text): DomainError {
  return new DomainError('forbidden', 'forbidden', what);
}

/** Every bad field at once. */
export function invalidFields(errors: readonly FieldError[]): DomainError {
  const fields = errors.map((error) => error.field).join(', ');
  return new DomainError(
    'invalid-fields',
    'invalid',
    { en: `Correct these fields: ${fields}.`, fr: `Corrigez ces champs : ${fields}.` },
    { errors },
  );
}

/** Somebody saved first: the caller's version is not the present one. */
export function staleVersion(code: string, version: number): DomainError {
  return new DomainError(
    'stale-version',
    'stale',
    {
      en: `${code} was changed since you read it (now version ${version}). Read it again, then repeat your change.`,
      fr: `${code} a été modifié depuis votre lecture (version ${version} maintenant). Relisez-le, puis refaites votre modification.`,
    },
    { version },
  );
}
