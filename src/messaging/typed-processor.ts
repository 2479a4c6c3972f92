import { type Job, UnrecoverableError } from 'bullmq';

import type { JobDefinition, JobName, Payload, QueueDefinition } from './queue.js';
import { QueueProcessor } from './queue-processor.js';

/** What a handler tells: the work is done, or there was none (and why): a late job is normal. */
export type Outcome = 'done' | { skipped: string };

export type Handlers<Q extends QueueDefinition> = {
  [N in JobName<Q>]: (payload: Payload<Q, N>, job: Job, signal: AbortSignal | undefined) => Promise<Outcome>;
};

/**
 * A queue's processor: one handler for each job, checked by the compiler. The payload is parsed
 * again here, since Redis may hold anything: a bad one fails at the first attempt.
 */
export abstract class TypedProcessor<Q extends QueueDefinition> extends QueueProcessor {
  protected abstract override readonly definition: Q;
  protected abstract readonly handlers: Handlers<Q>;

  // Exactly three declared parameters: with fewer BullMQ hands over no AbortSignal.
  override async process(job: Job, _token?: string, signal?: AbortSignal): Promise<Outcome> {
    const definition = this.definition.jobs[job.name] as JobDefinition | undefined;
    const handler = (this.handlers as Record<string, (payload: unknown, job: Job, signal: AbortSignal | undefined) => Promise<Outcome>>)[job.name];
    if (definition === undefined || handler === undefined) throw new UnrecoverableError(`the queue ${this.definition.name} has no job ${job.name}`);
    const payload = definition.payload.safeParse(job.data);
    if (!payload.success) throw new UnrecoverableError(`bad payload of ${job.name}: ${payload.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`);
    return handler(payload.data, job, signal);
  }
}
