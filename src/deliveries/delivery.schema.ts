import { Schema } from 'mongoose';

import type { HistoryEntry } from '../lifecycle/lifecycle-applier.js';
import type { RunningProcess } from '../processes/running-process.js';
import type { Population, Query } from '../recipients/query.js';
import { part } from '../storage/part.js';
import type { ChannelName } from './channels/channel.js';

export const DELIVERY_STATUSES = ['draft', 'running', 'pausing', 'paused', 'stopping', 'stopped', 'finished'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** What is sent, to whom, how fast: what a caller gives at creation, and a workflow's deliver activity too. */
export interface DeliveryContent {
  label: string;
  channel?: ChannelName;
  subject: string;
  html: string;
  text: string;
  target?: { entities?: string[]; query?: Query; reachedBy?: string };
  /** Messages a second, all workers together. */
  ratePerSecond: number;
  /** Share of failed messages (0 to 1), judged after 100, over which the delivery pauses itself. */
  maxFailureRate: number;
}

/** What a delivery is sent at where nobody says otherwise. */
export const RATE_DEFAULT = 100;
export const FAILURE_RATE_DEFAULT = 0.2;

/** A range of the ledger that one worker has in its hands: [from, to) by `seq`. */
export interface Window {
  id: string;
  from: number;
  to: number;
  /** `host:pid` */
  worker: string;
  epoch: number;
  /** The worker's lease on it, by the database's clock; renewed while it works. */
  until: Date;
  /** Of messages refused for now, whose time has come: others of its range are not its own. */
  again?: boolean;
}

export interface SeqRange {
  from: number;
  to: number;
}

/** A running process of a campaign: messages to recipients. One document is one run. `_id` is its code, DM6. */
export interface Delivery extends RunningProcess<DeliveryStatus> {
  label: string;
  /** The workflow that made it. */
  workflow: string | null;
  /** The part of that workflow's population it sends to. */
  population: { of: Population; part: string | number | null } | null;
  channel: ChannelName;
  subject: string;
  html: string;
  text: string;
  target: { entities: string[] | null; query: Query; reachedBy: string | null };
  /** The entities it sends to, decided at its start; null: not started, or every entity (given `reachedBy`). */
  scope: string[] | null;
  /** Entities whose order was canceled after the start: their unsent messages are canceled. */
  excludedEntities: string[];
  ratePerSecond: number;
  maxFailureRate: number;
  /** The ledger is being filled from the target: whole when `complete`; `after` is the last recipient taken. */
  filling: { complete: boolean; after: string | null; until: Date; worker: string | null };
  /** Since when no message has found the mail server; null: the last try found it. */
  awaySince: Date | null;
  /** The last message that was refused, for now or for good: what the server said. */
  lastRefusal: { reply: string; at: Date; isTemporary: boolean } | null;
  /** True from the start until, after the end, the rows that were never sent are written down as canceled. */
  untidy: boolean;
  /** Next sequence number to claim; below it everything was claimed or returned. */
  nextSeq: number;
  /** Ranges given back unsent, claimed before `nextSeq`. */
  returned: SeqRange[];
  windows: Window[];
  /** When the next message may leave, at `ratePerSecond`, all workers together. */
  nextSlotAt: Date;
  toDeliver: number;
  sent: number;
  failed: number;
  canceled: number;
  uncertain: number;
  /** Figures at the last resume: failures are judged from there on. */
  judgedFrom: { failed: number; processed: number };
  lastMessageAt: Date | null;
  /** `host:pid` of every worker that sent. */
  workers: string[];
  history: HistoryEntry[];
}

const range = { _id: false, from: Number, to: Number };

export const deliverySchema = new Schema<Delivery>(
  {
    _id: String,
    label: { type: String, required: true },
    campaign: { type: String, required: true },
    package: { type: String, default: null },
    cycle: { type: Number, required: true },
    entity: { type: String, default: null },
    template: { type: Boolean, default: false },
    copyOf: { type: String, default: null },
    workflow: { type: String, default: null },
    population: { type: Schema.Types.Mixed, default: null },
    status: { type: String, required: true },
    statusSince: { type: Date, required: true },
    reason: { type: part({ code: String, text: { en: String, fr: String } }), default: null },
    channel: { type: String, default: 'smtp' },
    subject: { type: String, required: true },
    html: { type: String, default: '' },
    text: { type: String, default: '' },
    target: { type: Schema.Types.Mixed, default: () => ({ entities: null, query: {}, reachedBy: null }) },
    scope: { type: [String], default: null },
    excludedEntities: { type: [String], default: [] },
    ratePerSecond: { type: Number, required: true },
    maxFailureRate: { type: Number, required: true },
    epoch: { type: Number, default: 0 },
    filling: {
      type: part({ complete: { type: Boolean, default: false }, after: { type: String, default: null }, until: { type: Date, default: new Date(0) }, worker: { type: String, default: null } }),
      default: () => ({}),
    },
    awaySince: { type: Date, default: null },
    lastRefusal: { type: part({ reply: String, at: Date, isTemporary: Boolean }), default: null },
    untidy: { type: Boolean, default: false },
    nextSeq: { type: Number, default: 0 },
    returned: { type: [range], default: [] },
    windows: { type: [{ ...range, id: String, worker: String, epoch: Number, until: Date, again: Boolean }], default: [] },
    nextSlotAt: { type: Date, default: new Date(0) },
    toDeliver: { type: Number, default: 0 },
    sent: { type: Number, default: 0 },
    failed: { type: Number, default: 0 },
    canceled: { type: Number, default: 0 },
    uncertain: { type: Number, default: 0 },
    judgedFrom: { type: part({ failed: { type: Number, default: 0 }, processed: { type: Number, default: 0 } }), default: () => ({}) },
    lastMessageAt: { type: Date, default: null },
    workers: { type: [String], default: [] },
    startedAt: { type: Date, default: null },
    requestedAt: { type: Date, default: null },
    pausedAt: { type: Date, default: null },
    stoppedAt: { type: Date, default: null },
    finishedAt: { type: Date, default: null },
    cancellation: { type: String, default: null },
    history: { type: [Schema.Types.Mixed], default: [] },
    version: { type: Number, required: true },
    createdAt: { type: Date, required: true },
    createdBy: { type: String, required: true },
    modifiedAt: { type: Date, required: true },
    modifiedBy: { type: String, required: true },
  } as never,
  { versionKey: false, collection: 'deliveries', minimize: false },
);
deliverySchema.index({ package: 1, cycle: 1, status: 1 }, { name: 'cascade' });
deliverySchema.index({ campaign: 1, status: 1 }, { name: 'campaign' });
deliverySchema.index({ workflow: 1 }, { name: 'workflow' });
deliverySchema.index({ untidy: 1 }, { name: 'untidy', partialFilterExpression: { untidy: true } });
deliverySchema.index({ status: 1, modifiedAt: -1, _id: -1 }, { name: 'status' });
deliverySchema.index({ modifiedAt: -1, _id: -1 }, { name: 'newest' });
deliverySchema.index({ entity: 1, modifiedAt: -1, _id: -1 }, { name: 'entity' });
deliverySchema.index({ label: 'text' }, { name: 'words' });
