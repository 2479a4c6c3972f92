import { Schema, type Types } from 'mongoose';

import type { JobToAdd } from '../messaging/queue.js';

/** An event written in the transaction that made the change, and the jobs that must follow the commit. */
export interface OutboxRow {
  _id: Types.ObjectId;
  /** CloudEvents type, `relais.package.canceled`. */
  type: string;
  subject: string;
  at: Date;
  data: Record<string, unknown>;
  jobs: JobToAdd[];
  relayedAt: Date | null;
  /** Until when one relay works on the row; another takes it over after that. */
  takenUntil: Date;
}

export const outboxSchema = new Schema<OutboxRow>(
  {
    type: { type: String, required: true },
    subject: { type: String, required: true },
    at: { type: Date, required: true },
    data: { type: Schema.Types.Mixed, default: {} },
    jobs: { type: [Schema.Types.Mixed], default: [] } as never,
    relayedAt: { type: Date, default: null },
    takenUntil: { type: Date, default: new Date(0) },
  },
  { versionKey: false, collection: 'outbox', minimize: false },
);
outboxSchema.index({ takenUntil: 1, _id: 1 }, { name: 'waiting', partialFilterExpression: { relayedAt: null } });
outboxSchema.index({ relayedAt: 1 }, { name: 'relayed', expireAfterSeconds: 7 * 86_400, partialFilterExpression: { relayedAt: { $type: 'date' } } });
