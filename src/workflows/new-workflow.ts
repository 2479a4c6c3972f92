import type { Campaign } from '../campaigns/campaign.schema.js';
import { workflowLifecycle } from './workflow.lifecycle.js';
import type { Activity, Workflow } from './workflow.schema.js';

export interface NewDraft {
  code: string;
  campaign: Pick<Campaign, '_id' | 'package' | 'cycle' | 'entity'>;
  label: string;
  activities: Activity[];
  template: boolean;
  copyOf?: string | null;
  by: string;
  at: Date;
}

/** A draft, every field written out: it hangs where its campaign hangs. */
export function newDraft({ code, campaign, label, activities, template, copyOf, by, at }: NewDraft): Workflow {
  return {
    _id: code,
    label,
    campaign: campaign._id,
    package: campaign.package,
    cycle: campaign.cycle,
    entity: campaign.entity,
    template,
    copyOf: copyOf ?? null,
    status: workflowLifecycle.initial,
    statusSince: at,
    reason: null,
    activities,
    position: 0,
    progress: { wakeAt: null, delivery: null, population: null, selected: null },
    epoch: 0,
    lease: null,
    lastWorker: null,
    startedAt: null,
    requestedAt: null,
    pausedAt: null,
    stoppedAt: null,
    finishedAt: null,
    cancellation: null,
    history: [],
    version: 1,
    createdAt: at,
    createdBy: by,
    modifiedAt: at,
    modifiedBy: by,
  };
}
