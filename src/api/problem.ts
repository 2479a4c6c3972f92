import { HttpException } from '@nestjs/common';

import { DomainError, type ErrorKind } from '../errors/domain-error.js';
import { StillContended } from '../errors/still-contended.js';
import { LOCALES, type Locale, said, type Text } from '../language/text.js';

/** RFC 9457, `application/problem+json`; `code` is stable, `title` and `detail` are for people. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  instance: string;
  [extension: string]: unknown;
}

const STATUSES: Record<ErrorKind, number> = {
  'bad-request': 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  stale: 412,
  'too-large': 413,
  invalid: 422,
  'version-missing': 428,
  unavailable: 503,
};

const TITLES: Record<number, Text> = {
  400: { en: 'The request cannot be understood', fr: 'La requête est incompréhensible' },
  401: { en: 'Sign in first', fr: 'Identifiez-vous d’abord' },
  403: { en: 'Not allowed', fr: 'Non autorisé' },
  404: { en: 'Not found', fr: 'Introuvable' },
  405: { en: 'This address does not do that', fr: 'Cette adresse ne le permet pas' },
  409: { en: 'Not possible in the present state', fr: 'Impossible dans l’état actuel' },
  412: { en: 'Changed by somebody else', fr: 'Modifié entre-temps' },
  413: { en: 'Too large', fr: 'Trop volumineux' },
  415: { en: 'Unknown format', fr: 'Format inconnu' },
  422: { en: 'Some fields are not valid', fr: 'Certains champs ne sont pas valides' },
  428: { en: 'The version is missing', fr: 'La version manque' },
  503: { en: 'Not available for the moment', fr: 'Indisponible pour le moment' },
};
const UNKNOWN_TITLE: Text = { en: 'Something went wrong here', fr: 'Une erreur s’est produite' };

/** Refusals that Nest, Express or a body parser make, by their status. */
const FOREIGN: Record<number, { code: string; text: Text }> = {
  400: { code: 'unparseable', text: { en: 'The request is not well formed: the body must be JSON, the address properly encoded.', fr: 'La requête est mal formée : le corps doit être du JSON, l’adresse correctement encodée.' } },
  404: { code: 'no-such-route', text: { en: 'There is nothing at this address. The API is described at /api/docs.', fr: 'Il n’y a rien à cette adresse. L’API est décrite sous /api/docs.' } },
  405: { code: 'method-not-allowed', text: { en: 'This address exists, but not for this method; see Allow.', fr: 'Cette adresse existe, mais pas pour cette méthode ; voir Allow.' } },
  413: { code: 'too-large', text: { en: 'The body is larger than 1 MiB.', fr: 'Le corps dépasse 1 Mio.' } },
  415: { code: 'unsupported-media-type', text: { en: 'Send JSON in UTF-8, with Content-Type: application/json.', fr: 'Envoyez du JSON en UTF-8, avec Content-Type: application/json.' } },
};

/** What a caller reads of an error; `unexpected` ones are told by their number alone, never by what broke. */
export interface Told {
  problem: Problem;
  unexpected: boolean;
}

export function problemOf(error: unknown, reader: { locale: Locale; instance: string; correlation: string }): Told {
  const refusal = refusalOf(error);
  const { code, status, text, details } = refusal ?? {
    code: 'internal',
    status: 500,
    text: { en: `Relais could not answer. Tell your administrator this number: ${reader.correlation}.`, fr: `Relais n’a pas pu répondre. Communiquez ce numéro à votre administrateur : ${reader.correlation}.` },
    details: {},
  };
  return {
    unexpected: refusal === undefined,
    problem: {
      ...(inLanguage(details, reader.locale) as Record<string, unknown>),
      type: `urn:relais:problem:${code}`,
      title: (TITLES[status] ?? UNKNOWN_TITLE)[reader.locale],
      status,
      code,
      detail: said(text, reader.locale),
      instance: reader.instance,
      requestId: reader.correlation,
    },
  };
}

interface Refusal {
  code: string;
  status: number;
  text: Text;
  details: Record<string, unknown>;
}

function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof DomainError) return { code: error.code, status: STATUSES[error.kind], text: error.text, details: error.details };
  if (error instanceof HttpException && error.getStatus() < 500) return foreign(error.getStatus());
  if (isDatabaseAway(error)) {
    return { code: 'unavailable', status: 503, text: { en: 'The database does not answer. Try again in a moment.', fr: 'La base de données ne répond pas. Réessayez dans un instant.' }, details: {} };
  }
  if (error instanceof StillContended) {
    return { code: 'contended', status: 503, text: { en: 'Too many changes to the same thing at this moment. Nothing was changed: try again in a moment.', fr: 'Trop de modifications simultanées du même élément. Rien n’a été modifié : réessayez dans un instant.' }, details: {} };
  }
  return undefined;
}

function foreign(status: number): Refusal {
  const known = FOREIGN[status] ?? { code: `http-${status}`, text: { en: 'The request was refused.', fr: 'La requête a été refusée.' } };
  return { ...known, status, details: {} };
}

function isDatabaseAway(error: unknown): boolean {
  const name = error instanceof Error ? error.name : '';
  return ['MongoServerSelectionError', 'MongooseServerSelectionError', 'MongoNetworkError', 'MongoNetworkTimeoutError', 'MongoWaitQueueTimeoutError', 'MongoTopologyClosedError', 'MongoNotConnectedError'].includes(name);
}

/** Texts anywhere in the details (the errors of fields, reasons) in the reader's language. */
function inLanguage(value: unknown, locale: Locale): unknown {
  if (Array.isArray(value)) return value.map((entry) => inLanguage(entry, locale));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (isText(value)) return said(value, locale);
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, inLanguage(entry, locale)]));
}

function isText(value: object): value is Text {
  const names = Object.keys(value);
  return names.length === LOCALES.length && LOCALES.every((locale) => typeof (value as Partial<Text>)[locale] === 'string');
}
