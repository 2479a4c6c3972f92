import type { CampaignPackage, LateDeadline } from './package.schema.js';

export type Lateness = Pick<CampaignPackage, 'lateFrom' | 'lateDeadline' | 'late'>;
type Dated = Pick<CampaignPackage, 'status' | 'availableAt' | 'approvalDeadline' | 'registrationDeadline' | 'awaitingAtClose'>;

/**
 * The instant from which the present status is late, and which deadline that is (domain.md, *Late*):
 * stored with each change of status or dates, so that `late` is one comparison with an index.
 * Null: it does not become late by itself. The stamp `late` is LateStamps' to give.
 */
export function lateness(campaignPackage: Dated): Lateness {
  const [first] = deadlinesOf(campaignPackage)
    .filter((deadline) => campaignPackage[deadline] !== null)
    .sort((a, b) => instant(campaignPackage, a) - instant(campaignPackage, b));
  return first === undefined ? { lateFrom: null, lateDeadline: null, late: false } : { lateFrom: campaignPackage[first], lateDeadline: first, late: false };
}

/** What a reader is told: the earliest deadline passed and since when; null: not late. */
export function lateAt({ lateFrom, lateDeadline }: Omit<Lateness, 'late'>, now: Date): { deadline: LateDeadline; since: Date } | null {
  return lateFrom !== null && lateDeadline !== null && lateFrom <= now ? { deadline: lateDeadline, since: lateFrom } : null;
}

/** Late since the last look, not stamped yet: a handful. The type is said again because only that lets the planner use the partial index. */
export function lateUnstamped(now: Date): Record<string, unknown> {
  return { late: false, lateFrom: { $type: 'date', $lte: now } };
}

/** Not late. A package is always found by this or by `lateBy`, never by both. */
export function notLate(now: Date): Record<string, unknown> {
  return { late: false, lateFrom: { $not: { $lte: now } } };
}

/** The late ones: stamped, or about to be. */
export function lateBy(now: Date): Record<string, unknown> {
  return { $or: [{ late: true }, lateUnstamped(now)] };
}

function deadlinesOf({ status, awaitingAtClose }: Dated): LateDeadline[] {
  switch (status) {
    case 'being-edited':
    case 'rejected':
    case 'approved':
      return ['availableAt'];
    case 'pending-approval':
      return ['availableAt', 'approvalDeadline'];
    case 'published':
      // Counted once, when registration closes: before that nobody is late.
      return awaitingAtClose !== null && awaitingAtClose > 0 ? ['registrationDeadline'] : [];
    case 'canceled':
      return [];
  }
}

function instant(campaignPackage: Dated, deadline: LateDeadline): number {
  return campaignPackage[deadline]?.getTime() ?? Number.POSITIVE_INFINITY;
}
