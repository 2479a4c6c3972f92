import { Processor } from '@nestjs/bullmq';
import { DelayedError, type Job, UnrecoverableError } from 'bullmq';

import { problemOf } from '../api/problem.js';
import { Environment } from '../config/environment.js';
import { QueueProcessor } from '../messaging/queue-processor.js';
import { CALLER, CommandCallers } from './command-callers.js';
import { boundTo, CommandsService, type InboundJob, type Outcome } from './commands.service.js';
import { dataIsNoObject, dataTooLarge } from './commands.errors.js';
import { commandsQueue } from './commands.queue.js';

const LARGEST = 1024 * 1024;
const ASK_AGAIN_MS = 1_000;

/** Jobs of strangers: nothing about them is taken for granted, and what they are told is a problem object. */
@Processor(commandsQueue.name, { concurrency: 8, lockDuration: 5_000, stalledInterval: 1_000, maxStalledCount: 1_000, runRetryDelay: 1_000 })
export class CommandsProcessor extends QueueProcessor {
  protected readonly definition = commandsQueue;

  constructor(
    private readonly commands: CommandsService,
    private readonly callers: CommandCallers,
    private readonly environment: Environment,
  ) {
    super();
  }

  override async process(job: Job<unknown>): Promise<unknown> {
    const outcome = await this.outcomeOf(job);
    if ('answer' in outcome) return outcome.answer;
    if ('later' in outcome) {
      // Waiting is no failure, however few attempts the sender allows.
      await job.moveToDelayed((job.processedOn ?? job.timestamp) + ASK_AGAIN_MS, job.token);
      throw new DelayedError();
    }
    // A bad command is not tried again; what Relais failed at is, as often as the sender allows.
    if ('failed' in outcome) throw new Error(JSON.stringify(outcome.failed));
    throw new UnrecoverableError(JSON.stringify(outcome.problem));
  }

  private async outcomeOf(job: Job<unknown>): Promise<Outcome> {
    const unreadable = await this.unreadable(job);
    if (unreadable !== null) return this.refused(unreadable, job);
    return this.commands.carryOut(await this.withoutKey(job));
  }

  /** What no command can be, out of the stored job before anything else reads it. */
  private async unreadable(job: Job<unknown>): Promise<Error | null> {
    const size = sizeOf(job.data);
    if (size <= LARGEST && isObject(job.data)) return null;
    await job.updateData({});
    return size > LARGEST ? dataTooLarge() : dataIsNoObject();
  }

  /** Takes the key out of the stored job at first read; later reads find the sealed caller in its place. */
  private async withoutKey(job: Job<unknown>): Promise<InboundJob> {
    const { key, [CALLER]: sealed, ...data } = job.data as Record<string, unknown>;
    const read = { id: job.id ?? '', name: job.name, data };
    if (key === undefined) return { ...read, caller: sealed };
    const caller = this.callers.sealed(key, boundTo(read));
    await job.updateData({ ...data, [CALLER]: caller });
    return { ...read, caller };
  }

  private refused(error: Error, job: Job<unknown>): Outcome {
    return { problem: problemOf(error, { locale: this.environment.RELAIS_LOCALE, instance: `/queues/commands/${encodeURIComponent(job.id ?? '')}`, correlation: job.id ?? '' }).problem };
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Characters of its JSON; endless where it is nested so deeply that it cannot be written. */
function sizeOf(data: unknown): number {
  try {
    return JSON.stringify(data)?.length ?? 0;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
