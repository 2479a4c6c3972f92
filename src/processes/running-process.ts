import type { Text } from '../language/text.js';
import type { Living } from '../lifecycle/lifecycle-applier.js';

/** Why a process is paused or failed: a code for programs, a sentence for people. */
export interface Reason {
  code: 'by-operator' | 'too-many-failures' | 'server-away' | 'delivery-stopped' | 'birth-refused';
  text: Text;
}

/** What deliveries and workflows have in common: a running process of a campaign, one document a run. */
export interface RunningProcess<S extends string = string> extends Living<S> {
  /** Its code. */
  _id: string;
  campaign: string;
  /** Copied from its campaign: the gate it passes (null: none), the cycle and the entity it belongs to. */
  package: string | null;
  cycle: number;
  entity: string | null;
  template: boolean;
  /** The workflow that made it, of a delivery. */
  workflow?: string | null;
  copyOf: string | null;
  /** Why it is paused or failed. */
  reason: Reason | null;
  /** Fence: raised by every start, pause, resume and stop; what holds an older one can write nothing. */
  epoch: number;
  startedAt: Date | null;
  requestedAt: Date | null;
  pausedAt: Date | null;
  stoppedAt: Date | null;
  finishedAt: Date | null;
  /** The cancellation that asked for the stop. */
  cancellation: string | null;
  createdAt: Date;
  createdBy: string;
}

export type ProcessKind = 'delivery' | 'workflow';
