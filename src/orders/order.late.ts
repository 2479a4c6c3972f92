import type { CampaignPackage } from '../packages/package.schema.js';
import { LIVE_ORDER_STATUSES, type Order } from './order.schema.js';
import { closedBy } from './order.status.js';

type Given = Pick<Order, 'status' | 'incomplete' | 'cycle' | 'packageKind'>;
type Deadlines = Pick<CampaignPackage, 'cycle' | 'status' | 'personalizationDeadline' | 'lateOrdersFor'>;

/**
 * The personalization deadline that a live order has missed, incomplete; null: it is not late. The
 * dates of an earlier cycle are gone. Stored with every write of its status or its values; what only
 * time makes late is marked by LateOrders.
 */
export function lateSinceOf(order: Given, campaignPackage: Deadlines, now: Date): Date | null {
  const { personalizationDeadline: deadline, lateOrdersFor } = campaignPackage;
  const live = (LIVE_ORDER_STATUSES as readonly string[]).includes(order.status);
  if (!order.incomplete || !live || deadline === null) return null;
  if (order.cycle !== campaignPackage.cycle || closedBy(order, campaignPackage) !== null) return null;
  // Once the others are marked it has passed, whatever a clock that is a little behind says.
  const hasPassed = deadline < now || lateOrdersFor?.getTime() === deadline.getTime();
  return hasPassed ? deadline : null;
}
