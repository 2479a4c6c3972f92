import type { Actor } from '../operators/actor.js';
import { allowedCommands, type OrderFacts } from './order.rights.js';
import { LIVE_ORDER_STATUSES, type Order } from './order.schema.js';
import { closedBy } from './order.status.js';

export interface OrderLate {
  deadline: 'personalizationDeadline';
  since: Date;
}

/** An order as every door shows it (contract.md). */
export interface OrderView extends Omit<Order, '_id' | 'packageKind' | 'liveKey' | 'ordinal' | 'history'> {
  code: string;
  /** The personalization deadline passed while required parameters are missing. */
  late: OrderLate | null;
  /** What the reader may do with it now. */
  allowed: string[];
}

/** @param order as it reads (`effective`) */
export function orderView(actor: Actor, order: Order, facts: OrderFacts | undefined): OrderView {
  const { _id: code, packageKind: _kind, liveKey: _key, ordinal: _ordinal, history: _history, ...shown } = order;
  return { code, ...shown, late: facts === undefined ? null : lateOf(facts), allowed: facts === undefined ? [] : allowedCommands(actor, facts) };
}

/** Late is a fact of a live order in its package's present cycle: the dates of an earlier one are gone. */
export function lateOf({ order, campaignPackage, now }: Omit<OrderFacts, 'reviewers'>): OrderLate | null {
  const { personalizationDeadline } = campaignPackage;
  if (!order.incomplete || personalizationDeadline === null || personalizationDeadline >= now) return null;
  const live = (LIVE_ORDER_STATUSES as readonly string[]).includes(order.status);
  return live && order.cycle === campaignPackage.cycle && closedBy(order, campaignPackage) === null ? { deadline: 'personalizationDeadline', since: personalizationDeadline } : null;
}
