import { Schema, type Types } from 'mongoose';

/** A person that deliveries are sent to; belongs to one entity. */
export interface Recipient {
  _id: Types.ObjectId;
  /** Lower case; unique in its entity. */
  email: string;
  entity: string;
  firstName: string;
  lastName: string;
  locale: 'en' | 'fr';
  /** Whatever else was imported, flat: what queries and splits ask for. */
  attributes: Record<string, string | number | boolean>;
  /** `bucketOf(email)`: which part of a split in equal parts it falls in. */
  bucket: number;
  createdAt: Date;
  modifiedAt: Date;
}

export const recipientSchema = new Schema<Recipient>(
  {
    email: { type: String, required: true },
    entity: { type: String, required: true },
    firstName: { type: String, default: '' },
    lastName: { type: String, default: '' },
    locale: { type: String, default: 'en' },
    attributes: { type: Schema.Types.Mixed, default: {} },
    bucket: { type: Number, required: true },
    createdAt: { type: Date, required: true },
    modifiedAt: { type: Date, required: true },
  } as never,
  { versionKey: false, collection: 'recipients', minimize: false },
);
recipientSchema.index({ entity: 1, email: 1 }, { name: 'onePerEntity', unique: true });
recipientSchema.index({ entity: 1, _id: 1 }, { name: 'target' });
recipientSchema.index({ email: 1, _id: 1 }, { name: 'email' });
