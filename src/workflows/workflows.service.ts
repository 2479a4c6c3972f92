import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import { Channels } from '../deliveries/channels/channels.js';
import { EntitiesService } from '../entities/entities.service.js';
import { commandsFrom } from '../lifecycle/define-lifecycle.js';
import type { Actor } from '../operators/actor.js';
import { demand, demandAny } from '../operators/operators.policy.js';
import { ProcessDesk } from '../processes/process-desk.js';
import { type ProcessLife, ProcessesService } from '../processes/processes.service.js';
import { newDraft } from './new-workflow.js';
import { workflowLifecycle } from './workflow.lifecycle.js';
import type { NewWorkflow, WorkflowPatch } from './workflow.requests.js';
import type { Activity, Workflow } from './workflow.schema.js';
import { WorkflowHalts } from './workflow-halts.js';
import { WorkflowStarts } from './workflow-starts.js';
import { entitiesAreUnknown, pausedBy } from './workflows.errors.js';

/** Making and steering workflows: what a person may ask for. What cascades ask is WorkflowHalts. */
@Injectable()
export class WorkflowsService extends ProcessesService<Workflow> {
  protected readonly kind = 'workflow';
  protected readonly life: ProcessLife<Workflow>;

  constructor(
    @InjectModel('Workflow') workflows: Model<Workflow>,
    desk: ProcessDesk,
    starts: WorkflowStarts,
    halts: WorkflowHalts,
    private readonly entities: EntitiesService,
    private readonly channels: Channels,
  ) {
    super(workflows, desk);
    this.life = {
      start: (workflow, asked, session) => starts.start(workflow, asked, session),
      resume: (workflow, asked, session) => starts.resume(workflow, asked, session),
      pause: (workflow, asked, session) => halts.pause(workflow, { ...asked, reason: pausedBy(asked.name) }, session),
      stop: (workflow, asked, session) => halts.stop(workflow, { ...asked, cancellation: null }, session),
      // Nothing of it leaves between two activities: the stop itself is enough.
      announce: () => undefined,
      tell: (code) => halts.tell(code),
      allowed: (status) => commandsFrom(workflowLifecycle, status),
    };
  }

  /** Makes a draft in a campaign. @throws DomainError `invalid-fields`, `campaign-canceled` */
  async create(actor: Actor, body: NewWorkflow): Promise<Workflow> {
    demandAny(actor, 'workflows', 'write');
    const campaign = await this.desk.campaignOf(actor, body.campaign);
    demand(actor, 'workflows', 'write', campaign, null);
    await this.check(body.activities);
    const code = await this.desk.codes.take('workflow');
    return this.desk.runner.run({ actor, subject: code, subjectKind: 'workflow', command: 'create' }, async (session) => {
      const { label, activities, template } = body;
      const draft = newDraft({ code, campaign: await this.desk.campaigns.noteDraft(campaign, session), label, activities, template, by: actor.email, at: this.desk.clock.now() });
      await this.insert(draft, session);
      return draft;
    });
  }

  /** Edits a draft. @throws DomainError `not-a-draft`, `stale-version`, `invalid-fields` */
  async edit(actor: Actor, code: string, patch: WorkflowPatch, version: number | undefined): Promise<Workflow> {
    return this.editDraft(actor, code, version, () => this.check(patch.activities ?? []), () => patch as Partial<Workflow>);
  }

  private async check(activities: readonly Activity[]): Promise<void> {
    const named = activities.flatMap((activity, index) => {
      const at = `activities[${index}]`;
      if (activity.type === 'query') return (activity.entities ?? []).map((code, n) => ({ field: `${at}.entities[${n}]`, code }));
      if ('delivery' in activity) return (activity.delivery.target?.entities ?? []).map((code, n) => ({ field: `${at}.delivery.target.entities[${n}]`, code }));
      return [];
    });
    const known = await this.entities.existing(named.map(({ code }) => code));
    const unknown = named.filter(({ code }) => !known.has(code));
    if (unknown.length > 0) throw entitiesAreUnknown(unknown);
    activities.forEach((activity, index) => {
      if ('delivery' in activity) this.channels.refuseWhereNotSetUp(`activities[${index}].delivery.channel`, activity.delivery.channel);
    });
  }
}
