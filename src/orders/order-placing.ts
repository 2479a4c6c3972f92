import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, QueryFilter } from 'mongoose';

import { Clock } from '../clock/clock.js';
import { CodesService } from '../codes/codes.service.js';
import { EntitiesService } from '../entities/entities.service.js';
import { DomainError, invalidFields, notFound } from '../errors/domain-error.js';
import { GatesService } from '../gates/gates.service.js';
import { JournalService } from '../journal/journal.service.js';
import { CommandRunner } from '../lifecycle/command-runner.js';
import { LifecycleApplier } from '../lifecycle/lifecycle-applier.js';
import { invalidTransition } from '../lifecycle/lifecycle.errors.js';
import type { Actor } from '../operators/actor.js';
import { demand, demandAny, may } from '../operators/operators.policy.js';
import { Outbox } from '../outbox/outbox.js';
import { isForEntity } from '../packages/package.offers.js';
import type { CampaignPackage } from '../packages/package.schema.js';
import { PackagesService } from '../packages/packages.service.js';
import { OrderAssignees } from './order-assignees.js';
import { lateSinceOf } from './order.late.js';
import { orderLifecycle } from './order.lifecycle.js';
import { checkParameters } from './order.parameters.js';
import type { NewOrder } from './order.requests.js';
import { isLeftBehind } from './order.rights.js';
import type { Order } from './order.schema.js';
import { type Opened, OrderStore } from './order-store.js';
import { offerIsClosed, registrationIsClosed } from './order.window.js';
import { alreadyOrdered, draftOfEarlierCycle, entityIsMissing, noLongerOffered, notOffered, notOpen, parametersAreWrong } from './orders.errors.js';

const DUPLICATE_KEY = 11_000;

