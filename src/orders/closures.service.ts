import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';

import type { CycleClosure } from './cycle-closure.schema.js';
import { closureId } from './order.status.js';

/** Cycles whose orders read as canceled before each of them is written down. */
@Injectable()
export class ClosuresService {
  constructor(@InjectModel('CycleClosure') private readonly closures: Model<CycleClosure>) {}

  /** Those whose orders are not all written down yet: a handful. */
  async underWay(): Promise<CycleClosure[]> {
    return this.closures.find({ sweep: 'running' }).lean();
  }

  /** The closure of one cycle, swept or not; none where it is open. */
  async of(campaignPackage: string, cycle: number, session?: ClientSession): Promise<CycleClosure[]> {
    return this.closures.find({ _id: closureId(campaignPackage, cycle) }, null, { session: session ?? null }).lean();
  }
}
