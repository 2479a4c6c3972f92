import type { Actor } from '../operators/actor.js';
import { lateAt } from './package.late.js';
import type { CampaignPackage, LateDeadline } from './package.schema.js';

type Hidden = '_id' | 'lateFrom' | 'lateDeadline' | 'awaitingAtClose' | 'fingerprint' | 'nextReminderAt' | 'subscribing' | 'opening' | 'lateOrdersFor' | 'late' | 'folders' | 'availableMonth' | 'forEveryone' | 'words';
/** Head office's only: who asks, who reviews, who decided, and what came before. */
const CENTRAL = ['reviewers', 'submittedBy', 'submittedAt', 'approval', 'rejection', 'approvalDeadline', 'reminders', 'plannedReminders', 'earlierCycles'] as const satisfies readonly (keyof CampaignPackage)[];
type Central = (typeof CENTRAL)[number];

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

/** A local operator's has nothing of CENTRAL and no counts of others' orders; of the audience it names their own entity alone. */
export function packageView(reader: Actor, campaignPackage: CampaignPackage, facts: PackageFacts): PackageView {
  const { _id: code, lateFrom, lateDeadline, awaitingAtClose: _count, fingerprint: _fingerprint, ...known } = campaignPackage;
  const { late: _late, folders: _folders, availableMonth: _month, forEveryone: _everyone, words: _words, ...told } = known;
  const { nextReminderAt: _next, subscribing: _subscribing, opening: _opening, lateOrdersFor: _orders, ...shown } = told;
  return {
    code,
    ...(reader.role === 'local' ? offer(shown, reader.entity) : { ...shown, orderCounts: facts.orderCounts }),
    late: lateAt({ lateFrom, lateDeadline }, facts.now),
    ...(facts.allowed === undefined ? {} : { allowed: [...facts.allowed] }),
  };
}

function offer<T extends Pick<CampaignPackage, Central | 'audience'>>(shown: T, entity: string | null): Omit<T, Central> {
  const told = Object.fromEntries(Object.entries(shown).filter(([field]) => !(CENTRAL as readonly string[]).includes(field))) as Omit<T, Central>;
  return { ...told, audience: shown.audience.filter((known) => known === entity) };
}
