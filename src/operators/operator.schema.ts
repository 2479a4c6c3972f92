import { Schema } from 'mongoose';

import type { Locale } from '../language/text.js';
import type { Role } from './actor.js';

/** A person with an account. `_id` is the e-mail, in lower case. */
export interface Operator {
  _id: string;
  name: string;
  role: Role;
  /** Of a local operator: the entity they belong to. */
  entity: string | null;
  locale: Locale | null;
  /** scrypt, `salt:hash`, hex. */
  passwordHash: string | null;
  /** What it is found by while somebody types. */
  words: string[];
  version: number;
  createdAt: Date;
  modifiedAt: Date;
}

export const operatorSchema = new Schema<Operator>(
  {
    _id: String,
    name: { type: String, required: true },
    role: { type: String, required: true },
    entity: { type: String, default: null },
    locale: { type: String, default: null },
    passwordHash: { type: String, default: null },
    words: { type: [String], default: [] },
    version: { type: Number, required: true },
    createdAt: { type: Date, required: true },
    modifiedAt: { type: Date, required: true },
  } as never,
  { versionKey: false, collection: 'operators' },
);
operatorSchema.index({ role: 1, _id: 1 }, { name: 'role' });
operatorSchema.index({ entity: 1, _id: 1 }, { name: 'entity' });
operatorSchema.index({ words: 1 }, { name: 'wordStarts' });
