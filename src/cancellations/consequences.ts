import { Injectable } from '@nestjs/common';

import type { Campaign } from '../campaigns/campaign.schema.js';
import { MessageLedger } from '../deliveries/message-ledger.js';
import type { Actor } from '../operators/actor.js';
import { demand } from '../operators/operators.policy.js';
import { OrdersService } from '../orders/orders.service.js';
import { PackageLife } from '../packages/package-life.js';
import { PackageReach } from '../packages/package-reach.js';
import { CascadeScope, type EntityToTell, type LiveDelivery } from './cascade.scope.js';
import { type ConsequenceNames, NamesOfConsequences } from './consequence-names.js';

/** What a cancel would touch: each number is the total that its step will show if nothing moves meanwhile. */
export interface Consequences {
  orders: number;
  campaigns: number;
  workflows: number;
  deliveries: number;
  /** Messages of those deliveries not handed to the mail server yet. */
  messagesPending: number;
  entities: number;
  /** (entity, address) pairs: the mails. */
  addresses: number;
  /** Only where asked for. */
  names?: ConsequenceNames;
}

const NONE: Consequences = { orders: 0, campaigns: 0, workflows: 0, deliveries: 0, messagesPending: 0, entities: 0, addresses: 0 };

/** What one package's cancel reaches. */
interface Touched {
  cycle: number;
  orders: number;
  reference: Campaign | null;
  children: number;
  workflows: string[];
  deliveries: LiveDelivery[];
  entities: EntityToTell[];
}

const AT_ONCE = 8;

@Injectable()
export class ConsequencesOfCancel {
  constructor(
    private readonly orders: OrdersService,
    private readonly ledger: MessageLedger,
    private readonly life: PackageLife,
    private readonly reach: PackageReach,
    private readonly scope: CascadeScope,
    private readonly names: NamesOfConsequences,
  ) {}

  /** @throws DomainError `not-found`, `forbidden` */
  async of(actor: Actor, code: string, withNames = false): Promise<Consequences> {
    const touched = await this.touched(actor, code);
    if (touched === null) return NONE;
    const { cycle, reference, workflows, deliveries, entities } = touched;
    return { ...counted([touched]), ...(withNames ? { names: await this.names.of({ package: code, cycle, reference, workflows, deliveries, entities }) } : {}) };
  }

  /** All of some packages together; an entity of several of them is one entity, and gets a mail of each. @throws DomainError `not-found`, `forbidden` */
  async ofPackages(actor: Actor, codes: readonly string[]): Promise<Consequences> {
    const touched: Touched[] = [];
    for (let from = 0; from < codes.length; from += AT_ONCE) {
      const some = await Promise.all(codes.slice(from, from + AT_ONCE).map((code) => this.touched(actor, code)));
      touched.push(...some.filter((one) => one !== null));
    }
    return counted(touched);
  }

  /** @throws DomainError `not-found`, `forbidden` */
  async ofOrder(actor: Actor, code: string): Promise<Consequences> {
    const order = await this.orders.get(actor, code);
    demand(actor, 'orders', 'steer', code, order.entity);
    return this.ofOrders([code]);
  }

  /** All of some orders together; one that is canceled or rejected already adds nothing. */
  async ofOrders(codes: readonly string[]): Promise<Consequences> {
    const { orders, entities, campaigns, available } = await this.scope.liveOrders(codes);
    const [workflows, deliveries, told, withoutThem] = await Promise.all([
      this.scope.liveWorkflows({ campaign: { $in: campaigns } }),
      this.scope.liveDeliveries({ campaign: { $in: campaigns } }),
      this.scope.toTell(entities),
      this.messagesOfReferences(available),
    ]);
    return { orders, campaigns: campaigns.length, workflows: workflows.length, deliveries: deliveries.length, messagesPending: withoutThem + sum(deliveries.map(({ pending }) => pending)), entities: told.length, addresses: sum(told.map(({ addresses }) => addresses)) };
  }

  /** What the deliveries of references, which go on, would still have sent to these entities. */
  private async messagesOfReferences(available: ReadonlyMap<string, string[]>): Promise<number> {
    let messages = 0;
    for (const [campaignPackage, entities] of available) {
      const deliveries = await this.scope.referenceDeliveries(campaignPackage);
      if (deliveries.length > 0) messages += await this.ledger.countUnsent(deliveries, entities);
    }
    return messages;
  }

  /** Null: nothing; a local package touches nothing, a canceled one has been through it. */
  private async touched(actor: Actor, code: string): Promise<Touched | null> {
    const campaignPackage = await this.life.load(code);
    await this.reach.demand(actor, 'steer', campaignPackage);
    if (campaignPackage.kind === 'local' || campaignPackage.status === 'canceled') return null;
    const { cycle, referenceCampaign, audience, status } = campaignPackage;
    const [orders, reference, children, workflows, deliveries, entities] = await Promise.all([
      this.scope.orderRanges(code, cycle),
      this.scope.liveReference(referenceCampaign),
      this.scope.childRanges(code, cycle),
      this.scope.liveWorkflows({ package: code, cycle }),
      this.scope.liveDeliveries({ package: code, cycle }),
      this.scope.entitiesToTell(code, cycle, status === 'published' ? audience : []),
    ]);
    return { cycle, orders: sum(orders.map(({ count }) => count)), reference, children: sum(children.map(({ count }) => count)), workflows, deliveries, entities };
  }
}

function counted(touched: readonly Touched[]): Consequences {
  const total = (numberOf: (one: Touched) => number): number => sum(touched.map(numberOf));
  return {
    orders: total(({ orders }) => orders),
    campaigns: total(({ reference, children }) => (reference === null ? 0 : 1) + children),
    workflows: total(({ workflows }) => workflows.length),
    deliveries: total(({ deliveries }) => deliveries.length),
    messagesPending: total(({ deliveries }) => sum(deliveries.map(({ pending }) => pending))),
    entities: new Set(touched.flatMap(({ entities }) => entities.map(({ code }) => code))).size,
    addresses: total(({ entities }) => sum(entities.map(({ addresses }) => addresses))),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
