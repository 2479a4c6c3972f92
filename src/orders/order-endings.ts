import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, QueryFilter } from 'mongoose';

import { Clock } from '../clock/clock.js';
import { GatesService } from '../gates/gates.service.js';
import { CommandRunner } from '../lifecycle/command-runner.js';
import { LifecycleApplier } from '../lifecycle/lifecycle-applier.js';
import type { Actor } from '../operators/actor.js';
import { demand } from '../operators/operators.policy.js';
import { PackagesService } from '../packages/packages.service.js';
import { orderLifecycle } from './order.lifecycle.js';
import { allowedCommands, isHeadOffice } from './order.rights.js';
import { LIVE_ORDER_STATUSES, type Order, type OrderCanceled, type OrderStatus } from './order.schema.js';
import { OrderStore } from './order-store.js';
import { choiceIsOver } from './order.window.js';
import { availableNeedsCancellation, becomingAvailable } from './orders.errors.js';

export interface OrderRange extends OrderCanceled {
  package: string;
  cycle: number;
  /** Ordinals, both included. */
  from: number;
  to: number;
  /** Only orders in these; missing: every live one. */
  statuses?: readonly OrderStatus[];
}

/** How orders end before their time: withdrawn one by one, or with their cycle. */
@Injectable()
export class OrderEndings {
  constructor(
    @InjectModel('Order') private readonly orders: Model<Order>,
    private readonly store: OrderStore,
    private readonly packages: PackagesService,
    private readonly gates: GatesService,
    private readonly applier: LifecycleApplier,
    private readonly runner: CommandRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * Cancels an order that is not available yet, by its entity or by head office.
   * @throws DomainError `order-available` (it became available meanwhile: a cancellation of its own; an entity also from the availability date on),
   * `invalid-transition`, `package-canceled`, `cycle-closed`
   */
  async withdraw(actor: Actor, code: string, comment: string | null): Promise<Order> {
    const seen = await this.store.get(actor, code);
    demand(actor, 'orders', 'steer', code, seen.entity);
    return this.runner.run({ actor, subject: code, subjectKind: 'order', command: 'cancel', cycle: seen.cycle }, async (session) => {
      const { order, campaignPackage } = await this.store.open(code, session);
      if (order.status === 'available') throw availableNeedsCancellation(code);
      if (order.packageKind === 'collaborative') await this.gates.pass(order.package, order.cycle, session);
      const at = this.clock.now();
      const by = actor.email;
      const tooLate = order.status === 'approved' && !isHeadOffice(actor) ? choiceIsOver(campaignPackage, at) : undefined;
      if (tooLate !== undefined) throw becomingAvailable(tooLate, allowedCommands(actor, { order, campaignPackage, reviewers: [], now: at }));
      const canceled = await this.applier.applyOne({
        lifecycle: orderLifecycle,
        model: this.orders,
        command: 'cancel',
        thing: order,
        context: { now: at },
        by,
        at,
        set: { canceled: { at, by, comment, cancellation: null }, liveKey: null, lateSince: null },
        comment,
        related: [order.package],
        eventData: { package: order.package, entity: order.entity },
        session,
      });
      if (order.status === 'ordered') await this.packages.noteDecided(order.package, order.cycle, session);
      return canceled;
    });
  }

  /**
   * Writes down that the orders of a range are canceled with their cycle, in one update. Running it
   * again finds nothing left to do.
   * @returns the codes that changed
   */
  async cancelRange(range: OrderRange, session: ClientSession): Promise<string[]> {
    const { at, by, comment, cancellation, from, to } = range;
    const statuses = [...(range.statuses ?? LIVE_ORDER_STATUSES)];
    return this.applier.applyRange({
      lifecycle: orderLifecycle,
      model: this.orders,
      command: 'cancel',
      subject: range.package,
      cycle: range.cycle,
      scope: { package: range.package, cycle: range.cycle, ordinal: { $gte: from, $lte: to }, $and: [{ status: { $in: statuses } }] } as QueryFilter<Order>,
      ordinals: { from, to },
      by,
      at,
      set: { canceled: { at, by, comment, cancellation } satisfies OrderCanceled, liveKey: null, lateSince: null },
      comment,
      correlation: cancellation,
      session,
    });
  }
}
