import { said } from '../language/text.js';
import { commandsFrom } from '../lifecycle/define-lifecycle.js';
import type { Actor } from '../operators/actor.js';
import { may } from '../operators/operators.policy.js';
import { deliveryLifecycle } from './delivery.lifecycle.js';
import type { Delivery } from './delivery.schema.js';
import { pendingOf, processedOf } from './delivery.windows.js';

export type DeliveryView = ReturnType<typeof deliveryView>;

/** A delivery as the actor reads it (contract.md): its words, its figures, what may be done with it now. */
export function deliveryView(delivery: Delivery, actor: Actor) {
  const { entities, query, reachedBy } = delivery.target;
  return {
    code: delivery._id,
    label: delivery.label,
    campaign: delivery.campaign,
    package: delivery.package,
    entity: delivery.entity,
    cycle: delivery.cycle,
    template: delivery.template,
    workflow: delivery.workflow,
    copyOf: delivery.copyOf,
    status: delivery.status,
    statusSince: delivery.statusSince,
    reason: delivery.reason === null ? null : said(delivery.reason.text, actor.locale),
    reasonCode: delivery.reason?.code ?? null,
    channel: delivery.channel ?? 'smtp',
    subject: delivery.subject,
    html: delivery.html,
    text: delivery.text,
    target: { ...(entities === null ? {} : { entities }), query, ...(reachedBy === null ? {} : { reachedBy }) },
    ratePerSecond: delivery.ratePerSecond,
    maxFailureRate: delivery.maxFailureRate,
    ...figuresOf(delivery),
    lastMessageAt: delivery.lastMessageAt,
    lastRefusal: delivery.lastRefusal ?? null,
    workers: delivery.workers,
    startedAt: delivery.startedAt,
    requestedAt: delivery.requestedAt,
    pausedAt: delivery.pausedAt,
    stoppedAt: delivery.stoppedAt,
    finishedAt: delivery.finishedAt,
    cancellation: delivery.cancellation,
    version: delivery.version,
    createdAt: delivery.createdAt,
    createdBy: delivery.createdBy,
    modifiedAt: delivery.modifiedAt,
    modifiedBy: delivery.modifiedBy,
    allowed: allowedTo(delivery, actor),
  };
}

/** toDeliver = processed + pending + canceled; processed = sent + failed + uncertain. */
export function figuresOf(delivery: Pick<Delivery, 'toDeliver' | 'sent' | 'failed' | 'canceled' | 'uncertain'>) {
  const { toDeliver, sent, failed, canceled, uncertain } = delivery;
  return { toDeliver, processed: processedOf(delivery), pending: pendingOf(delivery), sent, failed, canceled, uncertain };
}

function allowedTo(delivery: Delivery, actor: Actor): string[] {
  if (!may(actor, 'deliveries', 'steer', delivery.entity)) return [];
  const commands: string[] = commandsFrom(deliveryLifecycle, delivery.status).filter((command) => !(delivery.template && command === 'start'));
  return delivery.status === 'draft' ? ['edit', ...commands] : commands;
}
