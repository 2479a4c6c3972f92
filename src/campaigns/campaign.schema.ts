import { Schema } from 'mongoose';

import type { HistoryEntry } from '../lifecycle/lifecycle-applier.js';
import { part } from '../storage/part.js';

export const CAMPAIGN_STATUSES = ['being-edited', 'running', 'finished', 'canceled'] as const;
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];

export interface CampaignCanceled {
  at: Date;
  by: string;
  comment: string | null;
  cancellation: string | null;
}

/** A reference campaign (OP13) or an entity's child of it (OU3_OP25). `_id` is its code. */
export interface Campaign {
  _id: string;
  label: string;
  kind: 'reference' | 'child';
  status: CampaignStatus;
  statusSince: Date;
  /** The COLLABORATIVE package it hangs on, as its reference or as an order's child; null: no cascade reaches it. */
  package: string | null;
  /** The package's present cycle (a reference) or its order's (a child); 1 where there is no package. */
  cycle: number;
  /** Of a child: its order, that order's package (local ones too), its reference and its entity. */
  order: string | null;
  orderPackage: string | null;
  reference: string | null;
  entity: string | null;
  /** Of a child: its order's ordinal; -1 for a reference. Cascades walk ranges of it. */
  ordinal: number;
  schedule: { start: Date | null; end: Date | null };
  folder: string;
  /** What it is found by while somebody types; no reader is shown it. */
  words: string[];
  canceled: CampaignCanceled | null;
  /** Raised by the start or resume of a process: the write that conflicts with a cancel of the campaign. */
  births: number;
  history: HistoryEntry[];
  version: number;
  createdAt: Date;
  createdBy: string;
  modifiedAt: Date;
  modifiedBy: string;
}

export const campaignSchema = new Schema<Campaign>(
  {
    _id: String,
    label: { type: String, required: true },
    kind: { type: String, required: true },
    status: { type: String, required: true },
    statusSince: { type: Date, required: true },
    package: { type: String, default: null },
    cycle: { type: Number, required: true },
    order: { type: String, default: null },
    orderPackage: { type: String, default: null },
    reference: { type: String, default: null },
    entity: { type: String, default: null },
    ordinal: { type: Number, default: -1 },
    schedule: { type: part({ start: { type: Date, default: null }, end: { type: Date, default: null } }), default: () => ({}) },
    folder: { type: String, default: '' },
    words: { type: [String], default: [] },
    canceled: { type: part({ at: Date, by: String, comment: { type: String, default: null }, cancellation: { type: String, default: null } }), default: null },
    births: { type: Number, default: 0 },
    history: { type: [Schema.Types.Mixed], default: [] },
    version: { type: Number, required: true },
    createdAt: { type: Date, required: true },
    createdBy: { type: String, required: true },
    modifiedAt: { type: Date, required: true },
    modifiedBy: { type: String, required: true },
  } as never,
  { versionKey: false, collection: 'campaigns' },
);
campaignSchema.index({ package: 1, cycle: 1, ordinal: 1 }, { name: 'ordinal' });
campaignSchema.index({ order: 1 }, { name: 'order', unique: true, partialFilterExpression: { order: { $type: 'string' } } });
campaignSchema.index({ status: 1, modifiedAt: -1, _id: -1 }, { name: 'status' });
campaignSchema.index({ kind: 1, modifiedAt: -1, _id: -1 }, { name: 'kind' });
campaignSchema.index({ entity: 1, modifiedAt: -1, _id: -1 }, { name: 'entity' });
campaignSchema.index({ modifiedAt: -1, _id: -1 }, { name: 'newest' });
campaignSchema.index({ folder: 1, modifiedAt: -1 }, { name: 'folder' });
campaignSchema.index({ label: 'text' }, { name: 'words' });
campaignSchema.index({ words: 1 }, { name: 'wordStarts' });
