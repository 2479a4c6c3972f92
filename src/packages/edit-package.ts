import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';

import { CampaignsService } from '../campaigns/campaigns.service.js';
import { Clock } from '../clock/clock.js';
import { invalidFields } from '../errors/domain-error.js';
import { GatesService } from '../gates/gates.service.js';
import type { FieldChange } from '../journal/journal.schema.js';
import { JournalService } from '../journal/journal.service.js';
import { CommandRunner } from '../lifecycle/command-runner.js';
import type { Actor } from '../operators/actor.js';
import { Outbox } from '../outbox/outbox.js';
import { expectVersion } from '../storage/version.js';
import { addedEntities, changesBetween, contentErrors, HELD_BY_ORDERS, heldWhenPublished, patched } from './package.editing.js';
import { approvalDeadlineIsDefault } from './package.dates.js';
import { fingerprintOf } from './package.fingerprint.js';
import { lateness } from './package.late.js';
import { listed } from './package.listing.js';
import { isAutomatic, owed } from './package.owed.js';
import { replannedReminders } from './package.reminders.js';
import { PackageLife } from './package-life.js';
import { PackageReach } from './package-reach.js';
import { PackageReferences } from './package-references.js';
import type { PackagePatch } from './package.requests.js';
import type { CampaignPackage } from './package.schema.js';
import { refuseTakenReference } from './one-collaborative.js';
import { fieldsNotEditable, notEditable } from './packages.errors.js';
import { PackagePorts } from './packages.ports.js';

interface Edit {
  actor: Actor;
  before: CampaignPackage;
  after: CampaignPackage;
  changes: FieldChange[];
  at: Date;
}

