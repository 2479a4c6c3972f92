import { Schema } from 'mongoose';

import type { HistoryEntry } from '../lifecycle/lifecycle-applier.js';
import { part } from '../storage/part.js';

export const ORDER_STATUSES = ['draft', 'ordered', 'approved', 'available', 'rejected', 'canceled'] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];
/** Not rejected, not canceled (domain.md, *live*). */
export const LIVE_ORDER_STATUSES = ['draft', 'ordered', 'approved', 'available'] as const satisfies readonly OrderStatus[];

export interface OrderCanceled {
  at: Date;
  by: string;
  comment: string | null;
  /** Code of the cancellation that did it; null where the order alone was withdrawn. */
  cancellation: string | null;
  /** Where Relais itself decided: the entity is not in the package's audience any more. Should it return, it is subscribed again. */
  reason?: 'audience' | undefined;
}

/** One entity's order of a package. `_id` is its code, ORD29. */
export interface Order {
  _id: string;
  label: string;
  package: string;
  /** Of the package, copied: a local package's orders live on whatever becomes of it. */
  packageKind: 'local' | 'collaborative';
  entity: string;
  /** `CAT86:1:OU3` while the order is live and its package takes one per entity and cycle; else null. */
  liveKey: string | null;
  /** The package's cycle when the order was made. */
  cycle: number;
  /** n x 16 + gate: unique in package and cycle; cascades walk ranges of it. */
  ordinal: number;
  status: OrderStatus;
  statusSince: Date;
  assignedTo: string | null;
  comment: string | null;
  parameters: Record<string, string | number | boolean | null>;
  /** A required parameter is missing, and may be until the personalization deadline. */
  incomplete: boolean;
  /** Incomplete and live when its package's personalization deadline passed: that deadline. */
  lateSince: Date | null;
  /** Code of its child campaign. */
  campaign: string | null;
  orderedAt: Date | null;
  approval: { by: string; at: Date } | null;
  rejection: { by: string; at: Date; comment: string } | null;
  availableAt: Date | null;
  canceled: OrderCanceled | null;
  history: HistoryEntry[];
  version: number;
  createdAt: Date;
  createdBy: string;
  modifiedAt: Date;
  modifiedBy: string;
}

const by = { by: String, at: Date };

export const orderSchema = new Schema<Order>(
  {
    _id: String,
    label: { type: String, required: true },
    package: { type: String, required: true },
    packageKind: { type: String, required: true },
    entity: { type: String, required: true },
    liveKey: { type: String, default: null },
    cycle: { type: Number, required: true },
    ordinal: { type: Number, required: true },
    status: { type: String, required: true },
    statusSince: { type: Date, required: true },
    assignedTo: { type: String, default: null },
    comment: { type: String, default: null },
    parameters: { type: Schema.Types.Mixed, default: {} },
    incomplete: { type: Boolean, default: false },
    lateSince: { type: Date, default: null },
    campaign: { type: String, default: null },
    orderedAt: { type: Date, default: null },
    approval: { type: part(by), default: null },
    rejection: { type: part({ ...by, comment: String }), default: null },
    availableAt: { type: Date, default: null },
    canceled: { type: part({ ...by, comment: { type: String, default: null }, cancellation: { type: String, default: null }, reason: String }), default: null },
    history: { type: [Schema.Types.Mixed], default: [] },
    version: { type: Number, required: true },
    createdAt: { type: Date, required: true },
    createdBy: { type: String, required: true },
    modifiedAt: { type: Date, required: true },
    modifiedBy: { type: String, required: true },
  } as never,
  { versionKey: false, collection: 'orders', minimize: false },
);
orderSchema.index({ package: 1, cycle: 1, ordinal: 1 }, { name: 'ordinal', unique: true });
orderSchema.index({ package: 1, cycle: 1, status: 1, ordinal: 1 }, { name: 'packageStatus' });
orderSchema.index({ package: 1, cycle: 1, entity: 1, status: 1 }, { name: 'packageEntity' });
// One live order per entity and cycle: kept by the index, not by a check before the write.
orderSchema.index({ liveKey: 1 }, { name: 'oneLive', unique: true, partialFilterExpression: { liveKey: { $type: 'string' } } });
// Of the lists: what is asked for, the statuses, then the order; a list that asks for no status names all of them, and
// its few ranges are merged. Behind the order stands what else may be asked, told by the key without the document.
orderSchema.index({ createdAt: -1, _id: -1, status: 1, cycle: 1 }, { name: 'createdNewest' });
orderSchema.index({ modifiedAt: -1, _id: -1 }, { name: 'newest' });
orderSchema.index({ status: 1, modifiedAt: -1, _id: -1, lateSince: 1 }, { name: 'status' });
// Also the second range of a filter for `canceled` while a sweep is under way.
orderSchema.index({ package: 1, status: 1, modifiedAt: -1, _id: -1, cycle: 1, createdAt: 1 }, { name: 'package' });
orderSchema.index({ entity: 1, status: 1, modifiedAt: -1, _id: -1, cycle: 1, createdAt: 1 }, { name: 'entity' });
orderSchema.index({ cycle: 1, status: 1, modifiedAt: -1, _id: -1 }, { name: 'cycle' });
orderSchema.index({ assignedTo: 1, status: 1, modifiedAt: -1, _id: -1 }, { name: 'assignedTo' });
orderSchema.index({ 'canceled.at': -1 }, { name: 'canceledAt', partialFilterExpression: { 'canceled.at': { $type: 'date' } } });
orderSchema.index({ orderedAt: -1 }, { name: 'orderedAt', partialFilterExpression: { orderedAt: { $type: 'date' } } });
orderSchema.index({ status: 1, modifiedAt: -1, _id: -1, lateSince: 1, createdAt: 1 }, { name: 'late', partialFilterExpression: { lateSince: { $type: 'date' } } });
orderSchema.index({ package: 1, cycle: 1 }, { name: 'incomplete', partialFilterExpression: { incomplete: true } });
orderSchema.index({ label: 'text' }, { name: 'words' });
