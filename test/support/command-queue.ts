import { type Job, type JobsOptions, Queue } from 'bullmq';

import { eventually } from './eventually.js';
import { ADMIN_KEY } from './environment.js';

/** What a foreign system reads of its job: the answer, or the problem that it failed with. */
export interface Told {
  answer?: Record<string, unknown>;
  problem?: Record<string, unknown>;
  job: Job;
}

/** Another system with a BullMQ client of its own, which knows nothing of Relais but the contract. */
export class CommandQueue {
  readonly queue: Queue;
  private sent = 0;

  constructor(environment: Record<string, string>) {
    const url = new URL(environment['REDIS_URL'] as string);
    this.queue = new Queue('commands', { prefix: 'relais', connection: { host: url.hostname, port: Number(url.port), db: Number(url.pathname.slice(1)) } });
  }

  /** As the administrator, under a new id, where the data does not say otherwise. */
  add(name: string, data: Record<string, unknown> = {}, options: JobsOptions = {}): Promise<Job> {
    this.sent += 1;
    return this.queue.add(name, { id: `command ${this.sent}`, issuer: 'crm', key: ADMIN_KEY, ...data }, options);
  }

  async send(name: string, data: Record<string, unknown> = {}, options: JobsOptions = {}): Promise<Told> {
    return this.told(await this.add(name, data, options));
  }

  async told(added: Job): Promise<Told> {
    const job = await eventually(`job ${added.id} (${added.name}) ends`, async () => {
      const seen = await this.queue.getJob(added.id as string);
      return seen !== undefined && seen.finishedOn !== undefined ? seen : null;
    });
    if (job.failedReason !== undefined && job.failedReason !== null && job.failedReason !== '') return { problem: JSON.parse(job.failedReason) as Record<string, unknown>, job };
    return { answer: job.returnvalue as Record<string, unknown>, job };
  }

  close(): Promise<void> {
    return this.queue.close();
  }
}
