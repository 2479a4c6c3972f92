import { Schema } from 'mongoose';

export const MESSAGE_STATES = ['pending', 'sending', 'sent', 'failed', 'canceled', 'uncertain'] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** One row of the ledger: one message to one address in one delivery. */
export interface Message {
  /** `DM6:1204` delivery and sequence number. */
  _id: string;
  delivery: string;
  seq: number;
  recipient: string;
  address: string;
  entity: string;
  state: MessageState;
  /** The window that has it in hand. */
  window: string | null;
  at: Date | null;
  /** RFC 5322 Message-ID, derived from run and recipient: the same message always has the same. */
  messageId: string | null;
  /** The mail server's answer, accepting or refusing. */
  reply: string | null;
  /** How often it was refused for now. */
  tries: number;
  /** Refused for now: not tried again before. Null: whenever its turn comes. */
  dueAt: Date | null;
}

export const messageSchema = new Schema<Message>(
  {
    _id: String,
    delivery: { type: String, required: true },
    seq: { type: Number, required: true },
    recipient: { type: String, required: true },
    address: { type: String, required: true },
    entity: { type: String, required: true },
    state: { type: String, required: true },
    window: { type: String, default: null },
    at: { type: Date, default: null },
    messageId: { type: String, default: null },
    reply: { type: String, default: null },
    tries: { type: Number, default: 0 },
    dueAt: { type: Date, default: null },
  },
  { versionKey: false, collection: 'messages' },
);
messageSchema.index({ delivery: 1, seq: 1 }, { name: 'seq', unique: true });
messageSchema.index({ delivery: 1, address: 1 }, { name: 'onePerAddress', unique: true });
messageSchema.index({ delivery: 1, dueAt: 1 }, { name: 'due', partialFilterExpression: { dueAt: { $type: 'date' } } });
// None holds the state: it would be rewritten twice a message, and a walk by an index whose keys move
// meets a row twice or not at all.
messageSchema.index({ delivery: 1, entity: 1, seq: 1 }, { name: 'entity' });
