import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, QueryFilter } from 'mongoose';

import type { Campaign } from '../campaigns/campaign.schema.js';
import { CampaignPorts, type CampaignProcesses, type CopyProcesses, type ProcessCommand } from '../campaigns/campaigns.ports.js';
import { CodesService } from '../codes/codes.service.js';
import type { Actor } from '../operators/actor.js';
import { DeliveriesService } from './deliveries.service.js';
import { deliveryLifecycle } from './delivery.lifecycle.js';
import { type Delivery, DELIVERY_STATUSES, type DeliveryContent } from './delivery.schema.js';
import { contentOf, newDraft } from './new-delivery.js';

const FINAL = ['stopped', 'finished'];
const LIVE = DELIVERY_STATUSES.filter((status) => !FINAL.includes(status));

/** What campaigns ask of deliveries. */
@Injectable()
export class CampaignDeliveries implements CampaignProcesses, OnModuleInit {
  readonly kind = 'delivery';

  constructor(
    @InjectModel('Delivery') private readonly deliveries: Model<Delivery>,
    private readonly service: DeliveriesService,
    private readonly codes: CodesService,
    private readonly ports: CampaignPorts,
  ) {}

  onModuleInit(): void {
    this.ports.registerProcesses(this);
  }

  async ready(campaign: Campaign, command: ProcessCommand): Promise<string[]> {
    const filter = { ...inCycle(campaign), template: false, status: { $in: deliveryLifecycle.commands[command].from }, ...(command === 'start' ? { workflow: null } : {}) };
    const found = await this.deliveries.find(filter as QueryFilter<Delivery>, { _id: 1 }).sort({ createdAt: 1, _id: 1 }).lean();
    return found.map((delivery) => delivery._id);
  }

  async command(actor: Actor, code: string, command: ProcessCommand): Promise<void> {
    await this.service[command](actor, code);
  }

  async countUnfinished(campaign: Campaign, session: ClientSession): Promise<number> {
    return this.deliveries.countDocuments({ ...inCycle(campaign), template: false, status: { $in: LIVE } } as QueryFilter<Delivery>, { session });
  }

  async follow(campaign: Campaign, session: ClientSession): Promise<void> {
    await this.deliveries.updateMany({ campaign: campaign._id, status: { $in: LIVE } } as QueryFilter<Delivery>, { $set: { package: campaign.package, cycle: campaign.cycle } }, { session });
  }

  async copy({ which, from, to, by, at }: CopyProcesses, session: ClientSession): Promise<void> {
    const filter = { ...inCycle(from), ...(which === 'templates' ? { template: true } : { workflow: null }) };
    const originals = (await this.deliveries.find(filter as QueryFilter<Delivery>, null, { session }).sort({ createdAt: 1, _id: 1 }).lean()) as Delivery[];
    if (originals.length === 0) return;
    const copies = to.flatMap((campaign) => originals.map((original) => ({ campaign, original })));
    const codes = await this.codes.takeMany('delivery', copies.length);
    const drafts = copies.map(({ campaign, original }, index) =>
      newDraft({
        code: codes[index] as string,
        campaign,
        content: which === 'templates' ? narrowed(contentOf(original)) : contentOf(original),
        template: which === 'templates' ? false : original.template,
        copyOf: original._id,
        by,
        at,
      }),
    );
    await this.service.insert(drafts, session);
  }
}

function inCycle(campaign: Campaign): QueryFilter<Delivery> {
  return { campaign: campaign._id, cycle: campaign.cycle };
}

/** A child sends to its entity and to nobody else: what the reference named is left out. */
function narrowed(content: DeliveryContent): DeliveryContent {
  return { ...content, target: { query: content.target?.query ?? {} } };
}
