import { Injectable } from '@nestjs/common';

import type { Actor } from '../operators/actor.js';
import { PackageLife } from '../packages/package-life.js';
import { PackageReach } from '../packages/package-reach.js';
import { CascadeScope } from './cascade.scope.js';

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
}

const NONE: Consequences = { orders: 0, campaigns: 0, workflows: 0, deliveries: 0, messagesPending: 0, entities: 0, addresses: 0 };

@Injectable()
export class ConsequencesOfCancel {
  constructor(
    private readonly life: PackageLife,
    private readonly reach: PackageReach,
    private readonly scope: CascadeScope,
  ) {}

  /** @throws DomainError `not-found`, `forbidden` */
  async of(actor: Actor, code: string): Promise<Consequences> {
    const campaignPackage = await this.life.load(code);
    await this.reach.demand(actor, 'steer', campaignPackage);
    // A local package touches nothing; a canceled one has been through it.
    if (campaignPackage.kind === 'local' || campaignPackage.status === 'canceled') return NONE;
    const { cycle, referenceCampaign, audience, status } = campaignPackage;
    const [orders, reference, children, workflows, deliveries, entities] = await Promise.all([
      this.scope.orderRanges(code, cycle),
      this.scope.liveReference(referenceCampaign),
      this.scope.childRanges(code, cycle),
      this.scope.liveWorkflows({ package: code, cycle }),
      this.scope.liveDeliveries({ package: code, cycle }),
      this.scope.entitiesToTell(code, cycle, status === 'published' ? audience : []),
    ]);
    return {
      orders: sum(orders.map((range) => range.count)),
      campaigns: (reference === null ? 0 : 1) + sum(children.map((range) => range.count)),
      workflows: workflows.length,
      deliveries: deliveries.length,
      messagesPending: sum(deliveries.map((delivery) => delivery.pending)),
      entities: entities.length,
      addresses: sum(entities.map((entity) => entity.addresses)),
    };
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
