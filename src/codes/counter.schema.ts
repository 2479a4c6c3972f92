import { Schema } from 'mongoose';

/** The next number of one kind of code; numbers are never handed out twice. */
export interface Counter {
  _id: string;
  next: number;
}

export const counterSchema = new Schema<Counter>({ _id: String, next: { type: Number, required: true } }, { versionKey: false, collection: 'counters' });