/** Draft and place: the birth of an order. */
@Injectable()
export class OrderPlacing {
  constructor(
    @InjectModel('Order') private readonly orders: Model<Order>,
    @InjectModel('CampaignPackage') private readonly packages: Model<CampaignPackage>,
    private readonly offers: PackagesService,
    private readonly entities: EntitiesService,
    private readonly assignees: OrderAssignees,
    private readonly store: OrderStore,
    private readonly gates: GatesService,
    private readonly applier: LifecycleApplier,
    private readonly runner: CommandRunner,
    private readonly codes: CodesService,
    private readonly journal: JournalService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Drafts an order; with `place` places it in the same transaction.
   * @throws DomainError `not-found` (package or entity not the actor's), `invalid-fields`,
   * `not-open-to-orders`, `already-ordered`, `package-canceled`
   */
  async create(actor: Actor, body: NewOrder): Promise<Order> {
    demandAny(actor, 'orders', 'write');
    const entity = await this.entityOf(actor, body.entity);
    const offered = await this.offers.get(actor, body.package).catch((error: unknown) => {
      throw error instanceof DomainError && error.kind === 'not-found' ? notFound(body.package, 'package') : error;
    });
    await this.assignees.refuseUnknown(body.assignedTo, entity);
    const code = await this.codes.take('order');
    // A refused order never was: its package's journal keeps the attempt.
    return this.runner.run({ actor, subject: offered._id, subjectKind: 'package', command: 'order', cycle: offered.cycle }, async (session) => {
      const campaignPackage = (await this.packages.findById(body.package, null, { session }).orFail().lean()) as CampaignPackage;
      const now = this.clock.now();
      // The gate speaks first: an order of a canceled package is refused as such, whatever its dates.
      const ordinal = await this.gates.pass(campaignPackage._id, campaignPackage.cycle, session);
      const obstacle = offerIsClosed(campaignPackage, now) ?? (body.place ? registrationIsClosed(campaignPackage, now) : undefined);
      if (obstacle !== undefined) throw notOpen(obstacle, []);
      if (!isForEntity(campaignPackage, entity)) throw notOffered(campaignPackage._id, entity);
      const order = draftOf(campaignPackage, { code, entity, ordinal, body, by: actor.email, at: now });
      await this.insert(order, session);
      if (!body.place) return order;
      const checked = checkParameters(campaignPackage.form, order.parameters, campaignPackage.personalizationDeadline !== null);
      if (checked.errors.length > 0) throw invalidFields(checked.errors);
      return this.apply(actor, { order, campaignPackage }, { ...checked, comment: null }, now, session);
    });
  }

  /**
   * Places a draft.
   * @throws DomainError `not-open-to-orders` (says when it is), `not-offered`, `parameters-wrong`, `invalid-transition`,
   * `package-canceled`, `cycle-closed`
   */
  async place(actor: Actor, code: string, comment: string | null): Promise<Order> {
    const seen = await this.store.get(actor, code);
    demand(actor, 'orders', 'steer', code, seen.entity);
    return this.runner.run({ actor, subject: code, subjectKind: 'order', command: 'place', cycle: seen.cycle }, async (session) => {
      const { order, campaignPackage } = await this.store.open(code, session);
      if (order.status !== 'draft') throw invalidTransition(orderLifecycle, code, 'place', order.status);
      if (isLeftBehind(order, campaignPackage)) throw draftOfEarlierCycle(code, order.package, order.cycle);
      await this.gates.pass(order.package, order.cycle, session);
      const now = this.clock.now();
      const obstacle = registrationIsClosed(campaignPackage, now);
      if (obstacle !== undefined) throw notOpen(obstacle, ['edit', 'cancel']);
      if (!isForEntity(campaignPackage, order.entity)) throw noLongerOffered(code, order.package, order.entity);
      const checked = checkParameters(campaignPackage.form, order.parameters, campaignPackage.personalizationDeadline !== null);
      if (checked.errors.length > 0) throw parametersAreWrong(code, checked.errors);
      return this.apply(actor, { order, campaignPackage }, { ...checked, comment }, now, session);
    });
  }

  private async apply(actor: Actor, { order, campaignPackage }: Opened, { parameters, incomplete, comment }: Pick<Order, 'parameters' | 'incomplete' | 'comment'>, now: Date, session: ClientSession): Promise<Order> {
    const lateSince = lateSinceOf({ ...order, status: 'ordered', incomplete }, campaignPackage, now);
    return this.applier.applyOne({
      lifecycle: orderLifecycle,
      model: this.orders,
      command: 'place',
      thing: order,
      context: { now },
      by: actor.email,
      at: now,
      set: { parameters, incomplete, lateSince, orderedAt: now },
      comment,
      related: [order.package],
      eventData: { package: order.package, entity: order.entity },
      session,
    });
  }

  /** A local operator orders for their own entity; naming another is as if it did not exist. */
  private async entityOf(actor: Actor, named: string | undefined): Promise<string> {
    const entity = named ?? (actor.role === 'local' ? actor.entity : null);
    if (entity === null) throw entityIsMissing();
    if (!may(actor, 'orders', 'write', entity)) throw notFound(entity, 'entity');
    if (!(await this.entities.existing([entity])).has(entity)) {
      throw invalidFields([{ field: 'entity', message: { en: `There is no ${entity}.`, fr: `${entity} n’existe pas.` } }]);
    }
    return entity;
  }

  private async insert(order: Order, session: ClientSession): Promise<void> {
    const { _id: code, package: campaignPackage, entity, cycle, createdBy: by, createdAt: at } = order;
    try {
      await this.orders.insertMany([order], { session });
    } catch (error) {
      if (!isSecondLive(error)) throw error;
      const present = await this.orders.findOne({ liveKey: { $eq: order.liveKey, $type: 'string' } } as QueryFilter<Order>, { _id: 1 }).lean();
      throw alreadyOrdered(campaignPackage, entity, present?._id ?? null);
    }
    await this.journal.record({ at, by, subject: code, subjectKind: 'order', cycle, command: 'create', to: order.status, related: [campaignPackage] }, session);
    await this.outbox.record({ type: 'order.created', subject: code, data: { code, package: campaignPackage, entity, cycle, by, at } }, session);
  }
}

/** The unique index of live orders refused it (order.schema.ts, `oneLive`). */
function isSecondLive(error: unknown): boolean {
  const { code, message } = error as { code?: number; message?: string };
  return code === DUPLICATE_KEY && message?.includes('oneLive') === true;
}

export function draftOf(campaignPackage: CampaignPackage, birth: { code: string; entity: string; ordinal: number; body: NewOrder; by: string; at: Date }): Order {
  const { code, entity, ordinal, body, by, at } = birth;
  const one = campaignPackage.kind === 'collaborative' || !campaignPackage.allowMultipleOrders;
  return {
    _id: code,
    label: body.label ?? campaignPackage.label,
    package: campaignPackage._id,
    packageKind: campaignPackage.kind,
    entity,
    liveKey: one ? `${campaignPackage._id}:${campaignPackage.cycle}:${entity}` : null,
    cycle: campaignPackage.cycle,
    ordinal,
    status: orderLifecycle.initial,
    statusSince: at,
    assignedTo: body.assignedTo,
    comment: body.comment,
    parameters: Object.fromEntries(Object.entries(body.parameters).filter(([, value]) => value !== null)),
    incomplete: false,
    lateSince: null,
    campaign: null,
    orderedAt: null,
    approval: null,
    rejection: null,
    availableAt: null,
    canceled: null,
    history: [],
    version: 1,
    createdAt: at,
    createdBy: by,
    modifiedAt: at,
    modifiedBy: by,
  };
}
