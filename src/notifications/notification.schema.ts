import { Schema } from 'mongoose';

import type { OrderStatus } from '../orders/order.schema.js';
import { part } from '../storage/part.js';

export const NOTIFICATION_STATES = ['pending', 'sending', 'sent', 'failed', 'uncertain'] as const;
export type NotificationState = (typeof NOTIFICATION_STATES)[number];
/** The rows of domain.md's table of notifications. */
export const NOTIFICATION_EVENTS = [
  'catalog-entry',
  'campaign-subscription',
  'package-approval',
  'order-approval',
  'order-rejected',
  'campaign-available',
  'order-canceled',
  'registration-closed',
  'approval-reminder',
  'package-canceled',
] as const;
export type NotificationEvent = (typeof NOTIFICATION_EVENTS)[number];

/** How an earlier sending ended, kept when head office sends a notification again. */
export interface EarlierSending {
  state: NotificationState;
  attempts: number;
  acceptedAt: Date | null;
  messageId: string | null;
  lastError: string | null;
  /** Who asked for the sending that followed, and when. */
  resentBy: string;
  resentAt: Date;
}

/** Why an operator is told. */
export type OperatorRole = 'reviewer' | 'order-reviewer' | 'assigned' | 'head-office';

/** An order as a mail repeats it. */
export interface AnnouncedOrder {
  code: string;
  label: string;
  status: OrderStatus;
  comment: string | null;
  /** Answers to the form, in its order: label and value as they were. */
  parameters: { label: string; value: string | number | boolean }[];
  /** A required answer is missing. */
  incomplete: boolean;
  campaign: { code: string; label: string } | null;
}

/** What a mail says that its announcement does not: kept as it was when the mail was owed. */
export interface About {
  orders: AnnouncedOrder[];
  /** Of an operator told about somebody's order: whose it is. */
  entity: { code: string; label: string } | null;
  role: OperatorRole | null;
  /** The zone an operator's times are told in; null: head office's, or the entity's own. */
  timeZone: string | null;
}

/** One e-mail owed to one address, with its proof. `_id`: hash of event, subject, cycle, entity, address, occurrence. */
export interface Notification {
  _id: string;
  event: NotificationEvent;
  /** What it is about: a code. */
  subject: string;
  package: string | null;
  order: string | null;
  cycle: number | null;
  /** Of a mail to an entity: which. Of one to an operator who is the entity's own: theirs. */
  entity: string | null;
  address: string;
  /** Which of several events of one kind in a cycle: the instant of the submission, the reminder, the deadline. */
  occurrence: string | null;
  cancellation: string | null;
  /** The operator who is told; null: the address is of an entity's notification group. */
  operator: string | null;
  about: About | null;
  /** What it says: the announcement that all addresses share. */
  announcement: string;
  state: NotificationState;
  attempts: number;
  /** When it may be tried next. */
  dueAt: Date;
  /** Who has it in hand, by the database's clock; past `until` a `pending` one is anybody's, a `sending` one uncertain. */
  lease: { worker: string; until: Date } | null;
  acceptedAt: Date | null;
  messageId: string | null;
  lastError: string | null;
  earlier: EarlierSending[];
  createdAt: Date;
  modifiedAt: Date;
}

export const notificationSchema = new Schema<Notification>(
  {
    _id: String,
    event: { type: String, required: true },
    subject: { type: String, required: true },
    package: { type: String, default: null },
    order: { type: String, default: null },
    cycle: { type: Number, default: null },
    entity: { type: String, default: null },
    address: { type: String, required: true },
    occurrence: { type: String, default: null },
    operator: { type: String, default: null },
    about: { type: Schema.Types.Mixed, default: null },
    cancellation: { type: String, default: null },
    announcement: { type: String, required: true },
    state: { type: String, required: true },
    attempts: { type: Number, default: 0 },
    dueAt: { type: Date, required: true },
    lease: { type: part({ worker: String, until: Date }), default: null },
    acceptedAt: { type: Date, default: null },
    messageId: { type: String, default: null },
    lastError: { type: String, default: null },
    earlier: { type: [Schema.Types.Mixed], default: [] },
    createdAt: { type: Date, required: true },
    modifiedAt: { type: Date, required: true },
  } as never,
  { versionKey: false, collection: 'notifications' },
);
// Not partial by type: an equality does not imply a type to the planner, which would scan.
notificationSchema.index({ cancellation: 1, state: 1 }, { name: 'cancellation' });
notificationSchema.index({ package: 1, createdAt: -1, _id: -1 }, { name: 'package' });
notificationSchema.index({ order: 1, createdAt: -1, _id: -1 }, { name: 'order' });
notificationSchema.index({ createdAt: -1, _id: -1 }, { name: 'newest' });
notificationSchema.index({ state: 1, dueAt: 1, entity: 1 }, { name: 'due', partialFilterExpression: { state: { $in: ['pending', 'sending'] } } });
notificationSchema.index({ state: 1, createdAt: -1, _id: -1 }, { name: 'state' });
notificationSchema.index({ 'lease.worker': 1 }, { name: 'inHand', sparse: true });
notificationSchema.index({ entity: 1, createdAt: -1, _id: -1 }, { name: 'entity' });
