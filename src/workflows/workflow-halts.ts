import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, QueryFilter } from 'mongoose';

import { HaltDesk, ProcessHalts } from '../processes/process-halts.js';
import { type WorkflowCommand, workflowLifecycle } from './workflow.lifecycle.js';
import type { Workflow, WorkflowStatus } from './workflow.schema.js';

/** How a workflow pauses, stops and ends. Its deliveries are processes of their own and go on. */
@Injectable()
export class WorkflowHalts extends ProcessHalts<WorkflowStatus, WorkflowCommand, Workflow> {
  protected readonly letGo = { lease: null };

  constructor(@InjectModel('Workflow') workflows: Model<Workflow>, desk: HaltDesk) {
    super(workflows, workflowLifecycle, desk);
  }

  /** Its last activity is done, or cannot be. A worker whose fence is not its own any more records nothing. */
  async recordEnd(command: 'finish' | 'fail', workflow: Workflow, set: Partial<Workflow>): Promise<void> {
    await this.desk.transactions.run((session) =>
      this.end(command, workflow, { at: this.desk.clock.now(), set: { ...set, ...this.letGo }, where: { epoch: workflow.epoch }, session }),
    );
  }

  protected async isHeld({ _id }: Workflow, session: ClientSession): Promise<boolean> {
    const free = { _id, $or: [{ lease: null }, { $expr: { $lt: ['$lease.until', '$$NOW'] } }] } as QueryFilter<Workflow>;
    return (await this.model.countDocuments(free, { session })) === 0;
  }

  protected isThrough(): boolean {
    return false;
  }

  protected withEnd(): Record<string, never> {
    return {};
  }
}
