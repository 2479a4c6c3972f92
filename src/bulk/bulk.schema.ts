import { Schema } from 'mongoose';

import type { Text } from '../language/text.js';

/** What can be given to many at once, by list. */
export const BULK_COMMANDS = {
  packages: ['submit', 'approve', 'cancel', 'reinitialize'],
  orders: ['approve', 'reject', 'cancel'],
  workflows: ['start', 'pause', 'resume', 'stop'],
  deliveries: ['start', 'pause', 'resume', 'stop'],
} as const;
export type BulkList = keyof typeof BULK_COMMANDS;
export const BULK_LISTS = Object.keys(BULK_COMMANDS) as [BulkList, ...BulkList[]];
export const ALL_BULK_COMMANDS = ['submit', 'approve', 'reject', 'cancel', 'reinitialize', 'start', 'pause', 'resume', 'stop'] as const;
export type BulkCommand = (typeof ALL_BULK_COMMANDS)[number];

/** Things chosen from a list, kept here until they are acted on or an hour has passed. */
export interface Selection {
  _id: string;
  list: BulkList;
  /** E-mail of who chose. */
  by: string;
  /** Where all that match were taken: the list's parameters, counted again at the confirmation. Null: those ticked. */
  query: Record<string, unknown> | null;
  codes: string[];
  labels: string[];
  /** To how many each command applied when they were counted. */
  allowed: Partial<Record<BulkCommand, number>>;
  expiresAt: Date;
}

export interface BulkRun {
  _id: string;
  /** One run a selection. */
  selection: string;
  list: BulkList;
  command: BulkCommand;
  comment: string | null;
  by: string;
  state: 'running' | 'finished';
  total: number;
  startedAt: Date;
  finishedAt: Date | null;
}

export interface BulkRow {
  /** `RUN:17` */
  _id: string;
  run: string;
  position: number;
  code: string;
  label: string;
  result: 'pending' | 'done' | 'refused';
  /** When it was first tried: a second try after a crash asks the journal whether the first one had succeeded. */
  triedAt: Date | null;
  tries: number;
  problem: { code: string; text: Text; allowed: string[] | null } | null;
  /** The cancellation that a cancel began. */
  cancellation: string | null;
}

const TEXT = { en: String, fr: String };

export const selectionSchema = new Schema<Selection>(
  { _id: String, list: { type: String, required: true }, by: { type: String, required: true }, query: { type: Schema.Types.Mixed, default: null }, codes: { type: [String], default: [] }, labels: { type: [String], default: [] }, allowed: { type: Schema.Types.Mixed, default: {} }, expiresAt: { type: Date, required: true } } as never,
  { versionKey: false, collection: 'selections', minimize: false },
);
selectionSchema.index({ expiresAt: 1 }, { name: 'expiry', expireAfterSeconds: 0 });

export const bulkRunSchema = new Schema<BulkRun>(
  { _id: String, selection: { type: String, required: true }, list: { type: String, required: true }, command: { type: String, required: true }, comment: { type: String, default: null }, by: { type: String, required: true }, state: { type: String, required: true }, total: { type: Number, required: true }, startedAt: { type: Date, required: true }, finishedAt: { type: Date, default: null } } as never,
  { versionKey: false, collection: 'bulkRuns' },
);
bulkRunSchema.index({ selection: 1 }, { name: 'oneRun', unique: true });
bulkRunSchema.index({ startedAt: 1 }, { name: 'running', partialFilterExpression: { state: 'running' } });
bulkRunSchema.index({ by: 1, startedAt: -1, _id: -1 }, { name: 'by' });

export const bulkRowSchema = new Schema<BulkRow>(
  { _id: String, run: { type: String, required: true }, position: { type: Number, required: true }, code: { type: String, required: true }, label: { type: String, default: '' }, result: { type: String, required: true }, triedAt: { type: Date, default: null }, tries: { type: Number, default: 0 }, problem: { type: { _id: false, code: String, text: TEXT, allowed: { type: [String], default: null } }, default: null }, cancellation: { type: String, default: null } } as never,
  { versionKey: false, collection: 'bulkRows' },
);
bulkRowSchema.index({ run: 1, position: 1 }, { name: 'run', unique: true });
bulkRowSchema.index({ run: 1, result: 1, position: 1 }, { name: 'result' });
