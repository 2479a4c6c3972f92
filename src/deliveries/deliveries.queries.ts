import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';

import type { Actor } from '../operators/actor.js';
import { demandAny, reach } from '../operators/operators.policy.js';
import { between } from '../storage/between.js';
import { type CappedCount, cappedCount, findPage, matching, type Page } from '../storage/page.js';
import type { DeliveryList } from './delivery.requests.js';
import { type Delivery, DELIVERY_STATUSES, type DeliveryStatus } from './delivery.schema.js';
import { DeliveryFigures, type DeliverySums } from './delivery-figures.js';

export interface DeliveryCounts {
  total: CappedCount;
  status: Record<DeliveryStatus, CappedCount>;
}

/** The lists of deliveries. */
@Injectable()
export class DeliveriesQueries {
  constructor(
    @InjectModel('Delivery') private readonly deliveries: Model<Delivery>,
    private readonly figures: DeliveryFigures,
  ) {}

  async list(actor: Actor, query: DeliveryList): Promise<Page<Delivery> & { counts?: DeliveryCounts; figures?: DeliverySums }> {
    demandAny(actor, 'deliveries', 'read');
    const filter = filterOf(actor, query);
    const [page, counts, figures] = await Promise.all([findPage(this.deliveries, filter, query), query.counts ? this.counts(filter) : undefined, query.figures ? this.figures.sums(filter) : undefined]);
    return { ...page, ...(counts && { counts }), ...(figures && { figures }) };
  }

  private async counts(filter: QueryFilter<Delivery>): Promise<DeliveryCounts> {
    const [total, ...each] = await Promise.all([
      cappedCount(this.deliveries, filter),
      ...DELIVERY_STATUSES.map((status) => cappedCount(this.deliveries, { $and: [filter, { status }] } as QueryFilter<Delivery>)),
    ]);
    return { total, status: Object.fromEntries(DELIVERY_STATUSES.map((status, index) => [status, each[index]])) as DeliveryCounts['status'] };
  }
}

function filterOf(actor: Actor, query: DeliveryList): QueryFilter<Delivery> {
  const conditions: Record<string, unknown>[] = [];
  if (query.status !== undefined) conditions.push({ status: { $in: query.status } });
  if (query.campaign !== undefined) conditions.push({ campaign: query.campaign });
  if (query.workflow !== undefined) conditions.push({ workflow: query.workflow });
  if (query.package !== undefined) conditions.push({ package: query.package });
  if (query.cycle !== undefined) conditions.push({ cycle: query.cycle });
  if (query.template !== undefined) conditions.push({ template: query.template });
  if (query.entity !== undefined) conditions.push({ entity: query.entity });
  conditions.push(...between('startedAt', query.startedFrom, query.startedTo), ...between('modifiedAt', query.modifiedFrom, query.modifiedTo));
  conditions.push(...between('toDeliver', query.toDeliverFrom, query.toDeliverTo), ...between('failed', query.failedFrom, query.failedTo));
  if (query.q !== undefined) conditions.push(matching(query.q));
  if (reach(actor, 'deliveries', 'read') === 'own') conditions.push({ entity: actor.entity ?? '' });
  return conditions.length === 0 ? {} : ({ $and: conditions } as QueryFilter<Delivery>);
}
