import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import { Clock } from '../../clock/clock.js';
import { LateOrders } from '../../orders/late-orders.js';
import { DueReminders } from '../../packages/due-reminders.js';
import { LateStamps } from '../../packages/late-stamps.js';
import type { CampaignPackage } from '../../packages/package.schema.js';
import { RegistrationClosing } from '../../packages/registration-closing.js';

/** What time brought about in a history that was loaded in one go: nobody is told of it now. */
@Injectable()
export class SeedTime {
  constructor(
    @InjectModel('CampaignPackage') private readonly packages: Model<CampaignPackage>,
    private readonly reminders: DueReminders,
    private readonly closing: RegistrationClosing,
    private readonly lateStamps: LateStamps,
    private readonly lateOrders: LateOrders,
    private readonly clock: Clock,
  ) {}

  /** Each reminder and each closing at its own instant; what is late by `now` is marked. */
  async passUntil(now: Date): Promise<void> {
    const found = await this.packages.find({}, { plannedReminders: 1, registrationDeadline: 1 }).lean();
    const instants = found.flatMap(({ plannedReminders, registrationDeadline }) => [...plannedReminders.map(({ at }) => at), ...(registrationDeadline === null ? [] : [registrationDeadline])]);
    for (const time of [...new Set(instants.map((at) => at.getTime()))].filter((at) => at <= now.getTime()).sort((a, b) => a - b)) {
      const at = new Date(time);
      this.clock.travelTo(at);
      await this.reminders.remindDue(at);
      await this.closing.closeRegistrations(at);
    }
    this.clock.travelTo(now);
    await this.lateStamps.stamp(now);
    await this.lateOrders.look(now);
  }
}