/** Edits a package as far as its status allows (domain.md, *What may be edited*, *Fingerprint*). */
@Injectable()
export class EditPackage {
  constructor(
    @InjectModel('CampaignPackage') private readonly packages: Model<CampaignPackage>,
    private readonly life: PackageLife,
    private readonly reach: PackageReach,
    private readonly references: PackageReferences,
    private readonly ports: PackagePorts,
    private readonly campaigns: CampaignsService,
    private readonly gates: GatesService,
    private readonly runner: CommandRunner,
    private readonly journal: JournalService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async edit(actor: Actor, code: string, patch: PackagePatch, version: number | undefined): Promise<CampaignPackage> {
    return this.runner.run({ actor, subject: code, subjectKind: 'package', command: 'edit' }, async (session) => {
      const before = await this.life.load(code, session);
      await this.reach.demand(actor, 'write', before);
      expectVersion(code, before.version, version);
      if (before.status === 'canceled') throw notEditable(before);
      const after = patched(before, patch);
      const edit: Edit = { actor, before, after, changes: changesBetween(before, after), at: this.clock.now() };
      if (edit.changes.length === 0) return before;
      this.refuseHeldFields(edit);
      await this.refuseBadFields(edit);
      await this.refuseWhatOrdersHold(edit, session);
      await this.moveReference(edit, session);
      await this.forgetLateOrders(edit, session);
      return this.save(edit, session);
    });
  }

  private refuseHeldFields({ before, after, changes }: Edit): void {
    if (before.status !== 'published') return;
    const held = heldWhenPublished(before, after, changes);
    if (held.length > 0) throw fieldsNotEditable(before, held, { en: 'The package is published.', fr: 'Le kit est publié.' });
  }

  private async refuseBadFields({ after, changes }: Edit): Promise<void> {
    const changed = new Set(changes.map((change) => change.field));
    // Only what the edit brings: an operator who has left must not hold up an edit of the label.
    const named = {
      referenceCampaign: changed.has('referenceCampaign') ? after.referenceCampaign : null,
      audience: changed.has('audience') ? after.audience : [],
      reviewers: changed.has('reviewers') ? after.reviewers : [],
      assignedTo: changed.has('assignedTo') ? after.assignedTo : null,
    };
    const errors = [...contentErrors(after), ...(await this.references.errors(named))];
    if (errors.length > 0) throw invalidFields(errors);
  }

  private async refuseWhatOrdersHold({ before, changes }: Edit, session: ClientSession): Promise<void> {
    const held = HELD_BY_ORDERS.filter((field) => changes.some((change) => change.field === field));
    if (held.length === 0) return;
    // An order is born by a write of a gate: one that is under way meets this one.
    await this.gates.touchAll(before._id, before.cycle, session);
    if ((await this.ports.orders.countLive(before._id, before.cycle, session)) === 0) return;
    throw fieldsNotEditable(before, held, { en: 'The package has live orders in this cycle.', fr: 'Le kit a des commandes en cours dans ce cycle.' });
  }

  private async moveReference({ before, after }: Edit, session: ClientSession): Promise<void> {
    const [held, wanted] = [before, after].map(({ kind, referenceCampaign }) => (kind === 'collaborative' ? referenceCampaign : null)) as [string | null, string | null];
    if (held === wanted) return;
    if (held !== null) await this.campaigns.detachReference(held, before._id, session);
    if (wanted !== null) await this.campaigns.attachReference(wanted, before._id, before.cycle, session);
  }

  /** Orders are late for the deadline that holds; the next look marks them again where that one has passed too. */
  private async forgetLateOrders({ before, after, at }: Edit, session: ClientSession): Promise<void> {
    const { personalizationDeadline: deadline } = before;
    if (deadline === null || deadline > at || deadline.getTime() === after.personalizationDeadline?.getTime()) return;
    await this.ports.orders.forgetLate(before._id, before.cycle, session);
  }

  private async save(edit: Edit, session: ClientSession): Promise<CampaignPackage> {
    const { actor, before, after, changes, at } = edit;
    const set = { ...contentOf(after), ...followingDates(before, after, at), ...subscribing(before, after, at) };
    const move = { campaignPackage: before, by: actor.email, at, changes };
    if (before.status === 'rejected') return this.life.apply({ ...move, command: 'edit', set: { ...set, ...unsubmitted(after) } }, session);
    const isVoid = (before.status === 'pending-approval' || before.status === 'approved') && fingerprintOf(before) !== fingerprintOf(after);
    if (isVoid) return this.life.apply({ ...move, command: 'void-approval', set: { ...set, approval: null, ...unsubmitted(after) } }, session);
    return this.saveInPlace(edit, set, session);
  }

  private async saveInPlace({ actor, before, after, changes, at }: Edit, set: Partial<CampaignPackage>, session: ClientSession): Promise<CampaignPackage> {
    const saved = await refuseTakenReference(after.referenceCampaign, () =>
      this.packages
        .findOneAndUpdate(
          { _id: before._id, version: before.version },
          { $set: { ...set, ...lateness({ ...after, ...set }), ...listed(after), ...owed({ ...after, ...set }), modifiedAt: at, modifiedBy: actor.email }, $inc: { version: 1 } },
          { session, returnDocument: 'after' },
        )
        .lean(),
    );
    const { _id: code, cycle, status } = before;
    await this.journal.record({ at, by: actor.email, subject: code, subjectKind: 'package', cycle, command: 'edit', from: status, to: status, changes }, session);
    const added = status === 'published' ? addedEntities(before, after) : [];
    await this.outbox.record(
      [
        { type: 'package.edited', subject: code, data: { code, cycle, status, fields: changes.map((change) => change.field), by: actor.email, at } },
        // Those are told at once of a package that is published already.
        ...(added.length > 0 ? [{ type: 'package.audience-extended', subject: code, data: { code, cycle, kind: before.kind, orderApproval: before.orderApproval, entities: added, by: actor.email, at } }] : []),
      ],
      session,
    );
    return saved as CampaignPackage;
  }
}

function contentOf(after: CampaignPackage): Partial<CampaignPackage> {
  const { label, kind, distributionLevel, referenceCampaign, folder, schedule, availableAt, registrationDeadline, personalizationDeadline } = after;
  const { audience, orderApproval, allowMultipleOrders, reviewers, approvalDeadline, reminders, assignedTo, form } = after;
  const dates = { schedule, availableAt, registrationDeadline, personalizationDeadline, approvalDeadline, reminders };
  return { label, kind, distributionLevel, referenceCampaign, folder, ...dates, audience, orderApproval, allowMultipleOrders, reviewers, assignedTo, form };
}

/** The submission is over; a deadline that nobody chose ends with it. */
function unsubmitted(after: CampaignPackage): Partial<CampaignPackage> {
  return { submittedBy: null, submittedAt: null, plannedReminders: [], fingerprint: null, ...(approvalDeadlineIsDefault(after) ? { approvalDeadline: null } : {}) };
}

/** Registration that an edit opens again closes again, and is counted again; incomplete orders are late for the deadline that holds. */
function followingDates(before: CampaignPackage, after: CampaignPackage, at: Date): Partial<CampaignPackage> {
  const isOpen = after.registrationDeadline === null || after.registrationDeadline > at;
  const isSame = after.personalizationDeadline?.getTime() === before.personalizationDeadline?.getTime();
  return {
    awaitingAtClose: isOpen ? null : before.awaitingAtClose,
    lateOrdersFor: isSame ? before.lateOrdersFor : null,
    plannedReminders: before.status === 'pending-approval' ? replannedReminders(after, before.plannedReminders, at) : before.plannedReminders,
  };
}

/** Entities added to a package that is published already are subscribed at once, where that is automatic. */
function subscribing(before: CampaignPackage, after: CampaignPackage, at: Date): Partial<CampaignPackage> {
  return before.status === 'published' && isAutomatic(after) && addedEntities(before, after).length > 0 ? { subscribing: at } : {};
}
