import type { Actor } from '../operators/actor.js';
import { lateAt } from './package.late.js';
import type { CampaignPackage, LateDeadline } from './package.schema.js';

type Hidden = '_id' | 'lateFrom' | 'lateDeadline' | 'awaitingAtClose' | 'fingerprint';

/** A package as every door shows it (contract.md). */
export interface PackageView extends Omit<CampaignPackage, Hidden | 'reviewers'> {
  code: string;
  late: { deadline: LateDeadline; since: Date } | null;
  /** Head office's only. */
  reviewers?: string[];
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

/** A local operator's has neither reviewers nor the counts of others' orders. */
export function packageView(reader: Actor, campaignPackage: CampaignPackage, facts: PackageFacts): PackageView {
  const { _id: code, lateFrom, lateDeadline, awaitingAtClose: _count, fingerprint: _fingerprint, reviewers, ...shown } = campaignPackage;
  return {
    code,
    ...shown,
    late: lateAt({ lateFrom, lateDeadline }, facts.now),
    ...(reader.role === 'local' ? {} : { reviewers, orderCounts: facts.orderCounts }),
    ...(facts.allowed === undefined ? {} : { allowed: [...facts.allowed] }),
  };
}
