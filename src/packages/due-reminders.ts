import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import { JournalService } from '../journal/journal.service.js';
import { SYSTEM } from '../operators/actor.js';
import { Outbox } from '../outbox/outbox.js';
import { DuePackages } from './due-packages.js';
import { nextReminderAt } from './package.reminders.js';
import type { CampaignPackage } from './package.schema.js';

/** Reminds the reviewers of packages that await their decision, at each instant that the submission planned. */
@Injectable()
export class DueReminders {
  constructor(
    @InjectModel('CampaignPackage') private readonly packages: Model<CampaignPackage>,
    private readonly due: DuePackages,
    private readonly journal: JournalService,
    private readonly outbox: Outbox,
  ) {}

  /** @returns of how many packages somebody is reminded; each planned instant is an event of its own */
  async remindDue(now: Date): Promise<number> {
    return this.due.each(now, {
      what: 'reminding',
      // The type is said again because only that lets the planner use a partial index.
      filter: { nextReminderAt: { $type: 'date', $lte: now } } as never,
      index: 'toRemind',
      happen: async (campaignPackage, remindedAt, session) => {
        const { _id: code, cycle, status, submittedAt, approvalDeadline, plannedReminders: before } = campaignPackage;
        const owed = before.filter((planned) => planned.remindedAt === null && planned.at <= now);
        if (status !== 'pending-approval' || owed.length === 0) return false;
        const plannedReminders = before.map((planned) => (owed.includes(planned) ? { ...planned, remindedAt } : planned));
        const next = nextReminderAt({ status, plannedReminders });
        // No new version: a reminder must not make somebody's edit stale.
        await this.packages.updateOne({ _id: code, cycle, status }, { $set: { plannedReminders, nextReminderAt: next } }, { session });
        for (const { at: planned } of owed) {
          await this.journal.record({ at: remindedAt, by: SYSTEM.email, subject: code, subjectKind: 'package', cycle, command: 'remind', from: status, to: status }, session);
          await this.outbox.record({ type: 'package.approval-reminded', subject: code, data: { code, cycle, planned, submittedAt, approvalDeadline } }, session);
        }
        return true;
      },
    });
  }
}
