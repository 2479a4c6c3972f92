import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';

import { CampaignsService } from '../campaigns/campaigns.service.js';
import { Clock } from '../clock/clock.js';
import { CodesService } from '../codes/codes.service.js';
import { Channels } from '../deliveries/channels/channels.js';
import { EntitiesService } from '../entities/entities.service.js';
import { DomainError, notFound } from '../errors/domain-error.js';
import { JournalService } from '../journal/journal.service.js';
import { commandsFrom } from '../lifecycle/define-lifecycle.js';
import { CommandRunner } from '../lifecycle/command-runner.js';
import type { Actor } from '../operators/actor.js';
import { demand, demandAny } from '../operators/operators.policy.js';
import { Outbox } from '../outbox/outbox.js';
import { expectVersion } from '../storage/version.js';
import { newDraft } from './new-workflow.js';
import { workflowLifecycle } from './workflow.lifecycle.js';
import type { NewWorkflow, WorkflowPatch } from './workflow.requests.js';
import type { Activity, Workflow } from './workflow.schema.js';
import { WorkflowHalts } from './workflow-halts.js';
import { WorkflowStarts } from './workflow-starts.js';
import { campaignIsUnknown, entitiesAreUnknown, onlyDraftsAreEdited, pausedBy } from './workflows.errors.js';

type PersonsCommand = 'start' | 'pause' | 'resume' | 'stop';

