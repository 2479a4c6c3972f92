import type { Locale } from '../../../language/text.js';

/** Exact to 10,000; beyond that the API says "10000+". */
export type Count = number | string;

const FORMATS: Record<Locale, Intl.NumberFormat> = { en: new Intl.NumberFormat('en-GB'), fr: new Intl.NumberFormat('fr-FR') };

/** 48,612 or 48 612; "10000+" keeps its plus. */
export function figure(value: Count, locale: Locale): string {
  if (typeof value === 'number') return FORMATS[locale].format(value);
  const digits = Number.parseInt(value, 10);
  return Number.isNaN(digits) ? value : `${FORMATS[locale].format(digits)}${value.endsWith('+') ? '+' : ''}`;
}

export const numberOf = (value: Count | undefined): number => (typeof value === 'number' ? value : Number.parseInt(value ?? '0', 10) || 0);

/** A sum that stays honest: one capped part makes the whole capped. */
export function sum(values: Count[]): Count {
  const total = values.reduce<number>((all, value) => all + numberOf(value), 0);
  return values.some((value) => typeof value === 'string') ? `${total}+` : total;
}
