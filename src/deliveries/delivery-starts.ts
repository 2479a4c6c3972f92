import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, UpdateQuery } from 'mongoose';

import type { Campaign } from '../campaigns/campaign.schema.js';
import { CampaignPorts } from '../campaigns/campaigns.ports.js';
import { CampaignsService } from '../campaigns/campaigns.service.js';
import { GatesService } from '../gates/gates.service.js';
import { LifecycleApplier } from '../lifecycle/lifecycle-applier.js';
import { templateNeverStarts } from '../processes/processes.errors.js';
import { targetIsMissing } from './deliveries.errors.js';
import { lanesOf } from './deliveries.queue.js';
import { deliveryLifecycle } from './delivery.lifecycle.js';
import type { Delivery } from './delivery.schema.js';
import { processedOf, slotMs } from './delivery.windows.js';

/** Who bears it: a person, or a workflow for the person who started it. */
export interface Birth {
  by: string;
  at: Date;
  comment?: string | null;
}

/** The births of a run: each writes the gate of its package and cycle, its campaign and itself, in one transaction. */
@Injectable()
export class DeliveryStarts {
  constructor(
    @InjectModel('Delivery') private readonly deliveries: Model<Delivery>,
    private readonly campaigns: CampaignsService,
    private readonly ports: CampaignPorts,
    private readonly gates: GatesService,
    private readonly applier: LifecycleApplier,
  ) {}

  /**
   * @throws DomainError `template-never-starts`, `package-canceled`, `cycle-closed`, `campaign-canceled`,
   * `target-missing`, `invalid-transition`
   */
  async start(delivery: Delivery, { by, at, comment }: Birth, session: ClientSession): Promise<Delivery> {
    if (delivery.template) throw templateNeverStarts(delivery._id);
    const campaign = await this.bear(delivery, { by, at }, session);
    // A status that refuses the start says more than a target that would be missing.
    const scope = delivery.status === 'draft' ? await this.scopeOf(delivery, campaign) : null;
    return this.apply('start', delivery, { by, at, comment, set: { scope, startedAt: at, untidy: true, reason: null } }, session);
  }

  /** @throws DomainError `package-canceled`, `cycle-closed`, `campaign-canceled`, `invalid-transition` */
  async resume(delivery: Delivery, { by, at, comment }: Birth, session: ClientSession): Promise<Delivery> {
    await this.bear(delivery, { by, at }, session);
    // What had been claimed ahead was given back: the next leaves as soon as the rate allows after the last.
    const nextSlotAt = new Date((delivery.lastMessageAt?.getTime() ?? 0) + slotMs(1, delivery.ratePerSecond));
    return this.apply('resume', delivery, { by, at, comment, set: { reason: null, awaySince: null, requestedAt: null, pausedAt: null, judgedFrom: { failed: delivery.failed, processed: processedOf(delivery) }, nextSlotAt } }, session);
  }

  private async bear(delivery: Delivery, { by, at }: Birth, session: ClientSession): Promise<Campaign> {
    if (delivery.package !== null) await this.gates.pass(delivery.package, delivery.cycle, session);
    return this.campaigns.noteBirth(delivery.campaign, { session, now: at, by });
  }

  /** Whom it is for, decided now (domain.md, *Target of a delivery*). */
  private async scopeOf(delivery: Delivery, campaign: Campaign): Promise<string[] | null> {
    const entities = delivery.target.entities ?? delivery.population?.of.entities ?? null;
    if (entities !== null) return entities;
    if (campaign.kind === 'child' && campaign.entity !== null) return [campaign.entity];
    const scope = campaign.package === null ? null : await this.ports.entitiesInScope(campaign);
    if (scope !== null) return scope;
    // A correction is for those reached, wherever they are.
    if (delivery.target.reachedBy !== null) return null;
    const conditions = Object.keys(delivery.target.query).length + Object.keys(delivery.population?.of.query ?? {}).length;
    if (conditions === 0) throw targetIsMissing(delivery._id);
    return null;
  }

  private async apply(command: 'start' | 'resume', delivery: Delivery, { by, at, comment, set }: Birth & { set: Partial<Delivery> }, session: ClientSession): Promise<Delivery> {
    return this.applier.applyOne({
      lifecycle: deliveryLifecycle,
      model: this.deliveries,
      command,
      thing: delivery,
      context: { now: at },
      by,
      at,
      set,
      update: { $inc: { epoch: 1 } } as UpdateQuery<Delivery>,
      comment: comment ?? null,
      related: [delivery.campaign],
      jobs: lanesOf(delivery._id, delivery.epoch + 1),
      session,
    });
  }
}
