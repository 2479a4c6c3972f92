import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';

import { CampaignsService } from '../campaigns/campaigns.service.js';
import { Clock } from '../clock/clock.js';
import { CodesService } from '../codes/codes.service.js';
import { GatesService } from '../gates/gates.service.js';
import { CommandRunner } from '../lifecycle/command-runner.js';
import { commandsFrom } from '../lifecycle/define-lifecycle.js';
import { LifecycleApplier } from '../lifecycle/lifecycle-applier.js';
import type { Actor } from '../operators/actor.js';
import { mayNot } from '../operators/operators.policy.js';
import type { CampaignPackage } from '../packages/package.schema.js';
import { PackagesService } from '../packages/packages.service.js';
import { orderLifecycle } from './order.lifecycle.js';
import { mayDecide } from './order.rights.js';
import type { Order } from './order.schema.js';
import { OrderStore } from './order-store.js';
import { alreadyDecided } from './orders.errors.js';

/** Approve and reject: by order reviewers of the entity, central and admin. */
@Injectable()
export class OrderDecisions {
  constructor(
    @InjectModel('Order') private readonly orders: Model<Order>,
    private readonly store: OrderStore,
    private readonly campaigns: CampaignsService,
    private readonly packages: PackagesService,
    private readonly gates: GatesService,
    private readonly applier: LifecycleApplier,
    private readonly runner: CommandRunner,
    private readonly codes: CodesService,
    private readonly clock: Clock,
  ) {}

  /**
   * Approved and available in one transaction, its child campaign included.
   * @throws DomainError `already-decided` (by whom, when), `invalid-transition`, `package-canceled`, `cycle-closed`
   */
  async approve(actor: Actor, code: string, comment: string | null): Promise<Order> {
    const seen = await this.mine(actor, code, 'approve');
    const child = `${seen.entity}_${await this.codes.take('campaign')}`;
    return this.runner.run({ actor, subject: code, subjectKind: 'order', command: 'approve', cycle: seen.cycle }, async (session) => {
      const { order, campaignPackage } = await this.store.open(code, session);
      refuseDecided(order);
      await this.passGate(order, session);
      const now = this.clock.now();
      const decided = { lifecycle: orderLifecycle, model: this.orders, context: { now }, by: actor.email, at: now, related: [order.package], eventData: { package: order.package, entity: order.entity }, session };
      const approved = await this.applier.applyOne({ ...decided, command: 'approve', thing: order, set: { approval: { by: actor.email, at: now } }, comment });
      await this.packages.noteDecided(order.package, order.cycle, session);
      const campaign = await this.makeChild(approved, campaignPackage, child, session);
      return this.applier.applyOne({
        ...decided,
        command: 'make-available',
        thing: approved,
        set: { availableAt: now, campaign },
        related: [order.package, ...(campaign === null ? [] : [campaign])],
        eventData: { ...decided.eventData, campaign },
      });
    });
  }

  /**
   * @param comment why: the entity reads it
   * @throws DomainError `already-decided` (by whom, when), `invalid-transition`, `package-canceled`, `cycle-closed`
   */
  async reject(actor: Actor, code: string, comment: string): Promise<Order> {
    const seen = await this.mine(actor, code, 'reject');
    return this.runner.run({ actor, subject: code, subjectKind: 'order', command: 'reject', cycle: seen.cycle }, async (session) => {
      const { order } = await this.store.open(code, session);
      refuseDecided(order);
      await this.passGate(order, session);
      const now = this.clock.now();
      const rejected = await this.applier.applyOne({
        lifecycle: orderLifecycle,
        model: this.orders,
        command: 'reject',
        thing: order,
        context: { now },
        by: actor.email,
        at: now,
        set: { rejection: { by: actor.email, at: now, comment }, liveKey: null },
        comment,
        related: [order.package],
        eventData: { package: order.package, entity: order.entity },
        session,
      });
      await this.packages.noteDecided(order.package, order.cycle, session);
      return rejected;
    });
  }

  /** The order, where the actor may decide about it. */
  private async mine(actor: Actor, code: string, command: 'approve' | 'reject'): Promise<Order> {
    const order = await this.store.get(actor, code);
    if (mayDecide(actor, order, await this.store.reviewersOf(order.entity))) return order;
    const refusal = mayNot(actor);
    await this.runner.recordRefusal({ actor, subject: code, subjectKind: 'order', command, cycle: order.cycle }, refusal);
    throw refusal;
  }

  /**
   * A write that conflicts with a cancel of the package, so that none of the two misses the other.
   * Local orders live on whatever becomes of their package: they pass none.
   */
  private async passGate(order: Order, session: ClientSession): Promise<void> {
    if (order.packageKind === 'collaborative') await this.gates.pass(order.package, order.cycle, session);
  }

  /** By-campaign and local orders get a campaign of their own; by-form and simple ones share the reference's deliveries. */
  private async makeChild(order: Order, campaignPackage: CampaignPackage, code: string, session: ClientSession): Promise<string | null> {
    const { distributionLevel, referenceCampaign } = campaignPackage;
    if (referenceCampaign === null || (distributionLevel !== 'by-campaign' && distributionLevel !== 'local')) return null;
    const child = await this.campaigns.createChild(
      {
        code,
        label: order.label,
        reference: referenceCampaign,
        order: order._id,
        orderPackage: order.package,
        package: order.packageKind === 'collaborative' ? order.package : null,
        cycle: order.cycle,
        entity: order.entity,
        ordinal: order.ordinal,
        by: order.modifiedBy,
        at: order.modifiedAt,
      },
      session,
    );
    return child._id;
  }
}

function refuseDecided(order: Order): void {
  const allowed = commandsFrom(orderLifecycle, order.status);
  if (order.status === 'rejected' && order.rejection !== null) throw alreadyDecided(order._id, order.rejection, 'rejected', allowed);
  if ((order.status === 'approved' || order.status === 'available') && order.approval !== null) throw alreadyDecided(order._id, order.approval, 'approved', allowed);
}
