import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';

import { CampaignsService } from '../campaigns/campaigns.service.js';
import { Clock } from '../clock/clock.js';
import { CodesService } from '../codes/codes.service.js';
import { EntitiesService } from '../entities/entities.service.js';
import { DomainError, invalidFields, notFound } from '../errors/domain-error.js';
import { JournalService } from '../journal/journal.service.js';
import { commandsFrom } from '../lifecycle/define-lifecycle.js';
import { CommandRunner } from '../lifecycle/command-runner.js';
import type { Actor } from '../operators/actor.js';
import { demand, demandAny } from '../operators/operators.policy.js';
import { Outbox } from '../outbox/outbox.js';
import { expectVersion } from '../storage/version.js';
import { Channels } from './channels/channels.js';
import { campaignIsUnknown, cancellationIsUnknown, entitiesAreUnknown, onlyDraftsAreEdited, pausedBy } from './deliveries.errors.js';
import { ReachedPort } from './deliveries.ports.js';
import { DeliveryHalts } from './delivery-halts.js';
import { deliveryLifecycle } from './delivery.lifecycle.js';
import { BODY_IS_MISSING, type DeliveryPatch, type NewDelivery } from './delivery.requests.js';
import type { Delivery, DeliveryContent } from './delivery.schema.js';
import { DeliveryStarts } from './delivery-starts.js';
import { newDraft } from './new-delivery.js';

type PersonsCommand = 'start' | 'pause' | 'resume' | 'stop';

