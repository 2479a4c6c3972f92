import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';

import { Clock } from '../clock/clock.js';
import { Environment } from '../config/environment.js';
import type { Delivery } from '../deliveries/delivery.schema.js';
import { Publisher } from '../messaging/publisher.js';
import { Reconciler } from '../messaging/reconciler.js';
import { WorkflowHalts } from './workflow-halts.js';
import type { Workflow } from './workflow.schema.js';
import { runOf } from './workflows.queue.js';

const AT_ONCE = 500;

/** Brings back workflows that nobody carries on, and records what has ended. */
@Injectable()
export class WorkflowsReconciler extends Reconciler {
  /** Where the next look goes on: with more than one look can hold, each gets its turn. */
  private behind = '';

  constructor(
    environment: Environment,
    @InjectModel('Workflow') private readonly workflows: Model<Workflow>,
    @InjectModel('Delivery') private readonly deliveries: Model<Delivery>,
    private readonly halts: WorkflowHalts,
    private readonly publisher: Publisher,
    private readonly clock: Clock,
  ) {
    super(environment);
  }

  protected async look(): Promise<void> {
    const free = { $or: [{ lease: null }, { $expr: { $lt: ['$lease.until', '$$NOW'] } }] };
    const idle = await this.workflows
      .find({ _id: { $gt: this.behind }, status: { $in: ['running', 'pausing', 'stopping'] }, ...free } as QueryFilter<Workflow>, { status: 1, epoch: 1, progress: 1 })
      .sort({ _id: 1 })
      .limit(AT_ONCE)
      .lean();
    this.behind = idle.length === AT_ONCE ? (idle.at(-1)?._id ?? '') : '';
    for (const workflow of idle.filter(({ status }) => status !== 'running')) await this.halts.settle(workflow._id);
    const due = await this.due(idle.filter(({ status }) => status === 'running'));
    await this.publisher.addAll(due.map(({ _id, epoch }) => runOf(_id, epoch)));
  }

  /** Those whose wait is over, whose delivery has ended, or that wait for nothing. */
  private async due(running: readonly Pick<Workflow, '_id' | 'epoch' | 'progress'>[]): Promise<Pick<Workflow, '_id' | 'epoch'>[]> {
    const awaited = running.flatMap(({ progress }) => (progress.delivery === null ? [] : [progress.delivery]));
    const underWay = new Set(await this.deliveries.distinct('_id', { _id: { $in: awaited }, status: { $nin: ['finished', 'stopped'] } }));
    const now = this.clock.now();
    return running.filter(({ progress }) => (progress.delivery === null ? progress.wakeAt === null || progress.wakeAt <= now : !underWay.has(progress.delivery)));
  }
}
