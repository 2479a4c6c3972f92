import { aCampaignPackage } from '../../test/builders/campaign-package.js';
import { nextReminderAt, plannedReminders, replannedReminders } from './package.reminders.js';
import type { CampaignPackage, Reminder } from './package.schema.js';

const submittedAt = new Date('2026-03-27T10:00:00Z');
const approvalDeadline = new Date('2026-03-30T10:00:00Z');
const at = (text: string): Date => new Date(text);

const asked = (reminders: Reminder[], given: Partial<CampaignPackage> = {}): CampaignPackage => aCampaignPackage({ status: 'pending-approval', submittedAt, approvalDeadline, reminders, ...given });
const instants = (reminders: Reminder[], given: Partial<CampaignPackage> = {}): string[] => plannedReminders(asked(reminders, given)).map((planned) => planned.at.toISOString());

describe('the plan of reminders', () => {
  it('counts from the submission, from the approval deadline, from a date', () => {
    expect(instants([{ from: 'submission', date: null, offsetDays: 1 }])).toEqual(['2026-03-28T10:00:00.000Z']);
    expect(instants([{ from: 'deadline', date: null, offsetDays: -1 }])).toEqual(['2026-03-29T10:00:00.000Z']);
    expect(instants([{ from: 'date', date: at('2026-04-02T07:30:00Z'), offsetDays: 2 }])).toEqual(['2026-04-04T07:30:00.000Z']);
  });

  it('a reminder on the deadline, or after it, has its place: the package still awaits its approval', () => {
    expect(instants([{ from: 'deadline', date: null, offsetDays: 0 }, { from: 'deadline', date: null, offsetDays: 2 }])).toEqual(['2026-03-30T10:00:00.000Z', '2026-04-01T10:00:00.000Z']);
  });

  it('a day is 24 hours, also on the night when clocks change in Paris (29 March 2026)', () => {
    expect(instants([{ from: 'submission', date: null, offsetDays: 3 }])).toEqual(['2026-03-30T10:00:00.000Z']);
  });

  it('is in the order of the instants, whatever the order of the reminders', () => {
    const reminders: Reminder[] = [{ from: 'deadline', date: null, offsetDays: 1 }, { from: 'submission', date: null, offsetDays: 1 }];

    expect(instants(reminders)).toEqual(['2026-03-28T10:00:00.000Z', '2026-03-31T10:00:00.000Z']);
  });

  it('what is not after the submission is not planned', () => {
    const reminders: Reminder[] = [{ from: 'submission', date: null, offsetDays: 0 }, { from: 'deadline', date: null, offsetDays: -3 }, { from: 'date', date: at('2026-03-27T09:59:59Z'), offsetDays: 0 }];

    expect(instants(reminders)).toEqual([]);
  });

  it('two reminders of one instant are one', () => {
    expect(instants([{ from: 'submission', date: null, offsetDays: 2 }, { from: 'deadline', date: null, offsetDays: -1 }])).toEqual(['2026-03-29T10:00:00.000Z']);
  });

  it('of a package that was not submitted is empty', () => {
    expect(instants([{ from: 'date', date: at('2026-04-02T00:00:00Z'), offsetDays: 0 }], { submittedAt: null })).toEqual([]);
  });
});

describe('an edit while the package is pending', () => {
  const now = at('2026-03-29T00:00:00Z');
  const reminded = { from: 'submission', at: at('2026-03-28T10:00:00Z'), remindedAt: at('2026-03-28T10:00:01Z') } as const;
  const owed = { from: 'deadline', at: at('2026-03-29T10:00:00Z'), remindedAt: null } as const;

  it('of the deadline moves what counts from it; what was reminded stays on record and is not repeated', () => {
    const later = asked([{ from: 'submission', date: null, offsetDays: 1 }, { from: 'deadline', date: null, offsetDays: -1 }], { approvalDeadline: at('2026-04-03T10:00:00Z') });

    expect(replannedReminders(later, [reminded, owed], now)).toEqual([reminded, { from: 'deadline', at: at('2026-04-02T10:00:00Z'), remindedAt: null }]);
  });

  it('keeps what was reminded though no reminder asks for it any more', () => {
    expect(replannedReminders(asked([]), [reminded, owed], now)).toEqual([reminded]);
  });

  it('plans nothing for an instant that is past already', () => {
    expect(replannedReminders(asked([{ from: 'submission', date: null, offsetDays: 1 }]), [], now)).toEqual([]);
  });

  it('still owes what was owed and not done yet', () => {
    const afterIt = at('2026-03-29T12:00:00Z');

    expect(replannedReminders(asked([{ from: 'deadline', date: null, offsetDays: -1 }]), [owed], afterIt)).toEqual([owed]);
  });
});

describe('the next reminder', () => {
  const first = { from: 'submission', at: at('2026-03-28T10:00:00Z'), remindedAt: null } as const;
  const second = { from: 'deadline', at: at('2026-03-29T10:00:00Z'), remindedAt: null } as const;

  it('is the first that is owed', () => {
    expect(nextReminderAt({ status: 'pending-approval', plannedReminders: [first, second] })).toEqual(first.at);
    expect(nextReminderAt({ status: 'pending-approval', plannedReminders: [{ ...first, remindedAt: first.at }, second] })).toEqual(second.at);
    expect(nextReminderAt({ status: 'pending-approval', plannedReminders: [{ ...first, remindedAt: first.at }] })).toBeNull();
  });

  it.each(['being-edited', 'approved', 'rejected', 'published', 'canceled'] as const)('%s: there is none', (status) => {
    expect(nextReminderAt({ status, plannedReminders: [first, second] })).toBeNull();
  });
});
