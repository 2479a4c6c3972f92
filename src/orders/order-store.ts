import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';

import { Clock } from '../clock/clock.js';
import { EntitiesService } from '../entities/entities.service.js';
import { notFound } from '../errors/domain-error.js';
import { cycleClosed } from '../gates/gates.errors.js';
import type { Actor } from '../operators/actor.js';
import { demand, may } from '../operators/operators.policy.js';
import type { CampaignPackage } from '../packages/package.schema.js';
import { ClosuresService } from './closures.service.js';
import type { OrderFacts } from './order.rights.js';
import type { Order } from './order.schema.js';
import { closedBy, effective } from './order.status.js';

/** An order and its package, as a command finds them. */
export interface Opened {
  order: Order;
  campaignPackage: CampaignPackage;
}

/** Reads orders as they must be seen, with what decides about them. */
@Injectable()
export class OrderStore {
  constructor(
    @InjectModel('Order') private readonly orders: Model<Order>,
    @InjectModel('CampaignPackage') private readonly packages: Model<CampaignPackage>,
    private readonly closures: ClosuresService,
    private readonly entities: EntitiesService,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found`, also for what is not the actor's to know */
  async get(actor: Actor, code: string): Promise<Order> {
    const order = (await this.orders.findById(code).lean()) as Order | null;
    if (order === null) throw notFound(code);
    demand(actor, 'orders', 'read', code, order.entity);
    return effective(order, await this.closures.of(order.package, order.cycle));
  }

  /**
   * The order as stored and its package, inside the transaction of a command.
   * @throws DomainError `package-canceled`, `cycle-closed`: a closed cycle refuses every command
   */
  async open(code: string, session: ClientSession): Promise<Opened> {
    const order = (await this.orders.findById(code, null, { session }).lean()) as Order | null;
    if (order === null) throw notFound(code);
    const campaignPackage = (await this.packages.findById(order.package, null, { session }).lean()) as CampaignPackage | null;
    if (campaignPackage === null) throw notFound(order.package);
    const closed = closedBy(order, campaignPackage);
    if (closed !== null) throw cycleClosed(order.package, order.cycle, closed);
    return { order, campaignPackage };
  }

  /** Whom the entity named to review its orders. */
  async reviewersOf(entity: string): Promise<readonly string[]> {
    const [found] = await this.entities.byCodes([entity]);
    return found?.orderReviewers ?? [];
  }

  /** What decides about each of these orders (as they read) for this reader, with one query a kind of thing; an order whose package is gone has none. */
  async factsOf(actor: Actor, orders: readonly Order[]): Promise<Map<string, OrderFacts>> {
    const packageCodes = [...new Set(orders.map((order) => order.package))];
    // Head office decides about every order, whomever its entity named.
    const entityCodes = may(actor, 'orders', 'decide') ? [] : [...new Set(orders.map((order) => order.entity))];
    const [packages, entities] = await Promise.all([this.packages.find({ _id: { $in: packageCodes } }).lean() as Promise<CampaignPackage[]>, entityCodes.length === 0 ? [] : this.entities.byCodes(entityCodes)]);
    const packageOf = new Map(packages.map((one) => [one._id, one]));
    const reviewersOf = new Map(entities.map((one) => [one._id, one.orderReviewers]));
    const now = this.clock.now();
    return new Map(
      orders.flatMap((order) => {
        const campaignPackage = packageOf.get(order.package);
        return campaignPackage === undefined ? [] : [[order._id, { order, campaignPackage, reviewers: reviewersOf.get(order.entity) ?? [], now }]];
      }),
    );
  }
}