/** Making and steering workflows: what a person may ask for. What cascades ask is WorkflowHalts. */
@Injectable()
export class WorkflowsService {
  constructor(
    @InjectModel('Workflow') private readonly workflows: Model<Workflow>,
    private readonly campaigns: CampaignsService,
    private readonly entities: EntitiesService,
    private readonly channels: Channels,
    private readonly starts: WorkflowStarts,
    private readonly halts: WorkflowHalts,
    private readonly runner: CommandRunner,
    private readonly codes: CodesService,
    private readonly journal: JournalService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Makes a draft in a campaign. @throws DomainError `invalid-fields`, `campaign-canceled` */
  async create(actor: Actor, body: NewWorkflow): Promise<Workflow> {
    demandAny(actor, 'workflows', 'write');
    const campaign = await this.campaignOf(actor, body.campaign);
    demand(actor, 'workflows', 'write', campaign, null);
    await this.refuseUnknownEntities(body.activities);
    this.refuseChannels(body.activities);
    const code = await this.codes.take('workflow');
    return this.runner.run({ actor, subject: code, subjectKind: 'workflow', command: 'create' }, async (session) => {
      const at = this.clock.now();
      const { label, activities, template } = body;
      const draft = newDraft({ code, campaign: await this.campaigns.noteDraft(campaign, session), label, activities, template, by: actor.email, at });
      await this.insert([draft], session);
      return draft;
    });
  }

  /** Writes drafts down with their journal and event: copies, too. */
  async insert(drafts: readonly Workflow[], session: ClientSession): Promise<void> {
    await this.workflows.insertMany(drafts as Workflow[], { session });
    await this.journal.record(
      drafts.map((draft) => ({
        at: draft.createdAt,
        by: draft.createdBy,
        subject: draft._id,
        subjectKind: 'workflow',
        cycle: draft.cycle,
        command: 'create',
        to: draft.status,
        related: [draft.campaign, draft.copyOf].filter((other) => other !== null),
      })),
      session,
    );
    await this.outbox.record(
      drafts.map((draft) => ({ type: 'workflow.created', subject: draft._id, data: { code: draft._id, campaign: draft.campaign, cycle: draft.cycle, copyOf: draft.copyOf, by: draft.createdBy, at: draft.createdAt } })),
      session,
    );
  }

  /** Edits a draft. @throws DomainError `not-a-draft`, `stale-version`, `invalid-fields` */
  async edit(actor: Actor, code: string, patch: WorkflowPatch, version: number | undefined): Promise<Workflow> {
    const seen = await this.get(actor, code);
    const command = { actor, subject: code, subjectKind: 'workflow', command: 'edit', cycle: seen.cycle };
    await this.runner.ask(command, () => demand(actor, 'workflows', 'write', code, seen.entity));
    await this.refuseUnknownEntities(patch.activities ?? []);
    this.refuseChannels(patch.activities ?? []);
    return this.runner.run(command, async (session) => {
      const draft = await this.load(code, session);
      expectVersion(code, draft.version, version);
      if (draft.status !== 'draft') throw onlyDraftsAreEdited(code, draft.status, commandsFrom(workflowLifecycle, draft.status));
      const changes = (Object.keys(patch) as (keyof WorkflowPatch)[])
        .filter((field) => JSON.stringify(patch[field]) !== JSON.stringify(draft[field]))
        .map((field) => ({ field, from: draft[field], to: patch[field] }));
      if (changes.length === 0) return draft;
      const at = this.clock.now();
      const edited = await this.workflows
        .findOneAndUpdate({ _id: code, version: draft.version }, { $set: { ...patch, modifiedAt: at, modifiedBy: actor.email }, $inc: { version: 1 } }, { session, returnDocument: 'after' })
        .lean();
      await this.journal.record({ at, by: actor.email, subject: code, subjectKind: 'workflow', cycle: draft.cycle, command: 'edit', from: draft.status, to: draft.status, changes, related: [draft.campaign] }, session);
      await this.outbox.record({ type: 'workflow.edited', subject: code, data: { code, fields: changes.map((change) => change.field), by: actor.email, at } }, session);
      return edited as unknown as Workflow;
    });
  }

  async get(actor: Actor, code: string): Promise<Workflow> {
    const workflow = await this.load(code);
    demand(actor, 'workflows', 'read', code, workflow.entity);
    return workflow;
  }

  /** @throws DomainError as WorkflowStarts.start */
  async start(actor: Actor, code: string, comment: string | null = null): Promise<Workflow> {
    return this.command(actor, code, 'start', (workflow, at, session) => this.starts.start(workflow, { by: actor.email, at, comment }, session));
  }

  async resume(actor: Actor, code: string, comment: string | null = null): Promise<Workflow> {
    return this.command(actor, code, 'resume', (workflow, at, session) => this.starts.resume(workflow, { by: actor.email, at, comment }, session));
  }

  async pause(actor: Actor, code: string, comment: string | null = null): Promise<Workflow> {
    return this.command(actor, code, 'pause', (workflow, at, session) => this.halts.pause(workflow, { by: actor.email, at, comment, reason: pausedBy(actor.name) }, session));
  }

  async stop(actor: Actor, code: string, comment: string | null = null): Promise<Workflow> {
    return this.command(actor, code, 'stop', (workflow, at, session) => this.halts.stop(workflow, { by: actor.email, at, cancellation: null, comment }, session));
  }

  private async command(actor: Actor, code: string, command: PersonsCommand, work: (workflow: Workflow, at: Date, session: ClientSession) => Promise<Workflow>): Promise<Workflow> {
    const seen = await this.get(actor, code);
    const attempt = { actor, subject: code, subjectKind: 'workflow', command, cycle: seen.cycle };
    await this.runner.ask(attempt, () => demand(actor, 'workflows', 'steer', code, seen.entity));
    const workflow = await this.runner.run(attempt, async (session) => work(await this.load(code, session), this.clock.now(), session));
    if (command === 'start' || command === 'resume') return workflow;
    await this.halts.tell(code);
    return this.load(code);
  }

  private async load(code: string, session?: ClientSession): Promise<Workflow> {
    const workflow = (await this.workflows.findById(code, null, { session: session ?? null }).lean()) as Workflow | null;
    if (workflow === null) throw notFound(code);
    return workflow;
  }

  private async campaignOf(actor: Actor, code: string): Promise<string> {
    try {
      return (await this.campaigns.get(actor, code))._id;
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'not-found') throw campaignIsUnknown(code);
      throw error;
    }
  }

  private refuseChannels(activities: readonly Activity[]): void {
    activities.forEach((activity, index) => {
      if ('delivery' in activity) this.channels.refuseWhereNotSetUp(`activities[${index}].delivery.channel`, activity.delivery.channel);
    });
  }

  private async refuseUnknownEntities(activities: readonly Activity[]): Promise<void> {
    const named = activities.flatMap((activity, index) => {
      const at = `activities[${index}]`;
      if (activity.type === 'query') return (activity.entities ?? []).map((code, n) => ({ field: `${at}.entities[${n}]`, code }));
      if ('delivery' in activity) return (activity.delivery.target?.entities ?? []).map((code, n) => ({ field: `${at}.delivery.target.entities[${n}]`, code }));
      return [];
    });
    const known = await this.entities.existing(named.map(({ code }) => code));
    const unknown = named.filter(({ code }) => !known.has(code));
    if (unknown.length > 0) throw entitiesAreUnknown(unknown);
  }
}
