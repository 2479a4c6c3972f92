import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, QueryFilter, UpdateQuery } from 'mongoose';

import { CampaignsService } from '../campaigns/campaigns.service.js';
import { Clock } from '../clock/clock.js';
import type { Reason } from '../deliveries/delivery.schema.js';
import type { HaltRequest, Settled } from '../deliveries/halt-request.js';
import { notFound } from '../errors/domain-error.js';
import { LifecycleApplier } from '../lifecycle/lifecycle-applier.js';
import { Hints } from '../messaging/hints.js';
import { Transactions } from '../storage/transactions.js';
import { type WorkflowCommand, workflowLifecycle } from './workflow.lifecycle.js';
import type { Workflow } from './workflow.schema.js';

const OVER: ReadonlySet<string> = new Set(['stopped', 'finished', 'failed']);

/** How a workflow pauses, stops and ends. Its deliveries are processes of their own and go on. */
@Injectable()
export class WorkflowHalts {
  constructor(
    @InjectModel('Workflow') private readonly workflows: Model<Workflow>,
    private readonly campaigns: CampaignsService,
    private readonly applier: LifecycleApplier,
    private readonly transactions: Transactions,
    private readonly hints: Hints,
    private readonly clock: Clock,
  ) {}

  /**
   * Asks a workflow to stop; one that nobody works on stops at once. One that is over or stopping already stays as it is.
   * @throws DomainError `not-found`
   */
  async requestStop(code: string, request: HaltRequest): Promise<Workflow> {
    const ask = async (session: ClientSession): Promise<Workflow> => {
      const workflow = await this.load(code, session);
      return OVER.has(workflow.status) || workflow.status === 'stopping' ? workflow : this.stop(workflow, request, session);
    };
    if (request.session !== undefined) return ask(request.session);
    const workflow = await this.transactions.run(ask);
    await this.tell(code);
    return workflow;
  }

  async pause(workflow: Workflow, { by, at, reason, comment }: { by: string; at: Date; reason: Reason; comment: string | null }, session: ClientSession): Promise<Workflow> {
    return this.apply('pause', workflow, { by, at, set: { reason, requestedAt: at }, raise: true, comment, session });
  }

  async stop(workflow: Workflow, request: Omit<HaltRequest, 'session'>, session: ClientSession): Promise<Workflow> {
    const { by, at, cancellation, comment } = request;
    const atOnce = workflow.status === 'draft' || workflow.status === 'paused';
    const set: Partial<Workflow> = { requestedAt: at, cancellation, reason: null, ...(atOnce ? { stoppedAt: at } : {}) };
    const stopped = await this.apply('stop', workflow, { by, at, set, raise: true, comment: comment ?? null, correlation: cancellation, session });
    if (atOnce) await this.campaigns.finishIfDone(workflow.campaign, session);
    return stopped;
  }

  /** Tells the worker after the commit, and records what can be recorded now. */
  async tell(code: string): Promise<Settled> {
    this.hints.send({ process: code });
    return this.settle(code);
  }

  /** Records the stop or the pause once no worker holds the activity: it answered, or its lease ran out. */
  async settle(code: string): Promise<Settled> {
    const workflow = await this.transactions.run(async (session) => {
      const present = await this.load(code, session);
      if (present.status !== 'stopping' && present.status !== 'pausing') return present;
      if (!(await this.isFree(code, session))) return present;
      const now = this.clock.now();
      if (present.status === 'pausing') return this.apply('record-paused', present, { by: 'system', at: now, set: { pausedAt: now, lease: null }, session });
      return this.end('record-stopped', present, { stoppedAt: now, lease: null }, session);
    });
    return OVER.has(workflow.status) ? 'stopped' : 'waiting';
  }

  /** Records the end of a workflow, with its campaign's where it was the last. */
  async end(command: 'finish' | 'fail' | 'record-stopped', workflow: Workflow, set: Partial<Workflow>, session: ClientSession, where: QueryFilter<Workflow> = {}): Promise<Workflow> {
    const ended = await this.apply(command, workflow, { by: 'system', at: this.clock.now(), set, correlation: workflow.cancellation, where, session });
    await this.campaigns.finishIfDone(workflow.campaign, session);
    return ended;
  }

  /** Stops the drafts, templates too, of canceled campaigns, in the cascade's transaction. @returns their codes */
  async stopDrafts(campaigns: readonly string[], cycle: number, request: Omit<HaltRequest, 'session'>, session: ClientSession): Promise<string[]> {
    const { by, at, cancellation, comment } = request;
    const subject = cancellation ?? campaigns[0];
    if (subject === undefined) return [];
    return this.applier.applyRange({
      lifecycle: workflowLifecycle,
      model: this.workflows,
      command: 'stop-draft',
      subject,
      cycle,
      // Drafts of an earlier cycle are a record: nothing of it changes any more.
      scope: { campaign: { $in: [...campaigns] }, cycle },
      ordinals: { from: 0, to: campaigns.length - 1 },
      by,
      at,
      set: { requestedAt: at, stoppedAt: at, cancellation },
      comment: comment ?? null,
      correlation: cancellation,
      session,
    });
  }

  private async isFree(code: string, session: ClientSession): Promise<boolean> {
    return (await this.workflows.countDocuments({ _id: code, $or: [{ lease: null }, { $expr: { $lt: ['$lease.until', '$$NOW'] } }] } as QueryFilter<Workflow>, { session })) === 1;
  }

  private async apply(command: WorkflowCommand, workflow: Workflow, call: Apply): Promise<Workflow> {
    return this.applier.applyOne({
      lifecycle: workflowLifecycle,
      model: this.workflows,
      command,
      thing: workflow,
      context: { now: call.at },
      by: call.by,
      at: call.at,
      set: call.set,
      ...(call.raise === true ? { update: { $inc: { epoch: 1 } } as UpdateQuery<Workflow> } : {}),
      ...(call.where === undefined ? {} : { where: call.where }),
      comment: call.comment ?? null,
      correlation: call.correlation ?? null,
      related: [workflow.campaign],
      session: call.session,
    });
  }

  private async load(code: string, session: ClientSession): Promise<Workflow> {
    const workflow = (await this.workflows.findById(code, null, { session }).lean()) as Workflow | null;
    if (workflow === null) throw notFound(code);
    return workflow;
  }
}

interface Apply {
  by: string;
  at: Date;
  set: Partial<Workflow>;
  /** Raises the fence. */
  raise?: boolean;
  where?: QueryFilter<Workflow>;
  comment?: string | null;
  correlation?: string | null;
  session: ClientSession;
}
