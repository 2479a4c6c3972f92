import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';

import { type CappedCount, COUNT_LIMIT } from '../storage/page.js';
import { type Delivery } from './delivery.schema.js';
import { figuresOf } from './delivery.view.js';
import { MessageLedger } from './message-ledger.js';

/** The figures of several deliveries added up, and of how many: beyond 10,000 only so many are read. */
export type DeliverySums = ReturnType<typeof figuresOf> & { of: CappedCount };

/** One entity's part of a delivery; the parts add up to the delivery's own figures. */
export type EntityPart = ReturnType<typeof figuresOf> & { entity: string };

/** Deliveries added up, and one taken apart. */
@Injectable()
export class DeliveryFigures {
  constructor(
    @InjectModel('Delivery') private readonly deliveries: Model<Delivery>,
    private readonly ledger: MessageLedger,
  ) {}

  async sums(filter: QueryFilter<Delivery>): Promise<DeliverySums> {
    const sum = (field: keyof Delivery): { $sum: string } => ({ $sum: `$${field}` });
    const [found] = await this.deliveries.aggregate<Pick<Delivery, 'toDeliver' | 'sent' | 'failed' | 'canceled' | 'uncertain'> & { of: number }>([
      { $match: filter as Record<string, unknown> },
      { $limit: COUNT_LIMIT + 1 },
      { $group: { _id: null, of: { $sum: 1 }, toDeliver: sum('toDeliver'), sent: sum('sent'), failed: sum('failed'), canceled: sum('canceled'), uncertain: sum('uncertain') } },
    ]);
    const { of, ...figures } = found ?? { of: 0, toDeliver: 0, sent: 0, failed: 0, canceled: 0, uncertain: 0 };
    return { ...figuresOf(figures), of: of > COUNT_LIMIT ? '10000+' : of };
  }

  /** In the order of the entities' codes. Reads the ledger of the whole delivery: for a click, not for every second. */
  async byEntity(delivery: Pick<Delivery, '_id' | 'status'>): Promise<EntityPart[]> {
    const parts = await this.ledger.figuresByEntity(delivery);
    return parts.map(({ entity, ...figures }) => ({ entity, ...figuresOf(figures) }));
  }
}
