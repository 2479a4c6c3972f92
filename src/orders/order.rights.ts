import { commandsFrom } from '../lifecycle/define-lifecycle.js';
import type { Actor } from '../operators/actor.js';
import { may } from '../operators/operators.policy.js';
import { isForEntity } from '../packages/package.offers.js';
import type { CampaignPackage } from '../packages/package.schema.js';
import { orderLifecycle } from './order.lifecycle.js';
import type { Order } from './order.schema.js';
import { closedBy } from './order.status.js';
import { termsOf } from './order.terms.js';
import { choiceIsOver, registrationIsClosed } from './order.window.js';

export type EditableField = 'label' | 'assignedTo' | 'comment' | 'parameters';
export const EDITABLE_FIELDS: readonly EditableField[] = ['label', 'assignedTo', 'comment', 'parameters'];

/** What decides about an order besides itself. */
export interface OrderFacts {
  /** As it reads (`effective`). */
  order: Order;
  campaignPackage: CampaignPackage;
  /** E-mails of the order reviewers of its entity. */
  reviewers: readonly string[];
  now: Date;
}

/** Central, admin, and whom the entity named to review its orders. */
export function mayDecide(actor: Actor, order: Pick<Order, 'entity'>, reviewers: readonly string[]): boolean {
  if (may(actor, 'orders', 'decide', order.entity)) return true;
  return may(actor, 'orders', 'read', order.entity) && reviewers.includes(actor.email);
}

/** Whether the actor steers every entity's orders: head office. */
export function isHeadOffice(actor: Actor): boolean {
  return may(actor, 'orders', 'steer');
}

/** A local package's draft that a reinitialize left behind: it can only be canceled. */
export function isLeftBehind(order: Pick<Order, 'status' | 'cycle' | 'packageKind'>, campaignPackage: Pick<CampaignPackage, 'cycle'>): boolean {
  return order.packageKind === 'local' && order.status === 'draft' && order.cycle !== campaignPackage.cycle;
}

/** The fields that the actor may change now (domain.md, *The life of an order*). */
export function editableFields(actor: Actor, { order, campaignPackage, now }: Omit<OrderFacts, 'reviewers'>): readonly EditableField[] {
  if (!may(actor, 'orders', 'write', order.entity)) return [];
  if (order.status === 'rejected' || order.status === 'canceled') return [];
  if (closedBy(order, campaignPackage) !== null || isLeftBehind(order, campaignPackage)) return [];
  if (isHeadOffice(actor)) return EDITABLE_FIELDS;
  const untilApproved = order.status === 'draft' || order.status === 'ordered';
  const { personalizationDeadline } = termsOf(order, campaignPackage);
  // Automatic mode rests in `approved` until the package becomes available.
  const untilAvailable = untilApproved || (order.status === 'approved' && choiceIsOver(campaignPackage, now) === undefined);
  const parametersOpen = personalizationDeadline === null ? untilAvailable : now <= personalizationDeadline;
  return EDITABLE_FIELDS.filter((field) => (field === 'parameters' ? parametersOpen : untilApproved));
}

/** Whether the entity itself may still cancel its order. */
function mayStillLeave({ status }: Order, campaignPackage: CampaignPackage, now: Date): boolean {
  return status !== 'available' && (status !== 'approved' || choiceIsOver(campaignPackage, now) === undefined);
}

/** The commands that this actor may give now: what buttons, API and command line offer. */
export function allowedCommands(actor: Actor, facts: OrderFacts): string[] {
  const { order, campaignPackage, reviewers, now } = facts;
  if (closedBy(order, campaignPackage) !== null) return [];
  const commands = commandsFrom(orderLifecycle, order.status).filter((command) => {
    switch (command) {
      case 'place':
        return may(actor, 'orders', 'steer', order.entity) && order.cycle === campaignPackage.cycle && isForEntity(campaignPackage, order.entity) && registrationIsClosed(campaignPackage, now) === undefined;
      case 'approve':
      case 'reject':
        return mayDecide(actor, order, reviewers);
      case 'cancel':
        return isHeadOffice(actor) || (may(actor, 'orders', 'steer', order.entity) && mayStillLeave(order, campaignPackage, now));
      case 'pre-subscribe':
      case 'make-available':
        return false;
    }
  });
  return editableFields(actor, facts).length > 0 ? ['edit', ...commands] : commands;
}
