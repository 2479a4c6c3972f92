import { Dates } from '../reader/dates.js';
import { changesOf, emptyDraft, isLocked, missingTimes, withoutPastDates } from './package-draft.js';

const dates = new Dates('en', 'Europe/Paris');
const saved = { ...emptyDraft, label: 'Winter savings', referenceCampaign: 'OP13', audience: 'OU1, OU2', availableAt: '2026-11-16T09:00', 'schedule.end': '2027-01-15T23:59' };

describe('what the form of a package sends', () => {
  it('is only what was changed', () => {
    expect(changesOf({ ...saved, label: ' Winter savings 3.40 % ' }, saved, dates)).toEqual({ label: 'Winter savings 3.40 %' });
    expect(changesOf(saved, saved, dates)).toEqual({});
  });

  it('is null for an empty reference, never an empty text', () => {
    expect(changesOf({ ...saved, referenceCampaign: ' ' }, saved, dates)).toEqual({ referenceCampaign: null });
  });

  it('is lists of codes, and of the schedule the end that was changed, as instants in UTC', () => {
    expect(changesOf({ ...saved, audience: 'OU1 OU3;OU4', 'schedule.end': '2027-01-16T23:59' }, saved, dates)).toEqual({
      audience: ['OU1', 'OU3', 'OU4'],
      schedule: { end: '2027-01-16T22:59:00.000Z' },
    });
  });

  it('says the level of a local package by itself', () => {
    expect(changesOf({ ...saved, kind: 'local' }, saved, dates)).toEqual({ kind: 'local', distributionLevel: 'local' });
  });

  it('is by hand for the orders of a package made local', () => {
    const automatic = { ...saved, orderApproval: 'automatic' as const };
    expect(changesOf(automatic, saved, dates)).toEqual({ orderApproval: 'automatic' });
    expect(changesOf({ ...automatic, kind: 'local' }, automatic, dates)).toEqual({ kind: 'local', distributionLevel: 'local', orderApproval: 'manual' });
  });

  it('is reminders with a date only where they are counted from one', () => {
    const reminders = [{ from: 'date' as const, date: '2026-11-20T09:00', offsetDays: '0' }, { from: 'deadline' as const, date: '2026-11-20T09:00', offsetDays: '-1' }];
    expect(changesOf({ ...saved, reminders }, saved, dates)).toEqual({
      reminders: [{ from: 'date', date: '2026-11-20T08:00:00.000Z', offsetDays: 0 }, { from: 'deadline', date: null, offsetDays: -1 }],
    });
  });

  it('names the dates that fall into the hour which clocks leave out', () => {
    const reminders = [{ from: 'date' as const, date: '2027-03-28T02:15', offsetDays: '0' }, { from: 'deadline' as const, date: '2027-03-28T02:15', offsetDays: '-1' }];
    expect(missingTimes({ ...saved, registrationDeadline: '2027-03-28T02:30', reminders }, dates)).toEqual(['registrationDeadline', 'reminders[0].date']);
    expect(missingTimes(saved, dates)).toEqual([]);
  });

  it('has no empty choice in its form', () => {
    const form = [{ name: 'slogan', label: 'Slogan', type: 'choice' as const, options: ['Save more ', ''] }];
    expect(changesOf({ ...saved, form }, saved, dates)).toEqual({ form: [{ name: 'slogan', label: 'Slogan', type: 'choice', options: ['Save more'] }] });
  });

  it('leaves alone what a published package no longer lets change', () => {
    expect(isLocked('published', 'availableAt')).toBe(true);
    expect(isLocked('published', 'schedule.end')).toBe(false);
    expect(isLocked('approved', 'availableAt')).toBe(false);
  });

  it('has the dates of the past emptied where the package is used again', () => {
    const again = withoutPastDates(saved, new Date('2026-12-01T00:00:00Z'), dates);
    expect(again.availableAt).toBe('');
    expect(again['schedule.end']).toBe('2027-01-15T23:59');
  });
});
