import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import { Publisher } from '../messaging/publisher.js';
import { type JobToAdd, jobToAdd } from '../messaging/queue.js';
import type { CycleClosure } from '../orders/cycle-closure.schema.js';
import type { Cancellation } from './cancellation.schema.js';
import { cancellationsQueue } from './cancellations.queue.js';
import { CascadePlan } from './cascade.plan.js';
import { CascadeStages } from './cascade.stages.js';

/** What is planned or swept in no time is not given a second job meanwhile. */
const OVERDUE_MS = 2_000;

/** Everything under way, as the record has it: what the jobs do at once, the reconciler finds again. */
@Injectable()
export class Cascades {
  constructor(
    @InjectModel('Cancellation') private readonly cancellations: Model<Cancellation>,
    @InjectModel('CycleClosure') private readonly closures: Model<CycleClosure>,
    private readonly planner: CascadePlan,
    private readonly stages: CascadeStages,
    private readonly publisher: Publisher,
  ) {}

  /** Writes the plan of a cancellation down, once, and starts it. */
  async plan(code: string): Promise<'done' | { skipped: string }> {
    const cancellation = await this.cancellations.findById(code).lean();
    if (cancellation === null || cancellation.state === 'finished') return { skipped: cancellation === null ? 'no such cancellation' : 'finished' };
    await this.planner.write(cancellation);
    await this.stages.advance(code);
    return 'done';
  }

  /** Brings back what no job works on: Redis may have lost every one of them. */
  async reconcile(): Promise<void> {
    const running = await this.cancellations.find({ state: 'running' }, { plannedAt: 1 }).sort({ canceledAt: 1 }).lean();
    for (const { _id: code, plannedAt } of running) {
      if (plannedAt === null) await this.publisher.add(cancellationsQueue, 'plan-cancellation', { cancellation: code });
      else await this.stages.advance(code);
    }
    await this.sweepAgain();
  }

  private async sweepAgain(): Promise<void> {
    const overdue = { sweep: 'running', by: 'reinitialized', $expr: { $lt: ['$queuedAt', { $subtract: ['$$NOW', OVERDUE_MS] }] } } as const;
    const closures = await this.closures.find(overdue, { _id: 1 }).lean();
    if (closures.length === 0) return;
    const ids = closures.map((closure) => closure._id);
    await this.closures.updateMany({ _id: { $in: ids } }, [{ $set: { queuedAt: '$$NOW' } }], { updatePipeline: true });
    await this.publisher.addAll(ids.map((closure): JobToAdd => jobToAdd(cancellationsQueue, 'sweep-cycle', { closure })));
  }
}
