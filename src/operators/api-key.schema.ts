import { Schema, type Types } from 'mongoose';

/** A bearer token of an operator; only its SHA-256 is kept. */
export interface ApiKey {
  _id: Types.ObjectId;
  operator: string;
  label: string;
  /** SHA-256 of the key, hex. */
  hash: string;
  /** First characters, so that a person can tell keys apart. */
  hint: string;
  createdAt: Date;
  lastUsedAt: Date | null;
}

export const apiKeySchema = new Schema<ApiKey>(
  {
    operator: { type: String, required: true },
    label: { type: String, required: true },
    hash: { type: String, required: true },
    hint: { type: String, required: true },
    createdAt: { type: Date, required: true },
    lastUsedAt: { type: Date, default: null },
  },
  { versionKey: false, collection: 'apiKeys' },
);
apiKeySchema.index({ hash: 1 }, { name: 'hash', unique: true });
apiKeySchema.index({ operator: 1, createdAt: -1 }, { name: 'operator' });
