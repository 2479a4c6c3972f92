import type { Campaign } from '../campaigns/campaign.schema.js';
import type { Population } from '../recipients/query.js';
import { deliveryLifecycle } from './delivery.lifecycle.js';
import type { Delivery, DeliveryContent } from './delivery.schema.js';

export interface NewDraft {
  code: string;
  campaign: Pick<Campaign, '_id' | 'package' | 'cycle' | 'entity'>;
  content: DeliveryContent;
  template: boolean;
  copyOf?: string | null;
  workflow?: string | null;
  population?: { of: Population; part: string | number | null } | null;
  by: string;
  at: Date;
}

/** A draft, every field written out: it hangs where its campaign hangs. */
export function newDraft({ code, campaign, content, template, copyOf, workflow, population, by, at }: NewDraft): Delivery {
  const target = content.target ?? {};
  return {
    _id: code,
    label: content.label,
    campaign: campaign._id,
    package: campaign.package,
    cycle: campaign.cycle,
    entity: campaign.entity,
    template,
    copyOf: copyOf ?? null,
    workflow: workflow ?? null,
    population: population ?? null,
    status: deliveryLifecycle.initial,
    statusSince: at,
    reason: null,
    channel: content.channel ?? 'smtp',
    subject: content.subject,
    html: content.html,
    text: content.text,
    target: { entities: target.entities ?? null, query: target.query ?? {}, reachedBy: target.reachedBy ?? null },
    scope: null,
    excludedEntities: [],
    ratePerSecond: content.ratePerSecond,
    maxFailureRate: content.maxFailureRate,
    epoch: 0,
    filling: { complete: false, after: null, until: new Date(0), worker: null },
    awaySince: null,
    lastRefusal: null,
    untidy: false,
    nextSeq: 0,
    returned: [],
    windows: [],
    nextSlotAt: new Date(0),
    toDeliver: 0,
    sent: 0,
    failed: 0,
    canceled: 0,
    uncertain: 0,
    judgedFrom: { failed: 0, processed: 0 },
    lastMessageAt: null,
    workers: [],
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

/** The content of a delivery, to make another of it. */
export function contentOf(delivery: Delivery): DeliveryContent {
  const { entities, query, reachedBy } = delivery.target;
  return {
    label: delivery.label,
    channel: delivery.channel ?? 'smtp',
    subject: delivery.subject,
    html: delivery.html,
    text: delivery.text,
    target: { ...(entities === null ? {} : { entities }), query, ...(reachedBy === null ? {} : { reachedBy }) },
    ratePerSecond: delivery.ratePerSecond,
    maxFailureRate: delivery.maxFailureRate,
  };
}
