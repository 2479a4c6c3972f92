import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import { Clock } from '../clock/clock.js';
import { invalidFields } from '../errors/domain-error.js';
import { GatesService } from '../gates/gates.service.js';
import type { FieldChange } from '../journal/journal.schema.js';
import { JournalService } from '../journal/journal.service.js';
import { CommandRunner } from '../lifecycle/command-runner.js';
import type { Actor } from '../operators/actor.js';
import { demand } from '../operators/operators.policy.js';
import { Outbox } from '../outbox/outbox.js';
import type { CampaignPackage } from '../packages/package.schema.js';
import { expectVersion } from '../storage/version.js';
import { OrderAssignees } from './order-assignees.js';
import { lateSinceOf } from './order.late.js';
import { checkParameters, mergeParameters } from './order.parameters.js';
import type { OrderPatch } from './order.requests.js';
import { allowedCommands, EDITABLE_FIELDS, type EditableField, editableFields } from './order.rights.js';
import type { Order } from './order.schema.js';
import { OrderStore } from './order-store.js';
import { termsOf } from './order.terms.js';
import { fieldsAreClosed } from './orders.errors.js';

type Editable = Pick<Order, EditableField | 'incomplete'>;

@Injectable()
export class OrderEditing {
  constructor(
    @InjectModel('Order') private readonly orders: Model<Order>,
    private readonly assignees: OrderAssignees,
    private readonly store: OrderStore,
    private readonly gates: GatesService,
    private readonly runner: CommandRunner,
    private readonly journal: JournalService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Changes label, assigned to, comment, parameters, as far as the actor may now.
   * @throws DomainError `version-missing`, `stale-version`, `invalid-fields`, `not-editable` (names the
   * fields), `package-canceled`, `cycle-closed`
   */
  async edit(actor: Actor, code: string, patch: OrderPatch, version: number | undefined): Promise<Order> {
    const seen = await this.store.get(actor, code);
    demand(actor, 'orders', 'write', code, seen.entity);
    expectVersion(code, seen.version, version);
    await this.assignees.refuseUnknown(patch.assignedTo, seen.entity);
    const reviewers = await this.store.reviewersOf(seen.entity);
    return this.runner.run({ actor, subject: code, subjectKind: 'order', command: 'edit', cycle: seen.cycle }, async (session) => {
      const { order, campaignPackage } = await this.store.open(code, session);
      expectVersion(code, order.version, version);
      // Meets a cancel of the package that is under way, and the marking of late orders: one of the two repeats, and reads the other.
      await this.gates.touch(order.package, order.cycle, session);
      const facts = { order, campaignPackage, reviewers, now: this.clock.now() };
      const open = editableFields(actor, facts);
      const closed = EDITABLE_FIELDS.filter((field) => patch[field] !== undefined && !open.includes(field));
      if (closed.length > 0) throw fieldsAreClosed(code, closed, allowedCommands(actor, facts));
      const next = edited(order, patch, campaignPackage);
      const lateSince = lateSinceOf({ ...order, ...next }, campaignPackage, facts.now);
      const changes = changesOf(order, next);
      if (changes.length === 0) return order;
      const by = actor.email;
      const at = facts.now;
      const saved = await this.orders
        .findOneAndUpdate({ _id: code, version: order.version, status: order.status }, { $set: { ...next, lateSince, modifiedAt: at, modifiedBy: by }, $inc: { version: 1 } }, { session, returnDocument: 'after' })
        .lean();
      if (saved === null) throw new Error(`${code} changed inside its own transaction`);
      await this.journal.record({ at, by, subject: code, subjectKind: 'order', cycle: order.cycle, command: 'edit', from: order.status, to: order.status, changes, related: [order.package] }, session);
      await this.outbox.record({ type: 'order.edited', subject: code, data: { code, package: order.package, entity: order.entity, cycle: order.cycle, fields: changes.map((change) => change.field), by, at } }, session);
      return saved as Order;
    });
  }
}

function edited(order: Order, patch: OrderPatch, campaignPackage: CampaignPackage): Editable {
  const next = {
    label: patch.label ?? order.label,
    assignedTo: patch.assignedTo === undefined ? order.assignedTo : patch.assignedTo,
    comment: patch.comment === undefined ? order.comment : patch.comment,
  };
  const { parameters, incomplete } = order;
  if (patch.parameters === undefined) return { ...next, parameters, incomplete };
  const merged = mergeParameters(parameters, patch.parameters);
  // A draft's values are checked when it is placed.
  if (order.status === 'draft') return { ...next, parameters: merged, incomplete };
  // One that was subscribed with gaps is completed step by step; no other gets a gap without a deadline to fill it.
  const { form, personalizationDeadline } = termsOf(order, campaignPackage);
  const checked = checkParameters(form, merged, personalizationDeadline !== null || order.incomplete);
  if (checked.errors.length > 0) throw invalidFields(checked.errors);
  return { ...next, parameters: checked.parameters, incomplete: checked.incomplete };
}

function changesOf(order: Order, next: Editable): FieldChange[] {
  return EDITABLE_FIELDS.filter((field) => JSON.stringify(next[field]) !== JSON.stringify(order[field])).map((field) => ({ field, from: order[field], to: next[field] }));
}
