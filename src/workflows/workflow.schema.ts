import { Schema } from 'mongoose';

import type { DeliveryContent } from '../deliveries/delivery.schema.js';
import type { HistoryEntry } from '../lifecycle/lifecycle-applier.js';
import type { RunningProcess } from '../processes/running-process.js';
import type { Population, Query } from '../recipients/query.js';
import { part } from '../storage/part.js';
import type { Recurrence } from './activities/recurrence.js';

export const WORKFLOW_STATUSES = ['draft', 'running', 'pausing', 'paused', 'stopping', 'stopped', 'finished', 'failed'] as const;
export type WorkflowStatus = (typeof WORKFLOW_STATUSES)[number];

/** One step of a workflow, as sent at creation (contract.md, *Bodies that callers send*). */
export type Activity =
  | { type: 'query'; entities?: string[]; query?: Query }
  | { type: 'wait'; seconds?: number; until?: Date }
  | { type: 'split'; by?: string; parts?: number }
  | { type: 'deliver'; part?: string | number; delivery: DeliveryContent }
  | ({ type: 'recurring-deliver'; part?: string | number; delivery: DeliveryContent; from?: Date } & Recurrence);

/** A running process of a campaign. One document is one run. `_id` is its code, WKF12. */
export interface Workflow extends RunningProcess<WorkflowStatus> {
  label: string;
  activities: Activity[];
  /** Index of the present activity, 0-based; `activities.length` when all are done. */
  position: number;
  /** State of the present activity: when it wakes, which delivery a deliver waits for, the population so far and how many it was, which occurrence comes next. */
  progress: { wakeAt: Date | null; delivery: string | null; population: Population | null; selected: number | null; recurrence?: { first: Date; next: number } };
  /** The worker that executes the present activity (`host:pid`); null while nobody does (a wait). */
  lease: { worker: string; until: Date } | null;
  /** The worker that held it last, for the halt report. */
  lastWorker: string | null;
  history: HistoryEntry[];
}

export const workflowSchema = new Schema<Workflow>(
  {
    _id: String,
    label: { type: String, required: true },
    campaign: { type: String, required: true },
    package: { type: String, default: null },
    cycle: { type: Number, required: true },
    entity: { type: String, default: null },
    template: { type: Boolean, default: false },
    copyOf: { type: String, default: null },
    status: { type: String, required: true },
    statusSince: { type: Date, required: true },
    reason: { type: part({ code: String, text: { en: String, fr: String } }), default: null },
    activities: { type: [Schema.Types.Mixed], default: [] },
    position: { type: Number, default: 0 },
    progress: { type: Schema.Types.Mixed, default: () => ({ wakeAt: null, delivery: null, population: null, selected: null }) },
    epoch: { type: Number, default: 0 },
    lease: { type: part({ worker: String, until: Date }), default: null },
    lastWorker: { type: String, default: null },
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
  { versionKey: false, collection: 'workflows', minimize: false },
);
workflowSchema.index({ package: 1, cycle: 1, status: 1 }, { name: 'cascade' });
workflowSchema.index({ campaign: 1, status: 1 }, { name: 'campaign' });
workflowSchema.index({ status: 1, modifiedAt: -1, _id: -1 }, { name: 'status' });
workflowSchema.index({ modifiedAt: -1, _id: -1 }, { name: 'newest' });
workflowSchema.index({ entity: 1, modifiedAt: -1, _id: -1 }, { name: 'entity' });
workflowSchema.index({ label: 'text' }, { name: 'words' });
