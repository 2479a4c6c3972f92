import { Schema } from 'mongoose';

import type { Locale } from '../language/text.js';

/** An organizational entity (a branch). `_id` is its code, OU3. */
export interface Entity {
  _id: string;
  label: string;
  locale: Locale;
  /** IANA name, `Europe/Paris`. */
  timeZone: string;
  contact: string;
  /** Addresses that every notification to the entity goes to; each once. */
  notificationGroup: string[];
  /** E-mails of operators. */
  orderReviewers: string[];
  /** What it is found by while somebody types. */
  words: string[];
  version: number;
  createdAt: Date;
  modifiedAt: Date;
}

export const entitySchema = new Schema<Entity>(
  {
    _id: String,
    label: { type: String, required: true },
    locale: { type: String, required: true },
    timeZone: { type: String, required: true },
    contact: { type: String, default: '' },
    notificationGroup: { type: [String], default: [] },
    orderReviewers: { type: [String], default: [] },
    words: { type: [String], default: [] },
    version: { type: Number, required: true },
    createdAt: { type: Date, required: true },
    modifiedAt: { type: Date, required: true },
  } as never,
  { versionKey: false, collection: 'entities' },
);
entitySchema.index({ label: 1, _id: 1 }, { name: 'label' });
entitySchema.index({ createdAt: -1, _id: -1 }, { name: 'createdNewest' });
entitySchema.index({ words: 1 }, { name: 'wordStarts' });
