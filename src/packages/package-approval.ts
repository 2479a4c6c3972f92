import { Injectable, Logger } from '@nestjs/common';
import type { ClientSession } from 'mongoose';

import { Clock } from '../clock/clock.js';
import { Environment } from '../config/environment.js';
import { JournalService } from '../journal/journal.service.js';
import { CommandRunner } from '../lifecycle/command-runner.js';
import type { Actor } from '../operators/actor.js';
import { deadlineOfSubmission } from './package.dates.js';
import { fingerprintOf } from './package.fingerprint.js';
import { isAutomatic, marksOfPublishing } from './package.owed.js';
import { plannedReminders } from './package.reminders.js';
import { PackageLife } from './package-life.js';
import { PackageReach } from './package-reach.js';
import type { CampaignPackage } from './package.schema.js';
import { alreadyDecided, notAReviewer, ownSubmission } from './packages.errors.js';

/** Submit, approve, reject (domain.md, *Approval*). */
@Injectable()
export class PackageApproval {
  private readonly logger = new Logger(PackageApproval.name);

  constructor(
    private readonly life: PackageLife,
    private readonly reach: PackageReach,
    private readonly runner: CommandRunner,
    private readonly journal: JournalService,
    private readonly environment: Environment,
    private readonly clock: Clock,
  ) {}

  async submit(actor: Actor, code: string, comment: string | null): Promise<CampaignPackage> {
    return this.runner.run({ actor, subject: code, subjectKind: 'package', command: 'submit' }, async (session) => {
      const campaignPackage = await this.life.load(code, session);
      await this.reach.demand(actor, 'steer', campaignPackage);
      const at = this.clock.now();
      const set: Partial<CampaignPackage> = {
        submittedBy: actor.email,
        submittedAt: at,
        approvalDeadline: deadlineOfSubmission(campaignPackage, at),
        fingerprint: fingerprintOf(campaignPackage),
        rejection: null,
      };
      set.plannedReminders = plannedReminders({ ...campaignPackage, ...set });
      return this.life.apply({ command: 'submit', campaignPackage, set, by: actor.email, at, comment }, session);
    });
  }

  /** One acceptance is enough. Approved after its availability date, it is published in the same transaction. */
  async approve(actor: Actor, code: string, comment: string | null): Promise<CampaignPackage> {
    return this.runner.run({ actor, subject: code, subjectKind: 'package', command: 'approve' }, async (session) => {
      const campaignPackage = await this.undecided(actor, code, session);
      const at = this.clock.now();
      if (campaignPackage.status === 'pending-approval') {
        if (isOwnSubmission(actor, campaignPackage)) await this.allowSelfApproval(actor, campaignPackage, at, session);
        this.demandReviewer(actor, campaignPackage, at);
      }
      const subscribing = isAutomatic(campaignPackage) ? at : null;
      const set: Partial<CampaignPackage> = { approval: { by: actor.email, at }, fingerprint: fingerprintOf(campaignPackage), rejection: null, subscribing };
      const approved = await this.life.apply({ command: 'approve', campaignPackage, set, by: actor.email, at, comment }, session);
      if (approved.availableAt === null || approved.availableAt > at) return approved;
      return this.life.apply({ command: 'publish', campaignPackage: approved, set: marksOfPublishing(approved, at), by: actor.email, at }, session);
    });
  }

  async reject(actor: Actor, code: string, comment: string): Promise<CampaignPackage> {
    return this.runner.run({ actor, subject: code, subjectKind: 'package', command: 'reject' }, async (session) => {
      const campaignPackage = await this.undecided(actor, code, session);
      const at = this.clock.now();
      if (campaignPackage.status === 'pending-approval') this.demandReviewer(actor, campaignPackage, at);
      const set: Partial<CampaignPackage> = { rejection: { by: actor.email, at, comment }, approval: null };
      return this.life.apply({ command: 'reject', campaignPackage, set, by: actor.email, at, comment }, session);
    });
  }

  /** Whether the actor could decide on it now, as far as people go. */
  mayDecide(actor: Actor, campaignPackage: CampaignPackage, command: 'approve' | 'reject', now: Date): boolean {
    const mine = command === 'approve' && isOwnSubmission(actor, campaignPackage) && !this.environment.RELAIS_SELF_APPROVAL;
    return campaignPackage.status !== 'pending-approval' || (!mine && this.isReviewer(actor, campaignPackage, now));
  }

  /** @throws DomainError `already-decided` by whom and when */
  private async undecided(actor: Actor, code: string, session: ClientSession): Promise<CampaignPackage> {
    const campaignPackage = await this.life.load(code, session);
    await this.reach.demand(actor, 'decide', campaignPackage);
    const { status, approval, rejection } = campaignPackage;
    if ((status === 'approved' || status === 'published') && approval !== null) throw alreadyDecided(campaignPackage, approval);
    if (status === 'rejected' && rejection !== null) throw alreadyDecided(campaignPackage, rejection);
    return campaignPackage;
  }

  private demandReviewer(actor: Actor, campaignPackage: CampaignPackage, now: Date): void {
    if (!this.isReviewer(actor, campaignPackage, now)) throw notAReviewer(campaignPackage._id);
  }

  /** Named; or anybody central where nobody is named, or, but for the submitter, where the named let the deadline pass. */
  private isReviewer(actor: Actor, campaignPackage: CampaignPackage, now: Date): boolean {
    const { reviewers, approvalDeadline } = campaignPackage;
    if (actor.role === 'system' || reviewers.length === 0 || reviewers.includes(actor.email)) return true;
    const hasPassed = approvalDeadline !== null && approvalDeadline <= now;
    return hasPassed && (!isOwnSubmission(actor, campaignPackage) || this.environment.RELAIS_SELF_APPROVAL);
  }

  private async allowSelfApproval(actor: Actor, { _id, status, cycle }: CampaignPackage, at: Date, session: ClientSession): Promise<void> {
    if (!this.environment.RELAIS_SELF_APPROVAL) throw ownSubmission(_id);
    this.logger.warn(`${actor.email} approves their own submission of ${_id} (RELAIS_SELF_APPROVAL)`);
    const comment = 'Warning: the submitter approves their own submission (RELAIS_SELF_APPROVAL).';
    await this.journal.record({ at, by: actor.email, subject: _id, subjectKind: 'package', cycle, command: 'self-approval', from: status, to: status, comment }, session);
  }
}

function isOwnSubmission(actor: Actor, { reviewers, submittedBy }: CampaignPackage): boolean {
  return reviewers.length > 0 && submittedBy === actor.email && actor.role !== 'system';
}
