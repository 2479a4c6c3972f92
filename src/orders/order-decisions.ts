import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';

import { Clock } from '../clock/clock.js';
import { CodesService } from '../codes/codes.service.js';
import { GatesService } from '../gates/gates.service.js';
import { CommandRunner } from '../lifecycle/command-runner.js';
import { commandsFrom } from '../lifecycle/define-lifecycle.js';
import { LifecycleApplier } from '../lifecycle/lifecycle-applier.js';
import type { Actor } from '../operators/actor.js';
import { mayNot } from '../operators/operators.policy.js';
import { PackagesService } from '../packages/packages.service.js';
import { OrderChildren } from './order-children.js';
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
    private readonly children: OrderChildren,
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
      const campaign = await this.children.make(approved, campaignPackage, { code: child, by: actor.email, at: now }, session);
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
        set: { rejection: { by: actor.email, at: now, comment }, liveKey: null, lateSince: null },
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
}

function refuseDecided(order: Order): void {
  const allowed = commandsFrom(orderLifecycle, order.status);
  if (order.status === 'rejected' && order.rejection !== null) throw alreadyDecided(order._id, order.rejection, 'rejected', allowed);
  if ((order.status === 'approved' || order.status === 'available') && order.approval !== null) throw alreadyDecided(order._id, order.approval, 'approved', allowed);
}
