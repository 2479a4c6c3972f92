import { DateTime } from 'luxon';

export const RECURRENCE_UNITS = ['minute', 'hour', 'day', 'week', 'month'] as const;
export type RecurrenceUnit = (typeof RECURRENCE_UNITS)[number];

/** How often something recurs: every so many units, so many times or until an instant, whichever comes first. */
export interface Recurrence {
  every: { count: number; unit: RecurrenceUnit };
  /** IANA name: a day, a week and a month are of its wall clock, daylight saving included. */
  timeZone?: string;
  times?: number;
  until?: Date;
}

/** The instant of an occurrence, from 0; null: there is none any more. */
export function occurrenceAt({ every, timeZone, times, until }: Recurrence, first: Date, index: number): Date | null {
  if (times !== undefined && index >= times) return null;
  const at = DateTime.fromJSDate(first, { zone: timeZone ?? 'utc' })
    .plus({ [every.unit]: every.count * index })
    .toJSDate();
  return until !== undefined && at > until ? null : at;
}

/** The latest occurrence that is due, from `index` on: those missed before it are not made up for. Null: none is due. */
export function latestDue(recurrence: Recurrence, first: Date, index: number, now: Date): number | null {
  const at = (occurrence: number): Date | null => occurrenceAt(recurrence, first, occurrence);
  const isDue = (occurrence: number): boolean => (at(occurrence)?.getTime() ?? Infinity) <= now.getTime();
  if (!isDue(index)) return null;
  // Years may have been missed: halves instead of steps.
  let low = index;
  let high = index + 1;
  while (isDue(high)) {
    low = high;
    high = index + (high - index) * 2;
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isDue(middle)) low = middle;
    else high = middle;
  }
  return low;
}
