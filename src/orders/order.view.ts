import type { Actor } from '../operators/actor.js';
import { lateSinceOf } from './order.late.js';
import { allowedCommands, type OrderFacts } from './order.rights.js';
import type { Order } from './order.schema.js';

export interface OrderLate {
  deadline: 'personalizationDeadline';
  since: Date;
}

/** An order as every door shows it (contract.md). */
export interface OrderView extends Omit<Order, '_id' | 'packageKind' | 'liveKey' | 'ordinal' | 'history' | 'lateSince'> {
  code: string;
  /** The personalization deadline passed while required parameters are missing. */
  late: OrderLate | null;
  /** What the reader may do with it now. */
  allowed: string[];
}

/** @param order as it reads (`effective`) */
export function orderView(actor: Actor, order: Order, facts: OrderFacts | undefined): OrderView {
  const { _id: code, packageKind: _kind, liveKey: _key, ordinal: _ordinal, history: _history, lateSince: _lateSince, ...shown } = order;
  return { code, ...shown, late: facts === undefined ? null : lateOf(facts), allowed: facts === undefined ? [] : allowedCommands(actor, facts) };
}

/** Exact at the instant of reading, whatever is marked by then. */
export function lateOf({ order, campaignPackage, now }: Omit<OrderFacts, 'reviewers'>): OrderLate | null {
  const since = lateSinceOf(order, campaignPackage, now);
  return since === null ? null : { deadline: 'personalizationDeadline', since };
}
