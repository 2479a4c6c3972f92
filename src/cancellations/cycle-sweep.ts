import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import { Publisher } from '../messaging/publisher.js';
import { jobToAdd } from '../messaging/queue.js';
import type { CycleClosure } from '../orders/cycle-closure.schema.js';
import type { OrderStatus } from '../orders/order.schema.js';
import { OrdersService } from '../orders/orders.service.js';
import { Transactions } from '../storage/transactions.js';
import { cancellationsQueue } from './cancellations.queue.js';
import { CascadeScope } from './cascade.scope.js';

/** Writes down what a reinitialize decided about the open orders of the cycle it closed. */
@Injectable()
export class CycleSweep {
  constructor(
    @InjectModel('CycleClosure') private readonly closures: Model<CycleClosure>,
    private readonly scope: CascadeScope,
    private readonly orders: OrdersService,
    private readonly transactions: Transactions,
    private readonly publisher: Publisher,
  ) {}

  /** Queues a job for each range that still holds open orders; where there is none, the sweep is done. */
  async sweep(id: string): Promise<'done' | { skipped: string }> {
    const closure = await this.closures.findById(id).lean();
    if (closure === null || closure.sweep === 'done') return { skipped: 'swept before' };
    const ranges = await this.scope.orderRanges(closure.package, closure.cycle, closure.statuses as OrderStatus[]);
    if (ranges.length === 0) {
      await this.closures.updateOne({ _id: id, sweep: 'running' }, { $set: { sweep: 'done' } });
      return 'done';
    }
    await this.publisher.addAll(ranges.map(({ from, to }) => jobToAdd(cancellationsQueue, 'sweep-order-range', { closure: id, from, to })));
    return 'done';
  }

  async sweepRange(id: string, range: { from: number; to: number }): Promise<'done' | { skipped: string }> {
    const closure = await this.closures.findById(id).lean();
    if (closure === null || closure.sweep === 'done') return { skipped: 'swept before' };
    const { package: code, cycle, at, operator, comment, cancellation, statuses } = closure;
    await this.transactions.run((session) =>
      this.orders.cancelRange({ package: code, cycle, ...range, at, by: operator, comment, cancellation, statuses: statuses as OrderStatus[] }, session),
    );
    if (!(await this.scope.holdsOrders(code, cycle, statuses as OrderStatus[]))) await this.closures.updateOne({ _id: id, sweep: 'running' }, { $set: { sweep: 'done' } });
    return 'done';
  }
}
