import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, PipelineStage } from 'mongoose';

import type { Campaign } from '../campaigns/campaign.schema.js';
import type { Delivery } from '../deliveries/delivery.schema.js';
import type { Entity } from '../entities/entity.schema.js';
import { LIVE_ORDER_STATUSES, type Order, type OrderStatus } from '../orders/order.schema.js';
import type { Workflow } from '../workflows/workflow.schema.js';

/**
 * Ordinals a job takes at once, in one transaction. With 1,000 and sixteen under way a cascade of 100,000 orders stood
 * still at 31,000 on a MongoDB with 0.5 GB of cache, a third as many aborted as committed.
 */
export const RANGE = 250;
/** The ordinal of a reference campaign; those of orders begin at 0. */
const REFERENCE = -1;
/** A process that a cancel has to stop, or to see stopped. */
export const LIVE_PROCESS_STATUSES = ['running', 'pausing', 'paused', 'stopping'] as const;

/** Ordinals, both included, and how many things lie in them. */
export interface OrdinalRange {
  from: number;
  to: number;
  count: number;
}

export interface LiveDelivery {
  code: string;
  /** Messages that have left, or may have: they cannot be called back. */
  gone: number;
  /** Messages not yet handed to the mail server. */
  pending: number;
}

export interface EntityToTell {
  code: string;
  label: string;
  addresses: number;
}

export interface LiveOrders {
  orders: number;
  entities: string[];
  campaigns: string[];
  /** Entities with an available order, by package. */
  available: Map<string, string[]>;
}

/** Which processes: of one cycle of a package, or of some campaigns. */
export type ProcessScope = { package: string; cycle: number } | { campaign: string } | { campaign: { $in: string[] } };

/** What a cancel reaches. The consequences shown before and the plan made after ask here, so that they agree. */
@Injectable()
export class CascadeScope {
  constructor(
    @InjectModel('Order') private readonly orders: Model<Order>,
    @InjectModel('Campaign') private readonly campaigns: Model<Campaign>,
    @InjectModel('Workflow') private readonly workflows: Model<Workflow>,
    @InjectModel('Delivery') private readonly deliveries: Model<Delivery>,
    @InjectModel('Entity') private readonly entities: Model<Entity>,
  ) {}

  /** Ranges that hold orders of these statuses, as stored. */
  async orderRanges(campaignPackage: string, cycle: number, statuses: readonly OrderStatus[] = LIVE_ORDER_STATUSES): Promise<OrdinalRange[]> {
    return (await this.orders.aggregate([{ $match: { package: campaignPackage, cycle, status: { $in: [...statuses] } } }, ...byRange])).map(rangeOf);
  }

  async holdsOrders(campaignPackage: string, cycle: number, statuses: readonly OrderStatus[]): Promise<boolean> {
    return (await this.orders.exists({ package: campaignPackage, cycle, status: { $in: [...statuses] } })) !== null;
  }

  /** Ranges that hold child campaigns not yet canceled. */
  async childRanges(campaignPackage: string, cycle: number): Promise<OrdinalRange[]> {
    return (await this.campaigns.aggregate([{ $match: { package: campaignPackage, cycle, ordinal: { $gte: 0 }, status: { $ne: 'canceled' } } }, ...byRange])).map(rangeOf);
  }

  /** Of these orders those still live: their entities, their child campaigns not yet canceled, and the available ones by package. */
  async liveOrders(codes: readonly string[]): Promise<LiveOrders> {
    const live = await this.orders.find({ _id: { $in: [...codes] }, status: { $in: [...LIVE_ORDER_STATUSES] } }, { entity: 1, campaign: 1, status: 1, package: 1 }).lean();
    const children = live.flatMap(({ campaign }) => campaign ?? []);
    const campaigns = await this.campaigns.find({ _id: { $in: children }, status: { $ne: 'canceled' } }, { _id: 1 }).lean();
    const available = new Map<string, string[]>();
    for (const { status, package: code, entity } of live) if (status === 'available') available.set(code, [...(available.get(code) ?? []), entity]);
    return { orders: live.length, entities: [...new Set(live.map(({ entity }) => entity))], campaigns: campaigns.map(({ _id }) => _id), available };
  }

  /** Deliveries of a reference campaign that run or stand still: they go on without an entity whose order is canceled. */
  async referenceDeliveries(campaignPackage: string): Promise<string[]> {
    const found = await this.campaigns.findOne({ package: campaignPackage, cycle: { $gte: 1 }, ordinal: REFERENCE, status: { $ne: 'canceled' } }, { _id: 1 }).lean();
    return found === null ? [] : (await this.liveDeliveries({ campaign: found._id })).map(({ code }) => code);
  }

  /** The reference campaign of a collaborative package, where it is not canceled. */
  async liveReference(code: string | null): Promise<Campaign | null> {
    return code === null ? null : this.campaigns.findOne({ _id: code, status: { $ne: 'canceled' } }).lean();
  }

  async liveWorkflows(scope: ProcessScope): Promise<string[]> {
    const found = await this.workflows.find({ ...scope, status: { $in: [...LIVE_PROCESS_STATUSES] } }, { _id: 1 }).sort({ _id: 1 }).lean();
    return found.map((workflow) => workflow._id);
  }

  async liveDeliveries(scope: ProcessScope): Promise<LiveDelivery[]> {
    const figures = { toDeliver: 1, sent: 1, failed: 1, canceled: 1, uncertain: 1 } as const;
    const found = await this.deliveries.find({ ...scope, status: { $in: [...LIVE_PROCESS_STATUSES] } }, figures).sort({ _id: 1 }).lean();
    return found.map((delivery) => ({ code: delivery._id, gone: delivery.sent + delivery.uncertain, pending: delivery.toDeliver - delivery.sent - delivery.failed - delivery.canceled - delivery.uncertain }));
  }

  /** Live deliveries of a reference campaign that may still hold messages to one entity. */
  async deliveriesReaching(reference: string | null, entity: string): Promise<string[]> {
    if (reference === null) return [];
    const found = await this.deliveries
      .find({ campaign: reference, status: { $in: [...LIVE_PROCESS_STATUSES] }, excludedEntities: { $ne: entity }, $or: [{ scope: null }, { scope: entity }] }, { _id: 1 })
      .sort({ _id: 1 })
      .lean();
    return found.map((delivery) => delivery._id);
  }

  /** Who is told: the entities with an order in the cycle, whatever its status, and `audience`; sorted by code. */
  async entitiesToTell(campaignPackage: string, cycle: number, audience: readonly string[]): Promise<EntityToTell[]> {
    const withOrder = await this.orders.distinct('entity', { package: campaignPackage, cycle });
    return this.toTell([...withOrder, ...audience]);
  }

  /** These entities with how many addresses each has, sorted by code. */
  async toTell(codes: readonly string[]): Promise<EntityToTell[]> {
    const found = await this.entities.find({ _id: { $in: [...new Set(codes)] } }, { label: 1, notificationGroup: 1 }).sort({ _id: 1 }).lean();
    return found.map((entity) => ({ code: entity._id, label: entity.label, addresses: new Set(entity.notificationGroup).size }));
  }
}

const byRange: PipelineStage.FacetPipelineStage[] = [
  { $group: { _id: { $floor: { $divide: ['$ordinal', RANGE] } }, count: { $sum: 1 } } },
  { $sort: { _id: 1 } },
];

function rangeOf(group: { _id: number; count: number }): OrdinalRange {
  return { from: group._id * RANGE, to: (group._id + 1) * RANGE - 1, count: group.count };
}
