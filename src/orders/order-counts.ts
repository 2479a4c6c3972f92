import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, QueryFilter } from 'mongoose';

import type { Campaign } from '../campaigns/campaign.schema.js';
import { CampaignPorts, type EntitiesInScope } from '../campaigns/campaigns.ports.js';
import { GatesService } from '../gates/gates.service.js';
import { type OrdersOfCycle, PackagePorts } from '../packages/packages.ports.js';
import { ClosuresService } from './closures.service.js';
import type { CycleClosure } from './cycle-closure.schema.js';
import { LIVE_ORDER_STATUSES, type Order, type OrderStatus } from './order.schema.js';
import { closureOf } from './order.status.js';

/** What packages and campaigns, which know no orders, ask of them. */
@Injectable()
export class OrderCounts implements OrdersOfCycle, EntitiesInScope, OnModuleInit {
  constructor(
    @InjectModel('Order') private readonly orders: Model<Order>,
    private readonly closures: ClosuresService,
    private readonly gates: GatesService,
    private readonly packagePorts: PackagePorts,
    private readonly campaignPorts: CampaignPorts,
  ) {}

  onModuleInit(): void {
    this.packagePorts.registerOrders(this);
    this.campaignPorts.registerScope(this);
  }

  async countLive(campaignPackage: string, cycle: number, session?: ClientSession): Promise<number> {
    return this.countIn(LIVE_ORDER_STATUSES, campaignPackage, cycle, session);
  }

  async countAwaiting(campaignPackage: string, cycle: number, session?: ClientSession): Promise<number> {
    return this.countIn(['ordered'], campaignPackage, cycle, session);
  }

  async counts(cycles: readonly { package: string; cycle: number }[], session?: ClientSession): Promise<Map<string, Record<string, number>>> {
    // First: a sweep that ends between the two reads must not leave its orders counted as live.
    return this.countedBy(await this.closures.underWay(), cycles, session);
  }

  async counter(): ReturnType<OrdersOfCycle['counter']> {
    const closures = await this.closures.underWay();
    return (cycles) => this.countedBy(closures, cycles);
  }

  async hasOrdered(campaignPackage: string, entity: string): Promise<boolean> {
    return (await this.orders.exists({ package: campaignPackage, entity })) !== null;
  }

  async forgetLate(campaignPackage: string, cycle: number, session: ClientSession): Promise<void> {
    // Whoever is placing or editing by the deadline as it was repeats.
    await this.gates.touchAll(campaignPackage, cycle, session);
    await this.orders.updateMany({ package: campaignPackage, cycle, incomplete: true, lateSince: { $ne: null } } as QueryFilter<Order>, { $set: { lateSince: null } }, { session });
  }

  async entitiesInScope(campaign: Campaign): Promise<string[] | null> {
    // A child sends to its entity; a campaign of no collaborative package must be told to whom.
    if (campaign.kind !== 'reference' || campaign.package === null) return null;
    const entities = await this.orders.distinct('entity', { package: campaign.package, cycle: campaign.cycle, status: 'available' });
    return entities.sort();
  }

  async parametersOf(campaign: Campaign, entity: string): Promise<Readonly<Record<string, unknown>>> {
    const filter = campaign.order === null ? { package: campaign.package, cycle: campaign.cycle, entity, status: 'available' } : { _id: campaign.order };
    const order = await this.orders.findOne(filter as QueryFilter<Order>, { parameters: 1 }).lean();
    return order?.parameters ?? {};
  }

  private async countedBy(closures: readonly CycleClosure[], cycles: readonly { package: string; cycle: number }[], session?: ClientSession): Promise<Map<string, Record<string, number>>> {
    if (cycles.length === 0) return new Map();
    // One walk along the index, which alone holds the answer; asked as pairs, each of them would be planned by itself.
    const groups = await this.orders.collection
      .aggregate<{ _id: { package: string; cycle: number; status: OrderStatus }; count: number }>(
        [
          { $match: { package: { $in: cycles.map((one) => one.package) }, cycle: { $in: [...new Set(cycles.map((one) => one.cycle))] } } },
          { $group: { _id: { package: '$package', cycle: '$cycle', status: '$status' }, count: { $sum: 1 } } },
        ],
        { hint: 'packageStatus', ...(session === undefined ? {} : { session: session as never }) },
      )
      .toArray();
    const cycleOf = new Map(cycles.map((one) => [one.package, one.cycle]));
    const counts = new Map<string, Record<string, number>>(cycles.map((one) => [one.package, {}]));
    for (const { _id, count } of groups) {
      if (cycleOf.get(_id.package) !== _id.cycle) continue;
      const status = closureOf(_id, closures) === undefined ? _id.status : 'canceled';
      const of = counts.get(_id.package) ?? {};
      counts.set(_id.package, { ...of, [status]: (of[status] ?? 0) + count });
    }
    return counts;
  }

  private async countIn(statuses: readonly OrderStatus[], campaignPackage: string, cycle: number, session?: ClientSession): Promise<number> {
    const closures = await this.closures.of(campaignPackage, cycle, session);
    const open = statuses.filter((status) => closureOf({ package: campaignPackage, cycle, status }, closures) === undefined);
    if (open.length === 0) return 0;
    return this.orders.countDocuments({ package: campaignPackage, cycle, status: { $in: open } } as QueryFilter<Order>, { session: session ?? null } as never);
  }
}
