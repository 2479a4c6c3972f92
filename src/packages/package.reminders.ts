import type { CampaignPackage, PlannedReminder, Reminder } from './package.schema.js';

/** Instants are UTC and belong to no time zone: a day of an offset is 24 hours, as the approval period's are. */
const DAY_MS = 86_400_000;

type Asked = Pick<CampaignPackage, 'reminders' | 'submittedAt' | 'approvalDeadline'>;

/**
 * When the reviewers are reminded of a package that was submitted (domain.md, *Approval*), soonest
 * first. An instant that is not after the submission has no place; two reminders of the same
 * instant are one.
 */
export function plannedReminders(asked: Asked): PlannedReminder[] {
  const { submittedAt } = asked;
  if (submittedAt === null) return [];
  const planned = new Map<number, PlannedReminder>();
  for (const reminder of asked.reminders) {
    const at = instantOf(reminder, asked);
    if (at === null || at <= submittedAt || planned.has(at.getTime())) continue;
    planned.set(at.getTime(), { from: reminder.from, at, remindedAt: null });
  }
  return [...planned.values()].sort((a, b) => a.at.getTime() - b.at.getTime());
}

/**
 * The plan after an edit at `now`. What was reminded stays on record, and what was owed and still
 * has its instant stays owed; an instant that the edit would only bring into the past has no place.
 */
export function replannedReminders(asked: Asked, before: readonly PlannedReminder[], now: Date): PlannedReminder[] {
  const known = new Map(before.map((planned) => [planned.at.getTime(), planned]));
  const fresh = plannedReminders(asked).flatMap((planned) => known.get(planned.at.getTime()) ?? (planned.at > now ? [planned] : []));
  const kept = before.filter(({ at, remindedAt }) => remindedAt !== null && !fresh.some((planned) => planned.at.getTime() === at.getTime()));
  return [...kept, ...fresh].sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** The next that is owed; nobody is reminded of what is not pending. */
export function nextReminderAt({ status, plannedReminders: planned }: Pick<CampaignPackage, 'status' | 'plannedReminders'>): Date | null {
  if (status !== 'pending-approval') return null;
  return planned.find(({ remindedAt }) => remindedAt === null)?.at ?? null;
}

function instantOf({ from, date, offsetDays }: Reminder, { submittedAt, approvalDeadline }: Asked): Date | null {
  const origin = { submission: submittedAt, deadline: approvalDeadline, date }[from];
  return origin === null ? null : new Date(origin.getTime() + offsetDays * DAY_MS);
}