/** Making and steering deliveries: what a person may ask for. What cascades ask is DeliveryHalts. */
@Injectable()
export class DeliveriesService {
  constructor(
    @InjectModel('Delivery') private readonly deliveries: Model<Delivery>,
    private readonly campaigns: CampaignsService,
    private readonly entities: EntitiesService,
    private readonly starts: DeliveryStarts,
    private readonly halts: DeliveryHalts,
    private readonly reached: ReachedPort,
    private readonly channels: Channels,
    private readonly runner: CommandRunner,
    private readonly codes: CodesService,
    private readonly journal: JournalService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Makes a draft in a campaign. @throws DomainError `invalid-fields`, `campaign-canceled` */
  async create(actor: Actor, body: NewDelivery): Promise<Delivery> {
    demandAny(actor, 'deliveries', 'write');
    const campaign = await this.campaignOf(actor, body.campaign);
    demand(actor, 'deliveries', 'write', campaign, null);
    await this.refuseUnknownTarget(body.target);
    this.channels.refuseWhereNotSetUp('channel', body.channel);
    const code = await this.codes.take('delivery');
    return this.runner.run({ actor, subject: code, subjectKind: 'delivery', command: 'create' }, async (session) => {
      const at = this.clock.now();
      const draft = newDraft({ code, campaign: await this.campaigns.noteDraft(campaign, session), content: body, template: body.template, by: actor.email, at });
      await this.insert(draft, session);
      return draft;
    });
  }

  /** Writes drafts down with their journal and event: copies and a workflow's own, too. */
  async insert(drafts: Delivery | readonly Delivery[], session: ClientSession): Promise<void> {
    const list = (Array.isArray(drafts) ? drafts : [drafts]) as Delivery[];
    await this.deliveries.insertMany(list, { session });
    await this.journal.record(
      list.map((draft) => ({
        at: draft.createdAt,
        by: draft.createdBy,
        subject: draft._id,
        subjectKind: 'delivery',
        cycle: draft.cycle,
        command: 'create',
        to: draft.status,
        related: [draft.campaign, draft.workflow, draft.copyOf].filter((other) => other !== null),
      })),
      session,
    );
    await this.outbox.record(
      list.map((draft) => ({ type: 'delivery.created', subject: draft._id, data: { code: draft._id, campaign: draft.campaign, cycle: draft.cycle, copyOf: draft.copyOf, by: draft.createdBy, at: draft.createdAt } })),
      session,
    );
  }

  /** Edits a draft. @throws DomainError `not-a-draft`, `stale-version`, `invalid-fields` */
  async edit(actor: Actor, code: string, patch: DeliveryPatch, version: number | undefined): Promise<Delivery> {
    const seen = await this.get(actor, code);
    const command = { actor, subject: code, subjectKind: 'delivery', command: 'edit', cycle: seen.cycle };
    await this.runner.ask(command, () => demand(actor, 'deliveries', 'write', code, seen.entity));
    await this.refuseUnknownTarget(patch.target ?? undefined);
    this.channels.refuseWhereNotSetUp('channel', patch.channel);
    return this.runner.run(command, async (session) => {
      const draft = await this.load(code, session);
      expectVersion(code, draft.version, version);
      if (draft.status !== 'draft') throw onlyDraftsAreEdited(code, draft.status, commandsFrom(deliveryLifecycle, draft.status));
      const { target, ...plain } = patch;
      const set: Partial<Delivery> = { ...plain, ...(target === undefined ? {} : { target: { entities: target?.entities ?? null, query: target?.query ?? {}, reachedBy: target?.reachedBy ?? draft.target.reachedBy } }) };
      const next = { ...draft, ...set };
      if (next.html.trim() === '' && next.text.trim() === '') throw invalidFields([{ field: 'text', message: BODY_IS_MISSING }]);
      const changes = (Object.keys(set) as (keyof Delivery)[])
        .filter((field) => JSON.stringify(next[field]) !== JSON.stringify(draft[field]))
        .map((field) => ({ field, from: draft[field], to: next[field] }));
      if (changes.length === 0) return draft;
      const at = this.clock.now();
      const edited = await this.deliveries
        .findOneAndUpdate({ _id: code, version: draft.version }, { $set: { ...set, modifiedAt: at, modifiedBy: actor.email }, $inc: { version: 1 } }, { session, returnDocument: 'after' })
        .lean();
      await this.journal.record({ at, by: actor.email, subject: code, subjectKind: 'delivery', cycle: draft.cycle, command: 'edit', from: draft.status, to: draft.status, changes, related: [draft.campaign] }, session);
      await this.outbox.record({ type: 'delivery.edited', subject: code, data: { code, fields: changes.map((change) => change.field), by: actor.email, at } }, session);
      return edited as unknown as Delivery;
    });
  }

  async get(actor: Actor, code: string): Promise<Delivery> {
    const delivery = await this.load(code);
    demand(actor, 'deliveries', 'read', code, delivery.entity);
    return delivery;
  }

  /** @throws DomainError as DeliveryStarts.start */
  async start(actor: Actor, code: string, comment: string | null = null): Promise<Delivery> {
    return this.command(actor, code, 'start', (delivery, at, session) => this.starts.start(delivery, { by: actor.email, at, comment }, session));
  }

  async resume(actor: Actor, code: string, comment: string | null = null): Promise<Delivery> {
    return this.command(actor, code, 'resume', (delivery, at, session) => this.starts.resume(delivery, { by: actor.email, at, comment }, session));
  }

  async pause(actor: Actor, code: string, comment: string | null = null): Promise<Delivery> {
    return this.command(actor, code, 'pause', (delivery, at, session) => this.halts.pause(delivery, { by: actor.email, at, comment, reason: pausedBy(actor.name) }, session));
  }

  async stop(actor: Actor, code: string, comment: string | null = null): Promise<Delivery> {
    return this.command(actor, code, 'stop', (delivery, at, session) => this.halts.stop(delivery, { by: actor.email, at, cancellation: null, comment }, session));
  }

  private async command(actor: Actor, code: string, command: PersonsCommand, work: (delivery: Delivery, at: Date, session: ClientSession) => Promise<Delivery>): Promise<Delivery> {
    const seen = await this.get(actor, code);
    const attempt = { actor, subject: code, subjectKind: 'delivery', command, cycle: seen.cycle };
    await this.runner.ask(attempt, () => demand(actor, 'deliveries', 'steer', code, seen.entity));
    if (command === 'start' || command === 'resume') return this.runner.run(attempt, async (session) => work(await this.load(code, session), this.clock.now(), session));
    if (seen.status === 'running') this.halts.announce(code);
    try {
      await this.runner.run(attempt, async (session) => work(await this.load(code, session), this.clock.now(), session));
    } finally {
      // Refused, too: what was held goes on.
      await this.halts.tell(code);
    }
    return this.load(code);
  }

  private async load(code: string, session?: ClientSession): Promise<Delivery> {
    const delivery = (await this.deliveries.findById(code, null, { session: session ?? null }).lean()) as Delivery | null;
    if (delivery === null) throw notFound(code);
    return delivery;
  }

  private async campaignOf(actor: Actor, code: string): Promise<string> {
    try {
      return (await this.campaigns.get(actor, code))._id;
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'not-found') throw campaignIsUnknown(code);
      throw error;
    }
  }

  private async refuseUnknownTarget(target: DeliveryContent['target']): Promise<void> {
    if (target?.reachedBy !== undefined && !(await this.reached.exists(target.reachedBy))) throw cancellationIsUnknown(target.reachedBy);
    const codes = target?.entities;
    if (codes === undefined) return;
    const known = await this.entities.existing(codes);
    if (codes.some((code) => !known.has(code))) throw entitiesAreUnknown('target.entities', codes, known);
  }
}
