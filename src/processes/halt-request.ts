import type { ClientSession } from 'mongoose';

/** Who asks a process to stop, and since when it counts as asked: a person, or a cascade with its one decision time. */
export interface HaltRequest {
  /** E-mail of the operator, or `system`. */
  by: string;
  at: Date;
  /** Code of the cancellation; null: a person stopped this process. */
  cancellation: string | null;
  comment?: string | null;
  /** The caller's transaction; missing: one of its own, the stop is then also told to the workers and settled. */
  session?: ClientSession;
}

/** `stopped`: nothing of it can be sent any more and that is written down; `waiting`: a worker has not answered yet. */
export type Settled = 'stopped' | 'waiting';
