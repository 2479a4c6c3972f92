import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import type { Counter } from './counter.schema.js';

const PREFIXES = { package: 'CAT', order: 'ORD', campaign: 'OP', workflow: 'WKF', delivery: 'DM', entity: 'OU', cancellation: 'CXL' } as const;
export type CodeKind = keyof typeof PREFIXES;

/** Hands out codes. Take them BEFORE a transaction: a counter written inside one makes every writer wait. */
@Injectable()
export class CodesService {
  constructor(@InjectModel('Counter') private readonly counters: Model<Counter>) {}

  async take(kind: CodeKind): Promise<string> {
    const [code] = await this.takeMany(kind, 1);
    return code as string;
  }

  /** A block of `count` codes; those that are not used leave a gap, which is normal. */
  async takeMany(kind: CodeKind, count: number): Promise<string[]> {
    if (count === 0) return [];
    const counter = await this.counters.findOneAndUpdate({ _id: kind }, { $inc: { next: count } }, { upsert: true, returnDocument: 'after' }).lean();
    const first = (counter?.next ?? count) - count + 1;
    return Array.from({ length: count }, (_, index) => `${PREFIXES[kind]}${first + index}`);
  }
}
