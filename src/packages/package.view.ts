import type { Actor } from '../operators/actor.js';
import { lateAt } from './package.late.js';
import type { CampaignPackage, LateDeadline } from './package.schema.js';

type Hidden = '_id' | 'lateFrom' | 'lateDeadline' | 'awaitingAtClose' | 'fingerprint' | 'nextReminderAt' | 'subscribing' | 'opening' | 'lateOrdersFor' | 'late' | 'folders' | 'availableMonth' | 'forEveryone';
/** Head office's only. */
type Central = 'reviewers' | 'plannedReminders' | 'earlierCycles';

/** A package as every door shows it (contract.md). */
export interface PackageView extends Omit<CampaignPackage, Hidden | Central>, Partial<Pick<CampaignPackage, Central>> {
  code: string;
  late: { deadline: LateDeadline; since: Date } | null;
  /** Head office's only: status -> number of orders of the present cycle. */
  orderCounts?: Record<string, number>;
  /** What the reader may do with it now; only where it is shown one by one. */
  allowed?: string[];
}

export interface PackageFacts {
  now: Date;
  orderCounts: Record<string, number>;
  allowed?: readonly string[];
}

/**
 * A local operator's has neither reviewers and their reminders, nor the counts of others' orders, nor
 * earlier cycles; of the audience it names their own entity alone.
 */
export function packageView(reader: Actor, campaignPackage: CampaignPackage, facts: PackageFacts): PackageView {
  const { _id: code, lateFrom, lateDeadline, awaitingAtClose: _count, fingerprint: _fingerprint, ...known } = campaignPackage;
  const { late: _late, folders: _folders, availableMonth: _month, forEveryone: _everyone, ...told } = known;
  const { nextReminderAt: _next, subscribing: _subscribing, opening: _opening, lateOrdersFor: _orders, reviewers, plannedReminders, earlierCycles, ...shown } = told;
  return {
    code,
    ...shown,
    late: lateAt({ lateFrom, lateDeadline }, facts.now),
    ...(reader.role === 'local' ? { audience: shown.audience.filter((entity) => entity === reader.entity) } : { reviewers, plannedReminders, earlierCycles, orderCounts: facts.orderCounts }),
    ...(facts.allowed === undefined ? {} : { allowed: [...facts.allowed] }),
  };
}
