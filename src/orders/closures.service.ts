import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';

import type { CycleClosure } from './cycle-closure.schema.js';
import { LIVE_ORDER_STATUSES, type OrderStatus } from './order.schema.js';
import { closureId } from './order.status.js';

export type NewClosure = Pick<CycleClosure, 'package' | 'cycle' | 'by' | 'at' | 'operator' | 'comment' | 'cancellation'>;

/** Which orders a closed cycle takes with it: a cancel every live one, reinitialize those not approved yet (domain.md, *Reinitialize*). */
const STATUSES_TAKEN: Record<CycleClosure['by'], readonly OrderStatus[]> = {
  canceled: LIVE_ORDER_STATUSES,
  reinitialized: ['draft', 'ordered'],
};

/** Cycles whose orders read as canceled before each of them is written down. */
@Injectable()
export class ClosuresService {
  constructor(@InjectModel('CycleClosure') private readonly closures: Model<CycleClosure>) {}

  /** To be called in the transaction that cancels or reinitializes a collaborative package. */
  async record(closure: NewClosure, session: ClientSession): Promise<void> {
    const _id = closureId(closure.package, closure.cycle);
    const recorded = { ...closure, statuses: [...STATUSES_TAKEN[closure.by]], sweep: 'running' as const, queuedAt: closure.at };
    await this.closures.updateOne({ _id }, { $set: recorded }, { session, upsert: true });
  }

  /** Those whose orders are not all written down yet: a handful. */
  async underWay(): Promise<CycleClosure[]> {
    return this.closures.find({ sweep: 'running' }).lean();
  }

  /** The closure of one cycle, swept or not; none where it is open. */
  async of(campaignPackage: string, cycle: number, session?: ClientSession): Promise<CycleClosure[]> {
    return this.closures.find({ _id: closureId(campaignPackage, cycle) }, null, { session: session ?? null }).lean();
  }
}
