import { nextReminderAt } from './package.reminders.js';
import type { CampaignPackage } from './package.schema.js';

export type Owed = Pick<CampaignPackage, 'nextReminderAt' | 'subscribing' | 'opening'>;

/** What time or another room still owes a package in its status: it ends with the status that owed it. */
export function owed(campaignPackage: CampaignPackage): Owed {
  const { status, subscribing, opening } = campaignPackage;
  return {
    nextReminderAt: nextReminderAt(campaignPackage),
    subscribing: status === 'approved' || status === 'published' ? subscribing : null,
    opening: status === 'published' ? opening : null,
  };
}

/** Entities are pre-subscribed, each with an order that is approved already. */
export function isAutomatic({ kind, orderApproval }: Pick<CampaignPackage, 'kind' | 'orderApproval'>): boolean {
  return kind === 'collaborative' && orderApproval === 'automatic';
}

/** What publishing at `at` writes beside the status. */
export function marksOfPublishing(campaignPackage: CampaignPackage, at: Date): Partial<CampaignPackage> {
  return { publishedAt: at, awaitingAtClose: null, opening: isAutomatic(campaignPackage) ? at : null };
}
