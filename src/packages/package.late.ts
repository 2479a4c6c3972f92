import type { CampaignPackage, LateDeadline } from './package.schema.js';

export type Lateness = Pick<CampaignPackage, 'lateFrom' | 'lateDeadline'>;
type Dated = Pick<CampaignPackage, 'status' | 'availableAt' | 'approvalDeadline' | 'registrationDeadline' | 'awaitingAtClose'>;

/**
 * The instant from which the present status is late, and which deadline that is (domain.md, *Late*):
 * stored with each change of status or dates, so that `late` is one comparison with an index.
 * Null: it does not become late by itself.
 */
export function lateness(campaignPackage: Dated): Lateness {
  const [first] = deadlinesOf(campaignPackage)
    .filter((deadline) => campaignPackage[deadline] !== null)
    .sort((a, b) => instant(campaignPackage, a) - instant(campaignPackage, b));
  return first === undefined ? { lateFrom: null, lateDeadline: null } : { lateFrom: campaignPackage[first], lateDeadline: first };
}

/** What a reader is told: the earliest deadline passed and since when; null: not late. */
export function lateAt({ lateFrom, lateDeadline }: Lateness, now: Date): { deadline: LateDeadline; since: Date } | null {
  return lateFrom !== null && lateDeadline !== null && lateFrom <= now ? { deadline: lateDeadline, since: lateFrom } : null;
}

/** The late ones as a filter. The type is said again because only that lets the planner use the partial index `late`. */
export function lateBy(now: Date): Record<string, unknown> {
  return { lateFrom: { $type: 'date', $lte: now } };
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
