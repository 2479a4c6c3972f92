import type { Actor } from '../operators/actor.js';
import { may } from '../operators/operators.policy.js';
import type { EarlierSending, Notification } from './notification.schema.js';

/** A notification as the API shows it (contract.md). */
export interface NotificationView extends Omit<Notification, '_id' | 'lease' | 'announcement' | 'about' | 'operator' | 'dueAt' | 'earlier'> {
  id: string;
  /** When it is tried next; null once it is settled. */
  dueAt: Date | null;
  earlier: EarlierSending[];
  /** Why it would tell what is not true any more; asked only where one is read, null in lists. */
  outdated: string | null;
  allowed: string[];
}

export function notificationView(actor: Actor, notification: Notification, outdated: string | null = null): NotificationView {
  const { _id, lease: _hand, announcement: _text, about: _said, operator: _told, dueAt, ...shown } = notification;
  const outstanding = isOutstanding(notification);
  const resendable = !outstanding && outdated === null && may(actor, 'notifications', 'steer', notification.entity);
  return { id: _id, ...shown, dueAt: outstanding ? dueAt : null, outdated, allowed: resendable ? ['resend'] : [] };
}

export function isOutstanding(notification: Pick<Notification, 'state'>): boolean {
  return notification.state === 'pending' || notification.state === 'sending';
}
