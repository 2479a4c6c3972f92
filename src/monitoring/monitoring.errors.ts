import { DomainError } from '../errors/domain-error.js';

export function notReady(checks: Record<string, unknown>): DomainError {
  return new DomainError(
    'not-ready',
    'unavailable',
    { en: 'MongoDB does not answer: this process can neither read nor promise anything.', fr: 'MongoDB ne répond pas : ce processus ne peut ni lire ni rien promettre.' },
    { checks },
  );
}
