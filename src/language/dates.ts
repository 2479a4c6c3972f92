import type { Locale } from './text.js';

const MONTHS: Record<Locale, readonly string[]> = {
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
  fr: ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'],
};
// Each knows the everyday names of other zones; `Intl` in French says UTC+1 for all of them.
const NAMING_LOCALES = ['en-GB', 'en-US', 'en-AU'] as const;

/** 24 November 2026, 10:42 CET; 24 novembre 2026, 10:42 CET: an instant with the name of its zone. */
export function longDate(instant: Date, locale: Locale, timeZone: string): string {
  const { day, month, year } = partsOf(instant, timeZone);
  return `${Number(day)} ${MONTHS[locale][Number(month) - 1] ?? month} ${year}, ${timeOfDay(instant, timeZone)}`;
}

/** 10:42 CET */
export function timeOfDay(instant: Date, timeZone: string): string {
  const { hour, minute } = partsOf(instant, timeZone);
  return `${hour}:${minute} ${zoneName(instant, timeZone)}`;
}

/** CET, CEST, EST; GMT+5:30 where no everyday name is known. */
export function zoneName(instant: Date, timeZone: string): string {
  const names = NAMING_LOCALES.map((locale) => {
    const parts = formatOf(locale, { timeZone, timeZoneName: 'short' }).formatToParts(instant);
    return parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'UTC';
  });
  return names.find((name) => !/^(?:GMT|UTC)[+-]/.test(name)) ?? names[0] ?? 'UTC';
}

const numbers: Record<Locale, Intl.NumberFormat> = { en: new Intl.NumberFormat('en'), fr: new Intl.NumberFormat('fr') };

/** 3,107; 3 107 with the narrow space that French uses. */
export function wholeNumber(value: number, locale: Locale): string {
  return numbers[locale].format(value);
}

function partsOf(instant: Date, timeZone: string): Record<string, string> {
  const format = formatOf('en-GB', { timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit' });
  return Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs more than the rest of a mail: each is made once. */
function formatOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale, options);
    formats.set(key, format);
  }
  return format;
}
