import { DomainError, type FieldError } from '../errors/domain-error.js';

export function unauthenticated(): DomainError {
  return new DomainError('unauthenticated', 'unauthenticated', {
    en: 'Say who you are: send Authorization: Bearer KEY, or sign in to the panel.',
    fr: 'Identifiez-vous : envoyez Authorization: Bearer CLÉ, ou connectez-vous.',
  });
}

export function badCredential(): DomainError {
  return new DomainError('bad-credential', 'unauthenticated', {
    en: 'This API key or session is not known. Ask an administrator for a key, or sign in again.',
    fr: 'Cette clé d’API ou cette session est inconnue. Demandez une clé à un administrateur, ou reconnectez-vous.',
  });
}

/** Another site made the reader's browser write with the reader's session (CSRF). */
export function crossSiteRequest(): DomainError {
  return new DomainError('cross-site-request', 'forbidden', {
    en: 'This request comes from another site. Sign in here and repeat it, or use an API key.',
    fr: 'Cette requête provient d’un autre site. Connectez-vous ici et répétez-la, ou utilisez une clé d’API.',
  });
}

/** Unknown or bad parameters of the query, each named. */
export function badQuery(errors: readonly FieldError[]): DomainError {
  const names = errors.map((error) => error.field).join(', ');
  return new DomainError('bad-query', 'bad-request', { en: `Correct these query parameters: ${names}.`, fr: `Corrigez ces paramètres de la requête : ${names}.` }, { errors });
}

export function badIfMatch(): DomainError {
  return new DomainError('bad-if-match', 'bad-request', {
    en: 'If-Match must hold one version in quotes, as ETag gave it: If-Match: "3".',
    fr: 'If-Match doit contenir une version entre guillemets, comme donnée par ETag : If-Match: "3".',
  });
}

export function badIdempotencyKey(): DomainError {
  return new DomainError('bad-idempotency-key', 'bad-request', {
    en: 'Idempotency-Key must be 1 to 255 printable characters without accents.',
    fr: 'Idempotency-Key doit compter de 1 à 255 caractères imprimables sans accents.',
  });
}

export function idempotencyKeyReused(): DomainError {
  return new DomainError('idempotency-key-reused', 'invalid', {
    en: 'This Idempotency-Key was sent before with another request. Use a new key for a new request.',
    fr: 'Cette Idempotency-Key a déjà servi pour une autre requête. Utilisez une nouvelle clé pour une nouvelle requête.',
  });
}

export function requestInProgress(): DomainError {
  return new DomainError('request-in-progress', 'conflict', {
    en: 'The first request with this Idempotency-Key is still being answered. Repeat yours in a moment.',
    fr: 'La première requête avec cette Idempotency-Key est encore en cours. Répétez la vôtre dans un instant.',
  });
}

/** The process died between doing and answering: doing it again by ourselves could do it twice. */
export function outcomeUnknown(): DomainError {
  return new DomainError('outcome-unknown', 'conflict', {
    en: 'The first request with this Idempotency-Key was interrupted, and may or may not have been carried out. Look, then repeat it with a new key if it was not.',
    fr: 'La première requête avec cette Idempotency-Key a été interrompue ; elle a pu être exécutée ou non. Vérifiez, puis répétez-la avec une nouvelle clé si elle ne l’a pas été.',
  });
}
