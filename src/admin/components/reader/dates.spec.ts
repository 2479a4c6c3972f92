import { Dates, distance } from './dates.js';

const noBreak = (text: string): string => text.replace(/\u00a0/g, ' ');

describe('the dates a reader sees', () => {
  const en = new Dates('en', 'Europe/Paris');
  const fr = new Dates('fr', 'Europe/Paris');
  const newYork = new Dates('en', 'America/New_York');

  it('carry the name of the zone, in French too', () => {
    expect(noBreak(en.moment('2026-11-24T17:00:00Z'))).toBe('24 Nov 2026, 18:00 CET');
    expect(noBreak(fr.moment('2026-11-24T17:00:00Z'))).toBe('24 nov. 2026, 18:00 CET');
    expect(noBreak(fr.moment('2026-07-01T16:00:00Z'))).toBe('1 juil. 2026, 18:00 CEST');
  });

  it('name the zones of other continents', () => {
    expect(noBreak(new Dates('en', 'America/New_York').moment('2026-01-05T12:00:00Z'))).toBe('5 Jan 2026, 07:00 EST');
    expect(noBreak(new Dates('fr', 'UTC').moment('2026-01-05T12:00:00Z'))).toBe('5 janv. 2026, 12:00 UTC');
  });

  it('leave a plain date on its day, west of Greenwich too', () => {
    expect(noBreak(newYork.calendarDay('2026-12-01'))).toBe('1 Dec 2026');
    expect(noBreak(newYork.calendarDay('2026-12-01T02:00:00Z'))).toBe('30 Nov 2026');
  });

  it('drop the year of this year in lists', () => {
    expect(noBreak(en.short('2026-11-24T17:00:00Z', new Date('2026-01-01T12:00:00Z')))).toBe('24 Nov, 18:00');
    expect(noBreak(en.short('2025-11-24T17:00:00Z', new Date('2026-01-01T12:00:00Z')))).toBe('24 Nov 2025, 18:00');
  });

  it('go into a form and come back as the same instant, on both sides of a change of hour', () => {
    for (const instant of ['2026-03-29T00:30:00.000Z', '2026-03-29T01:30:00.000Z', '2026-10-25T02:30:00.000Z', '2026-12-31T23:59:00.000Z']) {
      expect(en.fromInput(en.input(instant))).toBe(instant);
    }
  });

  it('are refused in the hour that a spring night leaves out, with what the clocks do', () => {
    expect(en.meaningOf('2026-03-29T02:30')).toEqual({ kind: 'missing', instant: '2026-03-29T01:00:00.000Z', from: '02:00', to: '03:00' });
    expect(newYork.meaningOf('2026-03-08T02:00')).toEqual({ kind: 'missing', instant: '2026-03-08T07:00:00.000Z', from: '02:00', to: '03:00' });
    expect(en.meaningOf('2026-03-29T01:59')).toEqual({ kind: 'once', instant: '2026-03-29T00:59:00.000Z' });
    expect(en.meaningOf('2026-03-29T03:00')).toEqual({ kind: 'once', instant: '2026-03-29T01:00:00.000Z' });
    expect(newYork.meaningOf('2026-03-08T01:59')).toEqual({ kind: 'once', instant: '2026-03-08T06:59:00.000Z' });
    expect(newYork.meaningOf('2026-03-08T03:00')).toEqual({ kind: 'once', instant: '2026-03-08T07:00:00.000Z' });
  });

  it('are the first of the two in the hour that an autumn night repeats, unless they name the second', () => {
    const paris = [
      { instant: '2026-10-25T00:30:00.000Z', value: '2026-10-25T02:30+02:00' },
      { instant: '2026-10-25T01:30:00.000Z', value: '2026-10-25T02:30+01:00' },
    ];
    expect(en.meaningOf('2026-10-25T02:30')).toEqual({ kind: 'twice', instant: '2026-10-25T00:30:00.000Z', choices: paris });
    expect(en.meaningOf('2026-10-25T02:30+01:00')).toEqual({ kind: 'twice', instant: '2026-10-25T01:30:00.000Z', choices: paris });
    expect(newYork.fromInput('2026-11-01T01:15')).toBe('2026-11-01T05:15:00.000Z');
    expect(newYork.fromInput('2026-11-01T01:15-05:00')).toBe('2026-11-01T06:15:00.000Z');
    expect(en.meaningOf('2026-10-25T03:00')).toEqual({ kind: 'once', instant: '2026-10-25T02:00:00.000Z' });
    expect(en.meaningOf('2026-10-25T01:59')).toEqual({ kind: 'once', instant: '2026-10-24T23:59:00.000Z' });
    expect(newYork.meaningOf('2026-11-01T02:00')).toEqual({ kind: 'once', instant: '2026-11-01T07:00:00.000Z' });
  });

  it('stay the same instant through a form, the repeated hour of autumn included', () => {
    expect(en.typed('2026-10-25T01:30:00.000Z')).toBe('2026-10-25T02:30+01:00');
    expect(en.typed('2026-07-01T10:00:00.000Z')).toBe('2026-07-01T12:00');
    for (let minute = 0; minute < 4 * 24 * 60; minute += 15) {
      for (const [dates, start] of [[en, '2026-03-27T12:00Z'], [en, '2026-10-23T12:00Z'], [newYork, '2026-03-06T12:00Z'], [newYork, '2026-10-30T12:00Z']] as const) {
        const instant = new Date(Date.parse(start) + minute * 60_000).toISOString();
        expect(dates.fromInput(dates.typed(instant))).toBe(instant);
      }
    }
  });

  it('are null when the field is empty', () => {
    expect(en.fromInput('')).toBeNull();
  });

  it('tell how far apart two instants are', () => {
    expect(distance(-(3 * 86_400_000 + 16 * 3_600_000))).toEqual({ days: 3, hours: 16, minutes: 0, seconds: 0 });
  });
});
