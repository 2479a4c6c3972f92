import type { CycleClosure } from './cycle-closure.schema.js';
import type { Order } from './order.schema.js';

export function closureId(campaignPackage: string, cycle: number): string {
  return `${campaignPackage}:${cycle}`;
}

/** The closure that took this order with it, if one did. */
export function closureOf(order: Pick<Order, 'package' | 'cycle' | 'status'>, closures: readonly CycleClosure[]): CycleClosure | undefined {
  return closures.find((closure) => closure.package === order.package && closure.cycle === order.cycle && closure.statuses.includes(order.status));
}

/**
 * The order as every reader must see it. From the commit of a cancel or a reinitialize its orders
 * are canceled; the sweep that writes it down comes later, and writes exactly this.
 */
export function effective(order: Order, closures: readonly CycleClosure[]): Order {
  const closure = closureOf(order, closures);
  if (closure === undefined) return order;
  const { at, operator: by, comment, cancellation } = closure;
  return {
    ...order,
    status: 'canceled',
    statusSince: at,
    liveKey: null,
    lateSince: null,
    canceled: { at, by, comment, cancellation },
    history: [...order.history, { command: 'cancel', from: order.status, to: 'canceled', at, by, comment, correlation: cancellation }],
    modifiedAt: at,
    modifiedBy: by,
  };
}

/** What the cycle's being closed refuses on this order; local packages close nothing. */
export function closedBy(order: Pick<Order, 'packageKind' | 'cycle'>, campaignPackage: { cycle: number; status: string }): 'canceled' | 'closed' | null {
  if (order.packageKind === 'local') return null;
  if (order.cycle !== campaignPackage.cycle) return 'closed';
  return campaignPackage.status === 'canceled' ? 'canceled' : null;
}
