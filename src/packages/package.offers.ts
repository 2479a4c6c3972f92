import type { QueryFilter } from 'mongoose';

import type { CampaignPackage } from './package.schema.js';

/** Whether the entity belongs to those it is offered to; empty on a local package: every entity. */
export function isForEntity({ kind, audience }: Pick<CampaignPackage, 'kind' | 'audience'>, entity: string): boolean {
  return audience.includes(entity) || (kind === 'local' && audience.length === 0);
}

/** Whether it is in the entity's list of offers now: approved or published, offered to it, inside its schedule. */
export function isOffered(campaignPackage: CampaignPackage, entity: string, now: Date): boolean {
  const { status, schedule } = campaignPackage;
  const inSchedule = schedule.start !== null && schedule.end !== null && schedule.start <= now && now < schedule.end;
  return (status === 'approved' || status === 'published') && inSchedule && isForEntity(campaignPackage, entity);
}

/** The same as a filter. */
export function offersTo(entity: string, now: Date): QueryFilter<CampaignPackage> {
  return {
    status: { $in: ['approved', 'published'] },
    'schedule.start': { $lte: now },
    'schedule.end': { $gt: now },
    $or: [{ audience: entity }, { forEveryone: true }],
  } as QueryFilter<CampaignPackage>;
}
