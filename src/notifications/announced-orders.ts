import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import type { Campaign } from '../campaigns/campaign.schema.js';
import { ClosuresService } from '../orders/closures.service.js';
import type { Order } from '../orders/order.schema.js';
import { effective } from '../orders/order.status.js';
import { termsOf } from '../orders/order.terms.js';
import type { CampaignPackage, FormField } from '../packages/package.schema.js';
import type { AnnouncedOrder } from './notification.schema.js';

const AT_ONCE = 500;

/** Orders as mails repeat them, and as they read: canceled from the commit that closed their cycle. */
@Injectable()
export class AnnouncedOrders {
  constructor(
    @InjectModel('Order') private readonly orders: Model<Order>,
    @InjectModel('Campaign') private readonly campaigns: Model<Campaign>,
    @InjectModel('CampaignPackage') private readonly packages: Model<CampaignPackage>,
    private readonly closures: ClosuresService,
  ) {}

  async byCodes(codes: readonly string[]): Promise<Order[]> {
    return this.asRead(await this.orders.find({ _id: { $in: [...codes] } }).lean());
  }

  async *batches(codes: readonly string[]): AsyncGenerator<Order[]> {
    for (let first = 0; first < codes.length; first += AT_ONCE) yield await this.byCodes(codes.slice(first, first + AT_ONCE));
  }

  /** Orders of a cycle by entity, in batches of entities; those of one entity are together. */
  async *ofCycle(campaignPackage: string, cycle: number): AsyncGenerator<Map<string, Order[]>> {
    const entities = (await this.orders.distinct('entity', { package: campaignPackage, cycle })).sort();
    for (let first = 0; first < entities.length; first += AT_ONCE) {
      const some = entities.slice(first, first + AT_ONCE);
      const found = await this.orders.find({ package: campaignPackage, cycle, entity: { $in: some } }).sort({ ordinal: 1 }).lean();
      yield Map.groupBy(await this.asRead(found), (order) => order.entity);
    }
  }

  /** Orders -> what the mails say of them. The answers are read under the labels of the package's form. */
  async announced(orders: readonly Order[]): Promise<Map<string, AnnouncedOrder>> {
    const campaigns = new Map((await this.campaigns.find({ _id: { $in: orders.flatMap((order) => order.campaign ?? []) } }, { label: 1 }).lean()).map((campaign) => [campaign._id, campaign.label]));
    const packages = await this.packages.find({ _id: { $in: [...new Set(orders.map((order) => order.package))] } }).lean();
    const packageOf = new Map(packages.map((campaignPackage) => [campaignPackage._id, campaignPackage]));
    return new Map(
      orders.map((order) => {
        const { _id: code, label, status, comment, incomplete, campaign } = order;
        const child = campaign === null ? null : { code: campaign, label: campaigns.get(campaign) ?? label };
        const campaignPackage = packageOf.get(order.package);
        const form = campaignPackage === undefined ? [] : termsOf(order, campaignPackage).form;
        return [code, { code, label, status, comment, incomplete, campaign: child, parameters: answersOf(order, form) }];
      }),
    );
  }

  private async asRead(orders: readonly Order[]): Promise<Order[]> {
    const closures = await this.closures.underWay();
    return orders.map((order) => effective(order, closures));
  }
}

function answersOf({ parameters }: Order, form: readonly FormField[]): AnnouncedOrder['parameters'] {
  const labels = new Map(form.map((field) => [field.name, field.label]));
  // In the form's order; what the form does not know any more comes last, under its own name.
  const names = [...form.map((field) => field.name), ...Object.keys(parameters).filter((name) => !labels.has(name))];
  return names.flatMap((name) => {
    const value = parameters[name];
    return value === undefined || value === null || value === '' ? [] : [{ label: labels.get(name) ?? name, value }];
  });
}
