import { Dates, distance } from './dates.js';

const noBreak = (text: string): string => text.replace(/\u00a0/g, ' ');

describe('the dates a reader sees', () => {
  const en = new Dates('en', 'Europe/Paris');
  const fr = new Dates('fr', 'Europe/Paris');

  it('carry the name of the zone, in French too', () => {
    expect(noBreak(en.moment('2026-11-24T17:00:00Z'))).toBe('24 Nov 2026, 18:00 CET');
    expect(noBreak(fr.moment('2026-11-24T17:00:00Z'))).toBe('24 nov. 2026, 18:00 CET');
    expect(noBreak(fr.moment('2026-07-01T16:00:00Z'))).toBe('1 juil. 2026, 18:00 CEST');
  });

  it('name the zones of other continents', () => {
    expect(noBreak(new Dates('en', 'America/New_York').moment('2026-01-05T12:00:00Z'))).toBe('5 Jan 2026, 07:00 EST');
    expect(noBreak(new Dates('fr', 'UTC').moment('2026-01-05T12:00:00Z'))).toBe('5 janv. 2026, 12:00 UTC');
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

  it('are null when the field is empty', () => {
    expect(en.fromInput('')).toBeNull();
  });

  it('tell how far apart two instants are', () => {
    expect(distance(-(3 * 86_400_000 + 16 * 3_600_000))).toEqual({ days: 3, hours: 16, minutes: 0, seconds: 0 });
  });
});
