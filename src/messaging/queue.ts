import type { JobsOptions } from 'bullmq';
import type { z } from 'zod';

/** BullMQ prefix of every queue (contract.md); tests tell their queues apart by the Redis database. */
export const PREFIX = 'relais';

/** How a failed job is tried again. The database guard is the truth; retries only save time. */
export const RETRIES = {
  /** Work that must be done: a second, two, four ... up to a minute apart; after that a reconciler brings it back. */
  standard: { attempts: 8, backoff: { type: 'exponential', delay: 1_000 } },
  /** Work that is looked at again soon: the halt of a process, a wait. */
  soon: { attempts: 100, backoff: { type: 'fixed', delay: 250 } },
  /** Work that a reconciler finds again by itself. */
  none: { attempts: 1 },
} as const satisfies Record<string, JobsOptions>;
export type RetryName = keyof typeof RETRIES;

export interface JobDefinition<P extends z.ZodType = z.ZodType> {
  payload: P;
  retry: RetryName;
  /** The job's id: work already waiting under it is not added twice. No `:`, not digits only (BullMQ). */
  id?: (payload: z.output<P>) => string;
  /** Behind every job of the queue that has none; among those that have one, the smaller first. Missing: none. */
  priority?: number;
}

export interface QueueDefinition<J extends Record<string, JobDefinition> = Record<string, JobDefinition>> {
  name: string;
  jobs: J;
}

export function job<P extends z.ZodType>(definition: JobDefinition<P>): JobDefinition<P> {
  return definition;
}

/** Declares a queue once: job names, payloads, retries. Wrong names and payloads do not compile. */
export function defineQueue<J extends Record<string, JobDefinition>>(name: string, jobs: { [K in keyof J]: J[K] }): QueueDefinition<J> {
  return { name, jobs };
}

export type JobName<Q extends QueueDefinition> = Extract<keyof Q['jobs'], string>;
export type Payload<Q extends QueueDefinition, N extends JobName<Q>> = z.output<Q['jobs'][N]['payload']>;

/** A job as an outbox row stores it: what to add to which queue after the commit. */
export interface JobToAdd {
  queue: string;
  name: string;
  payload: unknown;
  id: string | null;
  retry: RetryName;
  delayMs: number;
  /** 0: none. */
  priority: number;
}

/** A job of `queue`, checked against its payload's schema, to be stored or added. */
export function jobToAdd<Q extends QueueDefinition, N extends JobName<Q>>(queue: Q, name: N, payload: Payload<Q, N>, delayMs = 0): JobToAdd {
  const definition = queue.jobs[name] as JobDefinition;
  const parsed: unknown = definition.payload.parse(payload);
  return { queue: queue.name, name, payload: parsed, id: definition.id?.(parsed) ?? null, retry: definition.retry, delayMs, priority: definition.priority ?? 0 };
}
