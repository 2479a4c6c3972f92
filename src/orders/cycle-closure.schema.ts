import { Schema } from 'mongoose';

/**
 * A cycle of a collaborative package whose orders read as canceled though the sweep has not written
 * all of them down. Written in the transaction of the cancel or reinitialize; a handful are open.
 */
export interface CycleClosure {
  /** `CAT86:1` */
  _id: string;
  package: string;
  cycle: number;
  by: 'canceled' | 'reinitialized';
  /** Which order statuses read as canceled. */
  statuses: string[];
  at: Date;
  operator: string;
  comment: string | null;
  cancellation: string | null;
  sweep: 'running' | 'done';
  queuedAt: Date;
}

export const cycleClosureSchema = new Schema<CycleClosure>(
  {
    _id: String,
    package: { type: String, required: true },
    cycle: { type: Number, required: true },
    by: { type: String, required: true },
    statuses: { type: [String], default: [] },
    at: { type: Date, required: true },
    operator: { type: String, required: true },
    comment: { type: String, default: null },
    cancellation: { type: String, default: null },
    sweep: { type: String, required: true },
    queuedAt: { type: Date, required: true },
  } as never,
  { versionKey: false, collection: 'cycleClosures' },
);
cycleClosureSchema.index({ sweep: 1 }, { name: 'sweeping', partialFilterExpression: { sweep: 'running' } });
