import { z } from 'zod';

import type { Text } from '../language/text.js';

/** Shapes of codes, as people say them on the phone; small letters are accepted and raised. */
const CODES = {
  package: { shape: /^CAT\d{1,12}$/, example: 'CAT86', what: { en: 'a package', fr: 'd’un kit' } },
  order: { shape: /^ORD\d{1,12}$/, example: 'ORD29', what: { en: 'an order', fr: 'd’une commande' } },
  campaign: { shape: /^(OU\d{1,12}_)?OP\d{1,12}$/, example: 'OP13', what: { en: 'a campaign', fr: 'd’une opération' } },
  workflow: { shape: /^WKF\d{1,12}$/, example: 'WKF12', what: { en: 'a workflow', fr: 'd’un workflow' } },
  delivery: { shape: /^DM\d{1,12}$/, example: 'DM6', what: { en: 'a delivery', fr: 'd’une diffusion' } },
  entity: { shape: /^OU\d{1,12}$/, example: 'OU3', what: { en: 'an entity', fr: 'd’une entité' } },
  cancellation: { shape: /^CXL\d{1,12}$/, example: 'CXL4', what: { en: 'a cancellation', fr: 'd’une annulation' } },
} as const satisfies Record<string, { shape: RegExp; example: string; what: Text }>;
export type CodeOf = keyof typeof CODES;

export const LABEL_MAX = 200;
export const COMMENT_MAX = 2_000;
export const EMAIL_MAX = 254;

const LINE_BREAKS_ONLY: Text = { en: 'may hold no control characters', fr: 'ne peut contenir aucun caractère de contrôle' };
const ONE_LINE: Text = { en: 'must be one line, without control characters', fr: 'doit tenir sur une ligne, sans caractère de contrôle' };
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u001F\u007F-\u009F\u2028\u2029]/;
// eslint-disable-next-line no-control-regex -- tab, line feed and carriage return are allowed
const CONTROL_BUT_LINES = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/;

/** One line, 1 to `max` characters, blanks around it taken off. */
export function line(max: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((value) => !CONTROL.test(value), { params: { text: ONE_LINE } });
}

/** Several lines, up to `max` characters. */
export function lines(max: number) {
  return z
    .string()
    .max(max)
    .refine((value) => !CONTROL_BUT_LINES.test(value), { params: { text: LINE_BREAKS_ONLY } });
}

/** The name people give a thing. */
export function label() {
  return line(LABEL_MAX);
}

/** A sentence or more for the journal and the mails; required and not blank. Add `.nullable().optional()` where it may be left out. */
export function comment() {
  return z
    .string()
    .trim()
    .min(1)
    .max(COMMENT_MAX)
    .refine((value) => !CONTROL_BUT_LINES.test(value), { params: { text: LINE_BREAKS_ONLY } });
}

/** An e-mail address, in small letters. */
export function email() {
  return z.string().trim().toLowerCase().max(EMAIL_MAX).check(z.email());
}

/** The code of a thing of one kind; whether it exists is the room's to know. */
export function code(kind: CodeOf) {
  const { shape, example, what } = CODES[kind];
  return z
    .string()
    .trim()
    .toUpperCase()
    .max(32)
    .refine((value) => shape.test(value), { params: { text: { en: `must be the code of ${what.en}, like ${example}`, fr: `doit être le code ${what.fr}, comme ${example}` } } })
    .meta({ pattern: shape.source, examples: [example] });
}

const FIELD_NAME = /^[A-Za-z][A-Za-z0-9_]*$/;

/** The name of a field of a form, as placeholders and parameters write it. */
export function fieldName() {
  return z
    .string()
    .max(50)
    .refine((value) => FIELD_NAME.test(value), { params: { text: { en: 'must be letters, digits and _, a letter first', fr: 'doit se composer de lettres, de chiffres et de _, en commençant par une lettre' } } })
    .meta({ pattern: FIELD_NAME.source, examples: ['phone'] });
}

/** A whole number from `min` to `max`, both included. */
export function whole(min: number, max: number) {
  return z.int().min(min).max(max);
}

const NOT_AN_INSTANT: Text = {
  en: 'must be a date and time with its zone (ISO 8601), like 2026-05-01T09:00:00Z',
  fr: 'doit être une date et une heure avec leur fuseau (ISO 8601), comme 2026-05-01T09:00:00Z',
};
const NO_SUCH_DAY: Text = { en: 'is no date of the calendar', fr: 'n’existe pas dans le calendrier' };
const NO_ZONE: Text = { en: 'must say its time zone: end it with Z or +02:00', fr: 'doit indiquer son fuseau : terminez-la par Z ou +02:00' };
const INSTANT = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?$/;

/** ISO 8601 with its time zone, years 1970 to 9999, real days only; a `Date` for the reader. */
export function instant() {
  return z
    .string()
    .max(40)
    .transform((value, context) => {
      const wrong = instantProblem(value);
      if (wrong === undefined) return new Date(value);
      context.addIssue({ code: 'custom', params: { text: wrong } });
      return z.NEVER;
    })
    .meta({ format: 'date-time', examples: ['2026-05-01T09:00:00Z'] });
}

function instantProblem(value: string): Text | undefined {
  const parts = INSTANT.exec(value);
  if (parts === null) return NOT_AN_INSTANT;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map((part) => Number(part ?? 0)) as [number, number, number, number, number, number];
  const midnight = new Date(Date.UTC(year, month - 1, day));
  const dayExists = midnight.getUTCMonth() === month - 1 && midnight.getUTCDate() === day;
  if (!dayExists || hour > 23 || minute > 59 || second > 59 || year < 1970) return NO_SUCH_DAY;
  const zone = parts[7];
  if (zone === undefined) return NO_ZONE;
  if (zone !== 'Z' && (Number(zone.slice(1, 3)) > 14 || Number(zone.slice(4)) > 59)) return NOT_AN_INSTANT;
  return undefined;
}
