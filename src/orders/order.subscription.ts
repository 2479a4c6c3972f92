import type { CampaignPackage } from '../packages/package.schema.js';
import { fitParameters } from './order.parameters.js';
import { LIVE_ORDER_STATUSES, type Order } from './order.schema.js';

/** What is read of the orders of a cycle to bring them in line with their package. */
export type SubscribedOrder = Pick<Order, '_id' | 'entity' | 'ordinal' | 'status' | 'createdAt' | 'canceled' | 'parameters' | 'incomplete'>;

/** What an automatic package owes the entities of its audience, and those that were in it. */
export interface SubscriptionPlan {
  /** Entities that get an order. */
  missing: string[];
  /** Drafts by hand that become the entity's approved order. */
  takenUp: SubscribedOrder[];
  /** Approved orders whose values the form has outgrown. */
  outgrown: SubscribedOrder[];
  /** Orders of entities that are not in the audience. */
  outside: SubscribedOrder[];
}

type Offer = Pick<CampaignPackage, 'audience' | 'status' | 'form'>;

/**
 * Plans for some entities (domain.md, *Automatic*). An entity that said no in this cycle, or to whom
 * head office did, is not asked again: its last order was canceled by hand, or rejected. One whose
 * last order was canceled because it had left the audience is.
 * @param orders every order of these entities in the cycle
 */
export function planSubscriptions(campaignPackage: Offer, entities: readonly string[], orders: readonly SubscribedOrder[]): SubscriptionPlan {
  const plan: SubscriptionPlan = { missing: [], takenUp: [], outgrown: [], outside: [] };
  const ordersOf = Map.groupBy(orders, (order) => order.entity);
  const audience = new Set(campaignPackage.audience);
  for (const entity of new Set(entities)) {
    const last = lastOf(ordersOf.get(entity) ?? []);
    if (!audience.has(entity)) {
      if (last !== undefined && isLive(last) && last.status !== 'available') plan.outside.push(last);
    } else if (last === undefined || last.canceled?.reason === 'audience') {
      plan.missing.push(entity);
    } else if (last.status === 'draft' && campaignPackage.status === 'approved') {
      // While an entity can still leave. Later a draft is nobody's word yet: the entity places it.
      plan.takenUp.push(last);
    } else if (last.status === 'approved' && hasOutgrown(campaignPackage, last)) {
      plan.outgrown.push(last);
    }
  }
  return plan;
}

/** The entities for which there is something to do, sorted. */
export function entitiesIn({ missing, takenUp, outgrown, outside }: SubscriptionPlan): string[] {
  return [...missing, ...[...takenUp, ...outgrown, ...outside].map((order) => order.entity)].sort();
}

/** The live one, or the youngest. Codes tell apart what was made in one instant: they are handed out in order. */
function lastOf(orders: readonly SubscribedOrder[]): SubscribedOrder | undefined {
  const number = ({ _id }: SubscribedOrder): number => Number(_id.replace(/\D/g, ''));
  return orders.find(isLive) ?? [...orders].sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || number(a) - number(b)).at(-1);
}

function isLive({ status }: SubscribedOrder): boolean {
  return (LIVE_ORDER_STATUSES as readonly string[]).includes(status);
}

function hasOutgrown({ form }: Offer, order: SubscribedOrder): boolean {
  const fitted = fitParameters(form, order.parameters);
  return fitted.incomplete !== order.incomplete || JSON.stringify(sorted(fitted.parameters)) !== JSON.stringify(sorted(order.parameters));
}

function sorted(parameters: Order['parameters']): [string, unknown][] {
  return Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1));
}
