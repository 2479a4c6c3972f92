import type { Locale } from '../../language/text.js';

const MONTHS: Record<Locale, readonly string[]> = {
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  fr: ['janv.', 'févr.', 'mars', 'avr.', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.', 'déc.'],
};
const NO_BREAK = '\u00a0';

type Parts = Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'fraction', string>;

/** Instants as this reader reads them: in their time zone, with its name. */
export class Dates {
  readonly zone: string;
  readonly #locale: Locale;
  readonly #format: Intl.DateTimeFormat;

  constructor(locale: Locale, zone: string) {
    this.zone = zone;
    this.#locale = locale;
    this.#format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3,
    });
  }

  /** 24 Nov 2026, 18:00 CET */
  moment(instant: string): string {
    const { hour, minute } = this.#parts(instant);
    return `${this.day(instant)}, ${hour}:${minute}${NO_BREAK}${this.zoneName(instant)}`;
  }

  /** 24 Nov 2026 */
  day(instant: string): string {
    const { day, month, year } = this.#parts(instant);
    return [day, MONTHS[this.#locale][Number(month) - 1], year].join(NO_BREAK);
  }

  /** 24 Nov, with the year where it is not this year's. */
  shortDay(instant: string, now: Date): string {
    const { day, month, year } = this.#parts(instant);
    const thisYear = year === this.#parts(now.toISOString()).year;
    return [day, MONTHS[this.#locale][Number(month) - 1], ...(thisYear ? [] : [year])].join(NO_BREAK);
  }

  /** 24 Nov, 18:00: for a column whose head names the zone; with the year where it is not this year's. */
  short(instant: string, now: Date): string {
    const { hour, minute } = this.#parts(instant);
    return `${this.shortDay(instant, now)}, ${hour}:${minute}`;
  }

  /** 18:00 CET */
  time(instant: string): string {
    const { hour, minute } = this.#parts(instant);
    return `${hour}:${minute}${NO_BREAK}${this.zoneName(instant)}`;
  }

  /** 10:42:07 CET */
  second(instant: string): string {
    const { hour, minute, second } = this.#parts(instant);
    return `${hour}:${minute}:${second}${NO_BREAK}${this.zoneName(instant)}`;
  }

  /** 10:42:07.611, for figures that are compared with each other. */
  precise(instant: string): string {
    const { hour, minute, second, fraction } = this.#parts(instant);
    return `${hour}:${minute}:${second}.${fraction}`;
  }

  /** The value of an `<input type="datetime-local">` in the reader's zone. */
  input(instant: string): string {
    const { year, month, day, hour, minute } = this.#parts(instant);
    return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T${hour}:${minute}`;
  }

  /** The instant that such an input means in the reader's zone; null when it is empty. */
  fromInput(value: string): string | null {
    if (!value) return null;
    const asUtc = Date.parse(`${value}:00Z`);
    // The zone's offset at that wall time; asked twice, since the first guess may lie across a change of hour.
    let guess = asUtc;
    for (let turn = 0; turn < 2; turn += 1) guess = asUtc - this.#offset(guess);
    return new Date(guess).toISOString();
  }

  /** CET, CEST, EST: `Intl` alone says UTC+1 in French, so the name is taken from where it is known. */
  zoneName(instant: string): string {
    const names = ['en-GB', 'en-US', 'en-AU'].map((locale) => this.#zoneNameIn(locale, instant));
    return names.find((name) => !/^(?:GMT|UTC)[+-]/.test(name)) ?? names[0]?.replace('GMT', 'UTC') ?? 'UTC';
  }

  #zoneNameIn(locale: string, instant: string): string {
    const parts = new Intl.DateTimeFormat(locale, { timeZone: this.zone, timeZoneName: 'short' }).formatToParts(new Date(instant));
    return parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'UTC';
  }

  #offset(instant: number): number {
    const { year, month, day, hour, minute, second } = this.#parts(new Date(instant).toISOString());
    return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)) - Math.floor(instant / 1000) * 1000;
  }

  #parts(instant: string): Parts {
    const found: Partial<Record<string, string>> = {};
    for (const { type, value } of this.#format.formatToParts(new Date(instant))) found[type === 'fractionalSecond' ? 'fraction' : type] = value;
    return { year: '', month: '', hour: '', minute: '', second: '', fraction: '', ...found, day: String(Number(found['day'])) };
  }
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How far apart two instants are, in the two largest units that say something: {days: 3, hours: 16}. */
export function distance(milliseconds: number): { days: number; hours: number; minutes: number; seconds: number } {
  const whole = Math.abs(milliseconds);
  return {
    days: Math.floor(whole / DAY),
    hours: Math.floor((whole % DAY) / HOUR),
    minutes: Math.floor((whole % HOUR) / MINUTE),
    seconds: Math.floor((whole % MINUTE) / 1000),
  };
}
