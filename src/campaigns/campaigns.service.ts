import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';

import { Clock } from '../clock/clock.js';
import { CodesService } from '../codes/codes.service.js';
import { invalidFields, notFound } from '../errors/domain-error.js';
import { JournalService } from '../journal/journal.service.js';
import { CommandRunner } from '../lifecycle/command-runner.js';
import { LifecycleApplier } from '../lifecycle/lifecycle-applier.js';
import type { Actor } from '../operators/actor.js';
import { demand, demandAny } from '../operators/operators.policy.js';
import { Outbox } from '../outbox/outbox.js';
import { expectVersion } from '../storage/version.js';
import { wordsOf } from '../storage/words.js';
import { campaignLifecycle } from './campaign.lifecycle.js';
import type { CampaignPatch, NewCampaign } from './campaign.requests.js';
import type { Campaign } from './campaign.schema.js';
import { campaignCanceled, notADraft, referenceTaken } from './campaigns.errors.js';
import { CampaignPorts } from './campaigns.ports.js';
import { blank, childOf, type NewChild } from './new-campaign.js';

/** Making and editing campaigns, and what packages, orders and processes write on them. */
@Injectable()
export class CampaignsService {
  constructor(
    @InjectModel('Campaign') private readonly campaigns: Model<Campaign>,
    private readonly ports: CampaignPorts,
    private readonly applier: LifecycleApplier,
    private readonly runner: CommandRunner,
    private readonly codes: CodesService,
    private readonly journal: JournalService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Makes a reference campaign; children are made by orders only. */
  async create(actor: Actor, body: NewCampaign): Promise<Campaign> {
    demandAny(actor, 'campaigns', 'write');
    refuseBackwards(body.schedule);
    const code = await this.codes.take('campaign');
    return this.runner.run({ actor, subject: code, subjectKind: 'campaign', command: 'create' }, async (session) => {
      const campaign = blank({ _id: code, kind: 'reference', label: body.label, schedule: body.schedule, folder: body.folder, by: actor.email, at: this.clock.now() });
      await this.insert([campaign], session);
      return campaign;
    });
  }

  /** The same inside a transaction of another room: a correction's. */
  async makeReference({ code, label, by, at }: { code: string; label: string; by: string; at: Date }, session: ClientSession): Promise<Campaign> {
    const campaign = blank({ _id: code, kind: 'reference', label, schedule: { start: null, end: null }, folder: '', by, at });
    await this.insert([campaign], session);
    return campaign;
  }

  /** Edits label, schedule and folder while the campaign is being edited. */
  async edit(actor: Actor, code: string, patch: CampaignPatch, version: number | undefined): Promise<Campaign> {
    const seen = await this.get(actor, code);
    const command = { actor, subject: code, subjectKind: 'campaign', command: 'edit', cycle: seen.cycle };
    await this.runner.ask(command, () => demand(actor, 'campaigns', 'write', code, seen.entity));
    return this.runner.run(command, async (session) => {
      const campaign = await this.load(code, session);
      expectVersion(code, campaign.version, version);
      if (campaign.status !== 'being-edited') throw notADraft(code, []);
      const next = { label: patch.label ?? campaign.label, folder: patch.folder ?? campaign.folder, schedule: { ...campaign.schedule, ...patch.schedule } };
      refuseBackwards(next.schedule);
      const changes = (['label', 'folder', 'schedule'] as const)
        .filter((field) => JSON.stringify(next[field]) !== JSON.stringify(campaign[field]))
        .map((field) => ({ field, from: campaign[field], to: next[field] }));
      if (changes.length === 0) return campaign;
      const at = this.clock.now();
      const edited = await this.write(campaign, { ...next, words: wordsOf(next.label), modifiedAt: at, modifiedBy: actor.email }, session);
      await this.journal.record({ at, by: actor.email, subject: code, subjectKind: 'campaign', cycle: campaign.cycle, command: 'edit', from: campaign.status, to: campaign.status, changes }, session);
      await this.outbox.record({ type: 'campaign.edited', subject: code, data: { code, cycle: campaign.cycle, fields: changes.map((change) => change.field), by: actor.email, at } }, session);
      return edited;
    });
  }

  async get(actor: Actor, code: string): Promise<Campaign> {
    const campaign = (await this.campaigns.findById(code).lean()) as Campaign | null;
    if (campaign === null) throw notFound(code);
    demand(actor, 'campaigns', 'read', code, campaign.entity);
    return campaign;
  }

  /** For rooms above that have asked the rights themselves. @throws DomainError `not-found` */
  async load(code: string, session?: ClientSession): Promise<Campaign> {
    const campaign = (await this.campaigns.findById(code, null, { session: session ?? null }).lean()) as Campaign | null;
    if (campaign === null) throw notFound(code);
    return campaign;
  }

  /**
   * The campaign becomes the reference of a collaborative package; its processes follow.
   * @throws DomainError `reference-taken`
   */
  async attachReference(code: string, campaignPackage: string, cycle: number, session: ClientSession): Promise<Campaign> {
    const campaign = await this.load(code, session);
    if (campaign.package !== null && campaign.package !== campaignPackage) throw referenceTaken(code, campaign.package);
    if (campaign.status === 'canceled') throw campaignCanceled(code);
    return this.hang(campaign, { package: campaignPackage, cycle }, session);
  }

  /** It is no longer that package's reference: no cascade reaches it. */
  async detachReference(code: string, campaignPackage: string, session: ClientSession): Promise<void> {
    const campaign = await this.load(code, session);
    if (campaign.package === campaignPackage) await this.hang(campaign, { package: null, cycle: 1 }, session);
  }

  /** An entity's own campaign, with draft copies of the reference's templates. */
  async createChild(child: NewChild, session: ClientSession): Promise<Campaign> {
    const [campaign] = await this.createChildren([child], session);
    return campaign as Campaign;
  }

  /** Several at once, of one reference, by one decision: each kind of thing is written once for all of them. */
  async createChildren(children: readonly NewChild[], session: ClientSession): Promise<Campaign[]> {
    const [first] = children;
    if (first === undefined) return [];
    const reference = await this.load(first.reference, session);
    const campaigns = children.map((child) => childOf(reference, child));
    await this.insert(campaigns, session);
    for (const processes of this.ports.allProcesses()) {
      await processes.copy({ which: 'templates', from: reference, to: campaigns, by: first.by, at: first.at }, session);
    }
    return campaigns;
  }

  /**
   * A process is being made in the campaign: its package and cycle are those of the answer. Writes,
   * so that a cancel or another package's taking the campaign cannot pass it by unseen.
   * @throws DomainError `campaign-canceled`
   */
  async noteDraft(code: string, session: ClientSession): Promise<Campaign> {
    const campaign = (await this.campaigns
      .findOneAndUpdate({ _id: code, status: { $ne: 'canceled' } }, { $inc: { births: 1 } }, { session, returnDocument: 'after' })
      .lean()) as Campaign | null;
    if (campaign !== null) return campaign;
    throw campaignCanceled((await this.load(code, session))._id);
  }

  /**
   * A process of it starts or resumes: the campaign runs. The caller passes the gate of package and
   * cycle besides, where the campaign hangs on a package.
   * @throws DomainError `campaign-canceled`
   */
  async noteBirth(code: string, { session, now, by }: { session: ClientSession; now: Date; by: string }): Promise<Campaign> {
    const campaign = await this.noteDraft(code, session);
    if (campaign.status === 'running') return campaign;
    return this.applier.applyOne({ lifecycle: campaignLifecycle, model: this.campaigns, command: 'run', thing: campaign, context: { now }, by, at: now, session });
  }

  /** To be called where a process becomes final, in that transaction: the campaign is finished when all are. */
  async finishIfDone(code: string, session: ClientSession): Promise<void> {
    // Two last processes that end at once would each still see the other: this write makes one wait.
    const campaign = (await this.campaigns
      .findOneAndUpdate({ _id: code, status: 'running' }, { $inc: { births: 1 } }, { session, returnDocument: 'after' })
      .lean()) as Campaign | null;
    if (campaign === null) return;
    for (const processes of this.ports.allProcesses()) {
      if ((await processes.countUnfinished(campaign, session)) > 0) return;
    }
    const now = this.clock.now();
    await this.applier.applyOne({ lifecycle: campaignLifecycle, model: this.campaigns, command: 'finish', thing: campaign, context: { now }, by: 'system', at: now, session });
  }

  private async hang(campaign: Campaign, on: { package: string | null; cycle: number }, session: ClientSession): Promise<Campaign> {
    if (campaign.package === on.package && campaign.cycle === on.cycle) return campaign;
    const hung = await this.write(campaign, on, session);
    for (const processes of this.ports.allProcesses()) await processes.follow(hung, session);
    return hung;
  }

  private async write(campaign: Campaign, set: Partial<Campaign>, session: ClientSession): Promise<Campaign> {
    const written = await this.campaigns
      .findOneAndUpdate({ _id: campaign._id, version: campaign.version }, { $set: set, $inc: { version: 1 } }, { session, returnDocument: 'after' })
      .lean();
    if (written === null) throw new Error(`${campaign._id} changed inside its own transaction`);
    return written as Campaign;
  }

  private async insert(campaigns: readonly Campaign[], session: ClientSession): Promise<void> {
    await this.campaigns.insertMany([...campaigns], { session });
    const related = (campaign: Campaign): string[] => [campaign.order, campaign.orderPackage, campaign.reference].filter((other) => other !== null);
    await this.journal.record(
      campaigns.map((campaign) => ({ at: campaign.createdAt, by: campaign.createdBy, subject: campaign._id, subjectKind: 'campaign', cycle: campaign.cycle, command: 'create', to: campaign.status, related: related(campaign) })),
      session,
    );
    const told = ({ _id: code, kind, orderPackage, order, entity, cycle, createdBy: by, createdAt: at }: Campaign): Record<string, unknown> => ({ code, kind, package: orderPackage, order, entity, cycle, by, at });
    await this.outbox.record(campaigns.map((campaign) => ({ type: 'campaign.created', subject: campaign._id, data: told(campaign) })), session);
  }
}

function refuseBackwards({ start, end }: Campaign['schedule']): void {
  if (start === null || end === null || start < end) return;
  throw invalidFields([{ field: 'schedule.end', message: { en: 'must be after the start', fr: 'doit être postérieure au début' } }]);
}
