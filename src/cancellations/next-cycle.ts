import { approvalDeadlineIsDefault } from '../packages/package.dates.js';
import type { CampaignPackage, EarlierCycle } from '../packages/package.schema.js';

/**
 * What reinitialize changes on the package itself: marks of approval, availability and cancel are
 * cleared, dates in the past emptied; label, audience, form and reviewers stay. What the cycle was is
 * kept among the earlier ones.
 */
export function asInNextCycle(before: CampaignPackage, now: Date, by: string): Partial<CampaignPackage> {
  const ahead = (date: Date | null): Date | null => (date !== null && date > now ? date : null);
  return {
    cycle: before.cycle + 1,
    schedule: { start: ahead(before.schedule.start), end: ahead(before.schedule.end) },
    availableAt: ahead(before.availableAt),
    registrationDeadline: ahead(before.registrationDeadline),
    personalizationDeadline: ahead(before.personalizationDeadline),
    // One that was only computed ends with the submission it belonged to.
    approvalDeadline: approvalDeadlineIsDefault(before) ? null : ahead(before.approvalDeadline),
    reminders: before.reminders.filter((reminder) => reminder.date === null || reminder.date > now),
    plannedReminders: [],
    submittedBy: null,
    submittedAt: null,
    approval: null,
    fingerprint: null,
    rejection: null,
    publishedAt: null,
    cancellation: null,
    awaitingAtClose: null,
    lateOrdersFor: null,
    earlierCycles: [...before.earlierCycles, ended(before, now, by)],
  };
}

function ended(before: CampaignPackage, endedAt: Date, endedBy: string): EarlierCycle {
  const { cycle, status, publishedAt, approval, cancellation, schedule, availableAt, registrationDeadline, personalizationDeadline, referenceCampaign, form } = before;
  const endedAs = status === 'canceled' ? 'canceled' : 'published';
  return { cycle, endedAt, endedBy, endedAs, publishedAt, approval, cancellation, schedule, availableAt, registrationDeadline, personalizationDeadline, referenceCampaign, form };
}
