import { latestDue, occurrenceAt, type Recurrence } from './recurrence.js';

const daily: Recurrence = { every: { count: 1, unit: 'day' }, timeZone: 'Europe/Paris', times: 5 };
const first = new Date('2026-03-27T08:00:00Z');

test('a day is a day of the wall clock: nine in Paris stays nine when summer time begins', () => {
  expect([0, 1, 2, 3, 4, 5].map((index) => occurrenceAt(daily, first, index)?.toISOString() ?? null)).toEqual([
    '2026-03-27T08:00:00.000Z', '2026-03-28T08:00:00.000Z', '2026-03-29T07:00:00.000Z', '2026-03-30T07:00:00.000Z', '2026-03-31T07:00:00.000Z', null,
  ]);
});

test('a month that has no such day takes its last', () => {
  const monthly: Recurrence = { every: { count: 1, unit: 'month' }, timeZone: 'Europe/Paris', times: 4 };
  expect([1, 2, 3].map((index) => occurrenceAt(monthly, new Date('2027-01-31T08:00:00Z'), index)?.toISOString().slice(0, 10))).toEqual(['2027-02-28', '2027-03-31', '2027-04-30']);
});

test('it ends after its instant, that included', () => {
  const until: Recurrence = { every: { count: 2, unit: 'hour' }, until: new Date('2026-03-27T12:00:00Z') };
  expect([1, 2, 3].map((index) => occurrenceAt(until, first, index)?.toISOString() ?? null)).toEqual(['2026-03-27T10:00:00.000Z', '2026-03-27T12:00:00.000Z', null]);
});

test('of several missed, the latest is due', () => {
  const hourly: Recurrence = { every: { count: 1, unit: 'hour' }, times: 1_000_000 };
  const after = (hours: number): Date => new Date(first.getTime() + hours * 3_600_000);
  expect(latestDue(hourly, first, 0, new Date(first.getTime() - 1))).toBeNull();
  expect(latestDue(hourly, first, 0, first)).toBe(0);
  expect(latestDue(hourly, first, 1, after(0.5))).toBeNull();
  for (const hours of [1, 2, 3, 7, 8, 9, 1_000]) expect(latestDue(hourly, first, 1, after(hours + 0.5))).toBe(hours);
  expect(latestDue({ ...hourly, times: 4 }, first, 1, after(100))).toBe(3);
  expect(latestDue({ ...hourly, times: 4 }, first, 4, after(100))).toBeNull();
});
