import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';

import { CampaignsService } from '../campaigns/campaigns.service.js';
import { Clock } from '../clock/clock.js';
import { CodesService } from '../codes/codes.service.js';
import { invalidFields } from '../errors/domain-error.js';
import { GatesService } from '../gates/gates.service.js';
import { JournalService } from '../journal/journal.service.js';
import { CommandRunner } from '../lifecycle/command-runner.js';
import type { Actor } from '../operators/actor.js';
import { demandAny } from '../operators/operators.policy.js';
import { Outbox } from '../outbox/outbox.js';
import { EditPackage } from './edit-package.js';
import { refuseTakenReference } from './one-collaborative.js';
import { contentErrors } from './package.editing.js';
import { lateness } from './package.late.js';
import { packageLifecycle } from './package.lifecycle.js';
import { listed } from './package.listing.js';
import { marksOfPublishing } from './package.owed.js';
import { PackageApproval } from './package-approval.js';
import { PackageLife } from './package-life.js';
import { PackageReach } from './package-reach.js';
import { PackageReferences } from './package-references.js';
import type { NewPackage, PackagePatch } from './package.requests.js';
import type { CampaignPackage } from './package.schema.js';
import { RegistrationClosing } from './registration-closing.js';

/** The verbs of packages, except cancel and reinitialize (cancellations). */
@Injectable()
export class PackagesService {
  constructor(
    @InjectModel('CampaignPackage') private readonly packages: Model<CampaignPackage>,
    private readonly life: PackageLife,
    private readonly reach: PackageReach,
    private readonly editing: EditPackage,
    private readonly approval: PackageApproval,
    private readonly closing: RegistrationClosing,
    private readonly references: PackageReferences,
    private readonly campaigns: CampaignsService,
    private readonly gates: GatesService,
    private readonly codes: CodesService,
    private readonly runner: CommandRunner,
    private readonly journal: JournalService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `invalid-fields`, `reference-taken` */
  async create(actor: Actor, body: NewPackage): Promise<CampaignPackage> {
    demandAny(actor, 'packages', 'write');
    const errors = [...contentErrors(body), ...(await this.references.errors(body))];
    if (errors.length > 0) throw invalidFields(errors);
    const code = await this.codes.take('package');
    return this.runner.run({ actor, subject: code, subjectKind: 'package', command: 'create', cycle: 1 }, async (session) => {
      const campaignPackage = fresh(code, body, actor.email, this.clock.now());
      await this.insert(campaignPackage, session);
      await this.gates.open(code, campaignPackage.cycle, session);
      return campaignPackage;
    });
  }

  /** One that the actor may read. A local operator's is shown without what is head office's own (packageView). */
  async get(actor: Actor, code: string): Promise<CampaignPackage> {
    const campaignPackage = await this.life.load(code);
    await this.reach.demand(actor, 'read', campaignPackage);
    return campaignPackage;
  }

  /** @param version the one that the caller edits from; undefined is refused (`version-missing`) */
  async edit(actor: Actor, code: string, patch: PackagePatch, version: number | undefined): Promise<CampaignPackage> {
    return this.editing.edit(actor, code, patch, version);
  }

  async submit(actor: Actor, code: string, comment: string | null = null): Promise<CampaignPackage> {
    return this.approval.submit(actor, code, comment);
  }

  async approve(actor: Actor, code: string, comment: string | null = null): Promise<CampaignPackage> {
    return this.approval.approve(actor, code, comment);
  }

  async reject(actor: Actor, code: string, comment: string): Promise<CampaignPackage> {
    return this.approval.reject(actor, code, comment);
  }

  /** Publishes now: an availability date still ahead, and a later start, become now. */
  async publish(actor: Actor, code: string, comment: string | null = null): Promise<CampaignPackage> {
    return this.runner.run({ actor, subject: code, subjectKind: 'package', command: 'publish' }, async (session) => {
      const campaignPackage = await this.life.load(code, session);
      await this.reach.demand(actor, 'steer', campaignPackage);
      const at = this.clock.now();
      const { availableAt, schedule } = campaignPackage;
      const sooner = (date: Date | null): Date => (date === null || date > at ? at : date);
      const set: Partial<CampaignPackage> = { ...marksOfPublishing(campaignPackage, at), availableAt: sooner(availableAt), schedule: { ...schedule, start: sooner(schedule.start) } };
      const changes = [
        { field: 'availableAt', from: availableAt, to: set.availableAt },
        { field: 'schedule.start', from: schedule.start, to: set.schedule?.start },
      ].filter((change) => change.from !== change.to);
      return this.life.apply({ command: 'publish', campaignPackage, set, by: actor.email, at, comment, changes }, session);
    });
  }

  /** An order left `ordered`: to be called in the transaction that decided it (RegistrationClosing). */
  async noteDecided(campaignPackage: string, cycle: number, session: ClientSession): Promise<void> {
    await this.closing.noteDecided(campaignPackage, cycle, session);
  }

  private async insert(campaignPackage: CampaignPackage, session: ClientSession): Promise<void> {
    const { _id: code, kind, referenceCampaign, cycle, status, createdAt: at, createdBy: by } = campaignPackage;
    // Only a collaborative package owns its reference; local ones share theirs as a template.
    if (kind === 'collaborative' && referenceCampaign !== null) await this.campaigns.attachReference(referenceCampaign, code, cycle, session);
    await refuseTakenReference(referenceCampaign, () => this.packages.insertMany([campaignPackage], { session }));
    await this.journal.record({ at, by, subject: code, subjectKind: 'package', cycle, command: 'create', to: status }, session);
    await this.outbox.record({ type: 'package.created', subject: code, data: { code, kind, cycle, by, at } }, session);
  }
}

function fresh(code: string, body: NewPackage, by: string, at: Date): CampaignPackage {
  const campaignPackage: CampaignPackage = {
    ...body,
    _id: code,
    status: packageLifecycle.initial,
    statusSince: at,
    cycle: 1,
    plannedReminders: [],
    nextReminderAt: null,
    submittedBy: null,
    submittedAt: null,
    approval: null,
    fingerprint: null,
    rejection: null,
    publishedAt: null,
    cancellation: null,
    lateFrom: null,
    lateDeadline: null,
    late: false,
    folders: [],
    availableMonth: null,
    forEveryone: false,
    words: [],
    awaitingAtClose: null,
    subscribing: null,
    opening: null,
    lateOrdersFor: null,
    earlierCycles: [],
    version: 1,
    createdAt: at,
    createdBy: by,
    modifiedAt: at,
    modifiedBy: by,
  };
  return { ...campaignPackage, ...lateness(campaignPackage), ...listed(campaignPackage) };
}
