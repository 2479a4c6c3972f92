import { Schema, type Types } from 'mongoose';

export const VIEWED_LISTS = ['packages', 'orders', 'campaigns', 'workflows', 'deliveries', 'cancellations', 'entities', 'recipients', 'operators', 'notifications', 'journal'] as const;
export type ViewedList = (typeof VIEWED_LISTS)[number];

/** A list as somebody wants to find it again: its filters and its columns. */
export interface SavedView {
  _id: Types.ObjectId;
  list: ViewedList;
  name: string;
  /** The list's own parameters, as its address has them: `{status: ['published'], folder: 'Savings/2026'}`. */
  query: Record<string, string | string[]>;
  /** Names of the columns in their order; null: those that the list has by itself. */
  columns: string[] | null;
  /** Seen by all of head office; else by its owner alone. */
  shared: boolean;
  /** E-mail of the operator who made it. */
  owner: string;
  version: number;
  createdAt: Date;
  modifiedAt: Date;
}

export const savedViewSchema = new Schema<SavedView>(
  {
    list: { type: String, required: true },
    name: { type: String, required: true },
    query: { type: Schema.Types.Mixed, required: true },
    columns: { type: [String], default: null },
    shared: { type: Boolean, required: true },
    owner: { type: String, required: true },
    version: { type: Number, required: true },
    createdAt: { type: Date, required: true },
    modifiedAt: { type: Date, required: true },
  },
  // A view without any filter is a view too.
  { versionKey: false, collection: 'savedViews', minimize: false },
);
savedViewSchema.index({ owner: 1, list: 1, name: 1 }, { name: 'nameOfOwner', unique: true });
savedViewSchema.index({ shared: 1, list: 1, name: 1 }, { name: 'shared' });
