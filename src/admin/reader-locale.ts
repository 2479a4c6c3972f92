import type { Request, Response } from 'express';
import { LOCALES, type Locale } from '../language/text.js';

export const LOCALE_COOKIE = 'relais.locale';
const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

const isLocale = (value: unknown): value is Locale => LOCALES.some((locale) => locale === value);

/** The reader's language: what they chose, else what their account says, else their browser's, else the house's. */
export function readerLocale(request: Request, account: Locale | null, house: Locale): Locale {
  const chosen = cookie(request, LOCALE_COOKIE);
  if (isLocale(chosen)) return chosen;
  if (account) return account;
  const browser = request.acceptsLanguages(...LOCALES);
  return isLocale(browser) ? browser : house;
}

/** Remembers `?lang=` of a page, where it names a language we speak. */
export function rememberLocale(request: Request, response: Response): Locale | undefined {
  const asked = request.query['lang'];
  if (!isLocale(asked)) return undefined;
  response.cookie(LOCALE_COOKIE, asked, { maxAge: YEAR_MS, sameSite: 'lax', path: '/' });
  return asked;
}

function cookie(request: Request, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
