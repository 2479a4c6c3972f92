import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import { Clock } from '../clock/clock.js';
import type { Actor } from '../operators/actor.js';
import { mayNot, reach } from '../operators/operators.policy.js';
import { ClosuresService } from '../orders/closures.service.js';
import type { Order } from '../orders/order.schema.js';

export interface OrderDay {
  /** A day of the reader's calendar, `2026-11-24`. */
  day: string;
  placed: number;
  canceled: number;
}

const DAY_MS = 86_400_000;
type Instants = 'orderedAt' | 'canceled.at';

/** How many orders were placed and canceled on each of the last days, counted on indexes alone. */
@Injectable()
export class OrdersByDay {
  constructor(
    @InjectModel('Order') private readonly orders: Model<Order>,
    private readonly closures: ClosuresService,
    private readonly clock: Clock,
  ) {}

  /**
   * @param days how many, today the last
   * @param timeZone IANA name; a day is 23 or 25 hours long where its clocks change
   * @throws DomainError `forbidden` where the actor does not see head office's
   */
  async of(actor: Actor, days: number, timeZone: string): Promise<OrderDay[]> {
    if (reach(actor, 'orders', 'read') !== 'all') throw mayNot(actor);
    const now = this.clock.now();
    // A day more than is shown: wherever its midnight lies, the first one is whole.
    const since = new Date(now.getTime() - (days + 1) * DAY_MS);
    const unswept = await this.unswept(since, timeZone);
    const [placed, canceled] = await Promise.all([this.counted('orderedAt', 'orderedAt', since, timeZone), this.counted('canceled.at', 'canceledAt', since, timeZone)]);
    return lastDays(dayOf(now, timeZone), days).map((day) => ({ day, placed: placed.get(day) ?? 0, canceled: (canceled.get(day) ?? 0) + (unswept.get(day) ?? 0) }));
  }

  private async counted(field: Instants, index: string, since: Date, timeZone: string): Promise<Map<string, number>> {
    const counts = await this.orders
      .aggregate<{ _id: string; count: number }>([{ $match: { [field]: { $gte: since } } }, { $group: { _id: { $dateToString: { date: `$${field}`, format: '%Y-%m-%d', timezone: timeZone } }, count: { $sum: 1 } } }])
      .hint(index);
    return new Map(counts.map(({ _id, count }) => [_id, count]));
  }

  /** Orders that read as canceled while it is not written down yet: at the instant of the decision. */
  private async unswept(since: Date, timeZone: string): Promise<Map<string, number>> {
    const counts = new Map<string, number>();
    for (const { package: campaignPackage, cycle, statuses, at } of await this.closures.underWay()) {
      if (at < since) continue;
      const day = dayOf(at, timeZone);
      counts.set(day, (counts.get(day) ?? 0) + (await this.orders.countDocuments({ package: campaignPackage, cycle, status: { $in: statuses } } as never)));
    }
    return counts;
  }
}

function dayOf(instant: Date, timeZone: string): string {
  // Swedish writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(instant);
}

/** Days of the calendar, oldest first: steps of days, not of hours. */
function lastDays(today: string, days: number): string[] {
  const [year, month, day] = today.split('-').map(Number) as [number, number, number];
  return Array.from({ length: days }, (_, index) => dayOf(new Date(Date.UTC(year, month - 1, day - (days - 1 - index))), 'UTC'));
}
