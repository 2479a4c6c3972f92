import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, QueryFilter } from 'mongoose';

import { Clock } from '../clock/clock.js';
import { EntitiesService } from '../entities/entities.service.js';
import { JournalService } from '../journal/journal.service.js';
import { targetOf } from '../lifecycle/define-lifecycle.js';
import { LifecycleApplier } from '../lifecycle/lifecycle-applier.js';
import { SYSTEM } from '../operators/actor.js';
import { Outbox } from '../outbox/outbox.js';
import type { CampaignPackage } from '../packages/package.schema.js';
import { lateSinceOf } from './order.late.js';
import { orderLifecycle } from './order.lifecycle.js';
import { fitParameters } from './order.parameters.js';
import { draftOf } from './order-placing.js';
import type { Order, OrderCanceled, OrderStatus } from './order.schema.js';
import type { SubscribedOrder, SubscriptionPlan } from './order.subscription.js';
import { leftTheAudience } from './orders.errors.js';

export interface SubscriptionBirth {
  entity: string;
  code: string;
  ordinal: number;
}

/** The decision that all of them carry out: the approval of their package. */
interface Decision {
  /** E-mail of who approved the package. */
  by: string;
  at: Date;
  session: ClientSession;
}

/** Writes what a plan of subscriptions says: one write, one journal row and one event for all orders that change alike. */
@Injectable()
export class SubscriptionWriter {
  constructor(
    @InjectModel('Order') private readonly orders: Model<Order>,
    private readonly entities: EntitiesService,
    private readonly applier: LifecycleApplier,
    private readonly journal: JournalService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** In a transaction that has passed a gate of the package's cycle. */
  async write(campaignPackage: CampaignPackage, { takenUp, outgrown, outside }: Omit<SubscriptionPlan, 'missing'>, births: readonly SubscriptionBirth[], session: ClientSession): Promise<void> {
    const decision = { by: campaignPackage.approval?.by ?? SYSTEM.email, at: this.clock.now(), session };
    await this.bear(campaignPackage, births, decision);
    await this.takeUp(campaignPackage, takenUp, decision);
    await this.fit(campaignPackage, [...takenUp, ...outgrown], decision);
    await this.leaveOut(campaignPackage, outside, decision);
  }

  private async bear(campaignPackage: CampaignPackage, births: readonly SubscriptionBirth[], { by, at, session }: Decision): Promise<void> {
    if (births.length === 0) return;
    const { _id: code, cycle } = campaignPackage;
    const orders = births.map((birth) => subscribed(campaignPackage, birth, { by, at }));
    await this.orders.insertMany(orders, { session });
    const ordinals = births.map((birth) => birth.ordinal);
    const subject = `${code}:orders ${Math.min(...ordinals)}-${Math.max(...ordinals)}`;
    await this.journal.record({ at, by: SYSTEM.email, subject, subjectKind: 'order', cycle, command: 'pre-subscribe', to: 'approved', related: [code] }, session);
    await this.outbox.record({ type: 'order.pre-subscribed', subject: code, data: { package: code, codes: births.map((birth) => birth.code), cycle, to: 'approved', by, at, comment: null } }, session);
  }

  private async takeUp(campaignPackage: CampaignPackage, drafts: readonly SubscribedOrder[], { by, at, session }: Decision): Promise<void> {
    if (drafts.length === 0) return;
    await this.applier.applyRange({ ...rangeOf(campaignPackage, drafts), lifecycle: orderLifecycle, model: this.orders, command: 'pre-subscribe', by, at, set: { approval: { by, at } }, session });
  }

  /** Fills in what the form has and the order has not, and takes away what the form does not take. */
  private async fit(campaignPackage: CampaignPackage, orders: readonly SubscribedOrder[], { at, session }: Decision): Promise<void> {
    const { _id: code, cycle, form } = campaignPackage;
    const fitted = orders
      .map((order) => ({ order, ...fitParameters(form, order.parameters) }))
      .filter(({ order, parameters, incomplete }) => incomplete !== order.incomplete || JSON.stringify(parameters) !== JSON.stringify(order.parameters));
    if (fitted.length === 0) return;
    await this.orders.bulkWrite(
      fitted.map(({ order, parameters, incomplete }) => {
        const lateSince = lateSinceOf({ status: 'approved', incomplete, cycle, packageKind: 'collaborative' }, campaignPackage, at);
        return { updateOne: { filter: { _id: order._id }, update: { $set: { parameters, incomplete, lateSince, modifiedAt: at, modifiedBy: SYSTEM.email }, $inc: { version: 1 } } } };
      }),
      { session },
    );
    const changes = ({ order, parameters }: (typeof fitted)[number]) => [{ field: 'parameters', from: order.parameters, to: parameters }];
    await this.journal.record(
      fitted.map((one) => ({ at, by: SYSTEM.email, subject: one.order._id, subjectKind: 'order', cycle, command: 'edit', from: 'approved', to: 'approved', changes: changes(one), related: [code] })),
      session,
    );
    await this.outbox.record({ type: 'order.edited', subject: code, data: { package: code, codes: fitted.map(({ order }) => order._id), cycle, fields: ['parameters'], by: SYSTEM.email, at } }, session);
  }

  private async leaveOut(campaignPackage: CampaignPackage, orders: readonly SubscribedOrder[], { by, at, session }: Decision): Promise<void> {
    if (orders.length === 0) return;
    const entities = await this.entities.byCodes(orders.map((order) => order.entity));
    const localeOf = new Map(entities.map((entity) => [entity._id, entity.locale]));
    for (const [locale, some] of Map.groupBy(orders, (order) => localeOf.get(order.entity) ?? 'en')) {
      const comment = leftTheAudience(campaignPackage._id)[locale];
      const canceled: OrderCanceled = { at, by, comment, cancellation: null, reason: 'audience' };
      await this.applier.applyRange({ ...rangeOf(campaignPackage, some), lifecycle: orderLifecycle, model: this.orders, command: 'cancel', by, at, set: { canceled, liveKey: null, lateSince: null }, comment, session });
    }
  }
}

function rangeOf({ _id: code, cycle }: CampaignPackage, orders: readonly SubscribedOrder[]): { subject: string; cycle: number; scope: QueryFilter<Order>; ordinals: { from: number; to: number }; eventData: { package: string } } {
  const ordinals = orders.map((order) => order.ordinal);
  return {
    subject: code,
    cycle,
    scope: { _id: { $in: orders.map((order) => order._id) } } as QueryFilter<Order>,
    ordinals: { from: Math.min(...ordinals), to: Math.max(...ordinals) },
    eventData: { package: code },
  };
}

/** The order as it is born: approved with its package. */
function subscribed(campaignPackage: CampaignPackage, { entity, code, ordinal }: SubscriptionBirth, { by, at }: { by: string; at: Date }): Order {
  const body = { package: campaignPackage._id, entity, assignedTo: null, comment: null, parameters: {}, place: false };
  const draft = draftOf(campaignPackage, { code, entity, ordinal, body, by: SYSTEM.email, at });
  const status = targetOf(orderLifecycle.commands['pre-subscribe'], draft.status) as OrderStatus;
  const { parameters, incomplete } = fitParameters(campaignPackage.form, draft.parameters);
  const born = { ...draft, status, parameters, incomplete, approval: { by, at } };
  return {
    ...born,
    lateSince: lateSinceOf(born, campaignPackage, at),
    history: [{ command: 'pre-subscribe', from: draft.status, to: status, at, by, comment: null, correlation: null }],
  };
}
