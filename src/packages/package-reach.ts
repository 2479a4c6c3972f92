import { Injectable } from '@nestjs/common';

import { Clock } from '../clock/clock.js';
import type { Actor } from '../operators/actor.js';
import { demand, reach, type Verb } from '../operators/operators.policy.js';
import { isOffered } from './package.offers.js';
import type { CampaignPackage } from './package.schema.js';
import { PackagePorts } from './packages.ports.js';

/** Asks the rights table about one package. */
@Injectable()
export class PackageReach {
  constructor(
    private readonly ports: PackagePorts,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found` where the package is not the actor's to know, `forbidden` where it is */
  async demand(actor: Actor, verb: Verb, campaignPackage: CampaignPackage): Promise<void> {
    const owner = reach(actor, 'packages', 'read') === 'own' && (await this.knows(actor.entity, campaignPackage)) ? actor.entity : null;
    demand(actor, 'packages', verb, campaignPackage._id, owner);
  }

  /** What is in the entity's list of offers, and one by one also what it ordered or was told of. */
  private async knows(entity: string | null, campaignPackage: CampaignPackage): Promise<boolean> {
    if (entity === null) return false;
    if (isOffered(campaignPackage, entity, this.clock.now())) return true;
    return (await this.ports.orders.hasOrdered(campaignPackage._id, entity)) || (await this.ports.wasTold(campaignPackage._id, entity));
  }
}
