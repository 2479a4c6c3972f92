import { Schema } from 'mongoose';

/** One POST that was sent with an `Idempotency-Key`, and its answer. */
export interface IdempotentRequest {
  /** Keyed hash of operator and key: unique, and tells neither. */
  _id: string;
  /** Keyed hash of method, address and body; null while a streamed body is still being read. */
  fingerprint: string | null;
  state: 'running' | 'answered';
  /** Of a command from a queue: the job that carries it out, and comes back after its worker died. */
  holder: string | null;
  /** Of a command from a queue: which run of its job may write. */
  run: string | null;
  /** How often a transaction of the present run passed: written so that another run conflicts with it. */
  fenced: number;
  /** Of an answered one. */
  status: number | null;
  /** `Content-Type` and `Content-Language` of a refusal. */
  headers: Record<string, string>;
  /** The answer's JSON, sealed: it may hold a new API key. */
  answer: string | null;
  createdAt: Date;
}

/** Longer than the day that callers may count on. */
const KEPT_SECONDS = 25 * 3_600;

export const idempotentRequestSchema = new Schema<IdempotentRequest>(
  {
    _id: String,
    fingerprint: { type: String, default: null },
    state: { type: String, required: true },
    holder: { type: String, default: null },
    run: { type: String, default: null },
    fenced: { type: Number, default: 0 },
    status: { type: Number, default: null },
    headers: { type: Schema.Types.Mixed, default: {} },
    answer: { type: String, default: null },
    createdAt: { type: Date, required: true },
  } as never,
  { versionKey: false, collection: 'idempotentRequests', minimize: false },
);
idempotentRequestSchema.index({ createdAt: 1 }, { name: 'forgotten', expireAfterSeconds: KEPT_SECONDS });
