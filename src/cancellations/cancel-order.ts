import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';

import { CampaignEndings } from '../campaigns/campaign-endings.js';
import { CampaignsService } from '../campaigns/campaigns.service.js';
import { Clock } from '../clock/clock.js';
import { CodesService } from '../codes/codes.service.js';
import { GatesService } from '../gates/gates.service.js';
import { CommandRunner } from '../lifecycle/command-runner.js';
import { LifecycleApplier } from '../lifecycle/lifecycle-applier.js';
import { jobToAdd } from '../messaging/queue.js';
import type { Actor } from '../operators/actor.js';
import { demand } from '../operators/operators.policy.js';
import { orderLifecycle } from '../orders/order.lifecycle.js';
import { isHeadOffice } from '../orders/order.rights.js';
import type { Order } from '../orders/order.schema.js';
import { OrdersService } from '../orders/orders.service.js';
import type { CampaignPackage } from '../packages/package.schema.js';
import { type Cancellation, factsOf, STEPS_OF } from './cancellation.schema.js';
import { onlyCentralCancelsAvailable } from './cancellations.errors.js';
import { cancellationsQueue } from './cancellations.queue.js';

/** What canceling an order answers: the order as it is now, and the cancellation where there is or was one. */
export interface OrderCanceledNow {
  order: Order;
  cancellation: Cancellation | null;
  created: boolean;
}

/** Cancels one order: withdrawn at once before it is available, a durable cancellation of its own after. */
@Injectable()
export class CancelOrder {
  constructor(
    @InjectModel('Order') private readonly stored: Model<Order>,
    @InjectModel('CampaignPackage') private readonly packages: Model<CampaignPackage>,
    @InjectModel('Cancellation') private readonly cancellations: Model<Cancellation>,
    private readonly orders: OrdersService,
    private readonly campaigns: CampaignsService,
    private readonly endings: CampaignEndings,
    private readonly gates: GatesService,
    private readonly applier: LifecycleApplier,
    private readonly runner: CommandRunner,
    private readonly codes: CodesService,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `not-found`, `forbidden`, `order-available` (a local operator, too late),
   * `invalid-transition` (rejected), `cycle-closed`
   */
  async cancel(actor: Actor, code: string, comment: string | null): Promise<OrderCanceledNow> {
    const seen = await this.orders.get(actor, code);
    if (seen.status === 'canceled') return this.answerWithFirst(seen);
    try {
      if (seen.status === 'available') return await this.cancelAvailable(actor, seen, comment);
      return { order: await this.orders.withdraw(actor, code, { comment }), cancellation: null, created: true };
    } catch (error) {
      const present = await this.orders.get(actor, code);
      // It moved on meanwhile (approved, canceled with its package): asked again as what it is now.
      if (present.status === seen.status) throw error;
      return this.cancel(actor, code, comment);
    }
  }

  private async cancelAvailable(actor: Actor, seen: Order, comment: string | null): Promise<OrderCanceledNow> {
    const cancellation = await this.codes.take('cancellation');
    return this.runner.run({ actor, subject: seen._id, subjectKind: 'order', command: 'cancel', cycle: seen.cycle }, async (session) => {
      demand(actor, 'orders', 'steer', seen._id, seen.entity);
      if (!isHeadOffice(actor)) throw onlyCentralCancelsAvailable(seen._id);
      return this.accept(actor, seen._id, cancellation, comment, session);
    });
  }

  private async accept(actor: Actor, code: string, cancellation: string, comment: string | null, session: ClientSession): Promise<OrderCanceledNow> {
    const order = (await this.stored.findById(code, null, { session }).orFail().lean()) as Order;
    const at = this.clock.now();
    const reference = await this.conflictWithBirths(order, session);
    const accepted = await this.record(actor, order, { cancellation, comment, at, reference }, session);
    const canceled = { at, by: actor.email, comment, cancellation };
    const after = await this.applier.applyOne({
      lifecycle: orderLifecycle,
      model: this.stored,
      command: 'cancel',
      thing: order,
      context: { now: at },
      by: actor.email,
      at,
      set: { canceled, liveKey: null, lateSince: null },
      comment,
      correlation: cancellation,
      related: [order.package, cancellation],
      eventData: { package: order.package, entity: order.entity, cancellation },
      jobs: [jobToAdd(cancellationsQueue, 'plan-cancellation', { cancellation })],
      session,
    });
    if (order.campaign !== null) await this.endings.cancel(order.campaign, canceled, session);
    return { order: after, cancellation: accepted, created: true };
  }

  /**
   * Writes what every birth under the order writes too: its gate (a cancel of the whole package), and
   * the reference campaign, so that a delivery which starts meanwhile either knows that this order is
   * gone or is seen by the plan.
   * @returns the reference whose deliveries may owe the entity messages
   */
  private async conflictWithBirths(order: Order, session: ClientSession): Promise<string | null> {
    // A local order belongs to its entity: no gate, and its reference was only a template.
    if (order.packageKind === 'local') return null;
    await this.gates.pass(order.package, order.cycle, session);
    const campaignPackage = await this.packages.findById(order.package, { referenceCampaign: 1 }, { session }).orFail().lean();
    if (campaignPackage.referenceCampaign !== null) await this.campaigns.noteDraft(campaignPackage.referenceCampaign, session);
    return campaignPackage.referenceCampaign;
  }

  private async record(actor: Actor, order: Order, decision: { cancellation: string; comment: string | null; at: Date; reference: string | null }, session: ClientSession): Promise<Cancellation> {
    const campaignPackage = await this.packages.findById(order.package, null, { session }).orFail().lean();
    const accepted: Cancellation = {
      _id: decision.cancellation,
      kind: 'order',
      package: order.package,
      cycle: order.cycle,
      order: order._id,
      entity: order.entity,
      child: order.campaign,
      reference: decision.reference,
      key: order._id,
      state: 'running',
      canceledAt: decision.at,
      finishedAt: null,
      comment: decision.comment,
      by: actor.email,
      byName: actor.name,
      wasPublished: campaignPackage.status === 'published',
      facts: factsOf(campaignPackage),
      plannedAt: null,
      steps: [...STEPS_OF.order],
      queuedAt: {},
      correction: null,
      version: 1,
    };
    await this.cancellations.insertMany([accepted], { session });
    return accepted;
  }

  private async answerWithFirst(order: Order): Promise<OrderCanceledNow> {
    const first = order.canceled?.cancellation ?? null;
    return { order, cancellation: first === null ? null : await this.cancellations.findById(first).lean(), created: false };
  }
}
