import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, UpdateQuery } from 'mongoose';

import { CampaignsService } from '../campaigns/campaigns.service.js';
import type { Birth } from '../deliveries/delivery-starts.js';
import { GatesService } from '../gates/gates.service.js';
import { LifecycleApplier } from '../lifecycle/lifecycle-applier.js';
import { templateNeverStarts } from '../processes/processes.errors.js';
import { workflowLifecycle } from './workflow.lifecycle.js';
import type { Workflow } from './workflow.schema.js';
import { runOf } from './workflows.queue.js';

/** The births of a workflow: each writes the gate of its package and cycle, its campaign and itself, in one transaction. */
@Injectable()
export class WorkflowStarts {
  constructor(
    @InjectModel('Workflow') private readonly workflows: Model<Workflow>,
    private readonly campaigns: CampaignsService,
    private readonly gates: GatesService,
    private readonly applier: LifecycleApplier,
  ) {}

  /** @throws DomainError `template-never-starts`, `package-canceled`, `cycle-closed`, `campaign-canceled`, `invalid-transition` */
  async start(workflow: Workflow, birth: Birth, session: ClientSession): Promise<Workflow> {
    if (workflow.template) throw templateNeverStarts(workflow._id);
    return this.bear('start', workflow, birth, { startedAt: birth.at, reason: null }, session);
  }

  /** @throws DomainError `package-canceled`, `cycle-closed`, `campaign-canceled`, `invalid-transition` */
  async resume(workflow: Workflow, birth: Birth, session: ClientSession): Promise<Workflow> {
    return this.bear('resume', workflow, birth, { reason: null, requestedAt: null, pausedAt: null }, session);
  }

  private async bear(command: 'start' | 'resume', workflow: Workflow, { by, at, comment }: Birth, set: Partial<Workflow>, session: ClientSession): Promise<Workflow> {
    if (workflow.package !== null) await this.gates.pass(workflow.package, workflow.cycle, session);
    await this.campaigns.noteBirth(workflow.campaign, { session, now: at, by });
    return this.applier.applyOne({
      lifecycle: workflowLifecycle,
      model: this.workflows,
      command,
      thing: workflow,
      context: { now: at },
      by,
      at,
      set,
      update: { $inc: { epoch: 1 } } as UpdateQuery<Workflow>,
      comment: comment ?? null,
      related: [workflow.campaign],
      jobs: [runOf(workflow._id, workflow.epoch + 1)],
      session,
    });
  }
}
