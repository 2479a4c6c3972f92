import type { Locale } from '../../../language/text.js';

const MONTHS: Record<Locale, readonly string[]> = {
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  fr: ['janv.', 'févr.', 'mars', 'avr.', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.', 'déc.'],
};
const NO_BREAK = '\u00a0';

type Parts = Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'fraction', string>;

/** What somebody typed into a field for a date and time. */
export type TypedTime =
  | { kind: 'empty' }
  | { kind: 'once'; instant: string }
  /** Clocks go back: the one taken, and both with the text that means each. */
  | { kind: 'twice'; instant: string; choices: { instant: string; value: string }[] }
  /** Clocks go forward, from one wall time to another, at this instant. */
  | { kind: 'missing'; instant: string; from: string; to: string };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WALL_LENGTH = '2026-11-24T18:00'.length;

const iso = (at: number): string => new Date(at).toISOString();

/** +02:00 */
function offsetText(offset: number): string {
  const minutes = Math.round(Math.abs(offset) / MINUTE);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

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

  /** 24 Nov 2026, of a plain date (2026-11-24), which is the same day in every zone; of an instant, the reader's day. */
  calendarDay(date: string): string {
    const [year = '', month = '', day = ''] = date.split('-');
    return date.length > 'yyyy-mm-dd'.length ? this.day(date) : [String(Number(day)), MONTHS[this.#locale][Number(month) - 1], year].join(NO_BREAK);
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

  /** The same for a form's draft: a time that comes twice in its night carries its offset, so that it stays the one it was. */
  typed(instant: string): string {
    const wall = this.input(instant);
    return this.meaningOf(wall).kind === 'twice' ? wall + offsetText(this.#offset(Date.parse(instant))) : wall;
  }

  /**
   * What a wall time means in the reader's zone. Where clocks go back it comes twice, and is the first unless it names
   * its offset (2026-10-25T02:30+01:00); where they go forward there is none.
   */
  meaningOf(value: string): TypedTime {
    if (!value) return { kind: 'empty' };
    const wall = value.slice(0, WALL_LENGTH);
    const asUtc = Date.parse(`${wall}:00Z`);
    // No zone changes twice within two days: one of these two offsets holds at that wall time.
    const offsets = [...new Set([this.#offset(asUtc - DAY), this.#offset(asUtc + DAY)])];
    const instants = offsets.map((offset) => asUtc - offset).filter((at) => this.input(iso(at)) === wall).sort((a, b) => a - b);
    const [first, second] = instants;
    if (first === undefined) return this.#jumpOver(asUtc, offsets);
    if (second === undefined) return { kind: 'once', instant: iso(first) };
    const chosen = instants.find((at) => offsetText(this.#offset(at)) === value.slice(WALL_LENGTH)) ?? first;
    return { kind: 'twice', instant: iso(chosen), choices: instants.map((at) => ({ instant: iso(at), value: wall + offsetText(this.#offset(at)) })) };
  }

  /** The instant that an input means; null when it is empty. A time that does not exist is the end of its gap: forms refuse it before. */
  fromInput(value: string): string | null {
    const meaning = this.meaningOf(value);
    return meaning.kind === 'empty' ? null : meaning.instant;
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

  /** The change of hour that leaves this wall time out. */
  #jumpOver(asUtc: number, offsets: readonly number[]): TypedTime {
    let before = asUtc - Math.max(...offsets);
    let after = asUtc - Math.min(...offsets);
    const old = this.#offset(before);
    while (after - before > 1000) {
      const middle = Math.floor((before + after) / 2000) * 1000;
      if (this.#offset(middle) === old) before = middle;
      else after = middle;
    }
    const wall = (offset: number): string => iso(after + offset).slice(11, WALL_LENGTH);
    return { kind: 'missing', instant: iso(after), from: wall(old), to: wall(this.#offset(after)) };
  }

  #parts(instant: string): Parts {
    const found: Partial<Record<string, string>> = {};
    for (const { type, value } of this.#format.formatToParts(new Date(instant))) found[type === 'fractionalSecond' ? 'fraction' : type] = value;
    return { year: '', month: '', hour: '', minute: '', second: '', fraction: '', ...found, day: String(Number(found['day'])) };
  }
}

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
