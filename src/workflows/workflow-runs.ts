import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, QueryFilter } from 'mongoose';

import { WORKER_NAME } from '../messaging/worker-name.js';
import { Transactions } from '../storage/transactions.js';
import { FenceLost } from './activities/activity-runner.js';
import type { Workflow } from './workflow.schema.js';

/** A worker's lease on a workflow's present activity, by the database's clock; renewed about each second. */
const LEASE_MS = 5_000;
export const RENEW_EVERY_MS = 1_000;

type Held = Pick<Workflow, '_id' | 'epoch' | 'position'>;

/**
 * What workers write on a workflow under its fence. `status` is never written here. A single write is
 * a transaction too: none keeps a connection while it waits for another's end.
 */
@Injectable()
export class WorkflowRuns {
  constructor(
    @InjectModel('Workflow') private readonly workflows: Model<Workflow>,
    private readonly transactions: Transactions,
  ) {}

  /** Takes the present activity in hand; null: the workflow is not running, or another worker has it. */
  async take(code: string): Promise<Workflow | null> {
    const free = { $or: [{ lease: null }, { $expr: { $lt: ['$lease.until', '$$NOW'] } }] };
    return this.update({ _id: code, status: 'running', ...free } as QueryFilter<Workflow>, [{ $set: { lease: lease(), lastWorker: { $literal: WORKER_NAME } } }]);
  }

  /** Lengthens the lease; false: it was taken away. */
  async renew({ _id, epoch }: Held): Promise<boolean> {
    return (await this.update({ _id, epoch, 'lease.worker': WORKER_NAME } as QueryFilter<Workflow>, [{ $set: { lease: lease() } }])) !== null;
  }

  /** Lets go, whatever became of the workflow meanwhile. */
  async release(code: string): Promise<void> {
    await this.update({ _id: code, 'lease.worker': WORKER_NAME } as QueryFilter<Workflow>, [{ $set: { lease: null } }]);
  }

  /** Writes progress of the present activity. @throws FenceLost */
  async note(held: Held, progress: Partial<Workflow['progress']>, session?: ClientSession): Promise<void> {
    const set = Object.fromEntries(Object.entries(progress).map(([field, value]) => [`progress.${field}`, { $literal: value }]));
    if ((await this.update(fence(held), [{ $set: set }], session)) === null) throw new FenceLost(held._id);
  }

  /** Moves to the next activity. @throws FenceLost */
  async advance(held: Held, progress: Workflow['progress']): Promise<Workflow> {
    const moved = await this.update(fence(held), [{ $set: { position: held.position + 1, progress: { $literal: progress } } }]);
    if (moved === null) throw new FenceLost(held._id);
    return moved;
  }

  private async update(filter: QueryFilter<Workflow>, pipeline: Record<string, unknown>[], session?: ClientSession): Promise<Workflow | null> {
    if (session === undefined) return this.transactions.run((own) => this.update(filter, pipeline, own));
    return (await this.workflows.findOneAndUpdate(filter, pipeline as never, { session, returnDocument: 'after', updatePipeline: true }).lean()) as Workflow | null;
  }
}

/** Still running, not paused or stopped since, still at this activity, still this worker's. */
function fence({ _id, epoch, position }: Held): QueryFilter<Workflow> {
  return { _id, status: 'running', epoch, position, 'lease.worker': WORKER_NAME } as QueryFilter<Workflow>;
}

function lease(): Record<string, unknown> {
  return { worker: { $literal: WORKER_NAME }, until: { $add: ['$$NOW', LEASE_MS] } };
}
