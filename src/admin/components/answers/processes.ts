import type { Instant, PresentActivity, Thing } from './things.js';

export const RECURRENCE_UNITS = ['minute', 'hour', 'day', 'week', 'month'] as const;
export type RecurrenceUnit = (typeof RECURRENCE_UNITS)[number];

/** One step of a workflow, as it was made. */
export interface Activity {
  type: 'query' | 'wait' | 'split' | 'deliver' | 'recurring-deliver';
  entities?: string[];
  query?: Record<string, unknown>;
  seconds?: number;
  until?: Instant;
  by?: string;
  parts?: number;
  part?: string | number;
  delivery?: DeliveryContent;
  every?: { count: number; unit: RecurrenceUnit };
  timeZone?: string;
  from?: Instant;
  times?: number;
}

/** What a delivery sends, to whom, how fast. */
export interface DeliveryContent {
  label: string;
  channel?: 'smtp' | 'http';
  subject: string;
  html?: string;
  text?: string;
  target?: { entities?: string[]; query?: Record<string, unknown>; reachedBy?: string } | null;
  ratePerSecond?: number;
  maxFailureRate?: number;
}

export interface Process extends Thing {
  campaign: string;
  package?: string | null;
  entity?: string | null;
  template: boolean;
  workflow: string | null;
  copyOf?: string | null;
  cycle: number;
  reason: string | null;
  reasonCode?: string | null;
  createdBy?: string;
  modifiedBy?: string;
  activity: PresentActivity | null;
  activities?: Activity[];
  /** How many recipients a workflow's last query selected. */
  selected?: number | null;
  worker?: string | null;
  channel?: 'smtp' | 'http';
  lastRefusal?: { reply: string; at: Instant; isTemporary: boolean } | null;
  subject?: string;
  html?: string;
  text?: string;
  target?: { entities?: string[]; query?: Record<string, unknown>; reachedBy?: string } | null;
  ratePerSecond?: number | null;
  maxFailureRate?: number | null;
  lastMessageAt?: Instant | null;
  workers?: string[];
  cancellation?: string | null;
  startedAt: Instant | null;
  requestedAt: Instant | null;
  pausedAt?: Instant | null;
  stoppedAt: Instant | null;
  finishedAt: Instant | null;
  toDeliver?: number;
  processed?: number;
  pending?: number;
  sent?: number;
  failed?: number;
  canceled?: number;
  uncertain?: number;
}

/** The figures of several deliveries added up; `of` is "10000+" where more are not read. */
export interface DeliverySums {
  of: number | string;
  toDeliver: number;
  processed: number;
  pending: number;
  sent: number;
  failed: number;
  canceled: number;
  uncertain: number;
}
