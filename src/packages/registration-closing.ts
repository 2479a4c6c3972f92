import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';

import { GatesService } from '../gates/gates.service.js';
import { JournalService } from '../journal/journal.service.js';
import { SYSTEM } from '../operators/actor.js';
import { Outbox } from '../outbox/outbox.js';
import { DuePackages } from './due-packages.js';
import { lateness } from './package.late.js';
import type { CampaignPackage } from './package.schema.js';
import { PackagePorts } from './packages.ports.js';

/**
 * Takes the count of orders that still await approval once, when registration closes; after that it
 * only falls. So that `late` costs one indexed query however many orders there are.
 */
@Injectable()
export class RegistrationClosing {
  constructor(
    @InjectModel('CampaignPackage') private readonly packages: Model<CampaignPackage>,
    private readonly due: DuePackages,
    private readonly ports: PackagePorts,
    private readonly gates: GatesService,
    private readonly journal: JournalService,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Counts for every published package whose registration is over by `now` and not counted yet.
   * @returns how many packages were counted
   */
  async closeRegistrations(now: Date): Promise<number> {
    return this.due.each(now, {
      what: 'closing the registration',
      filter: { status: 'published', awaitingAtClose: null, registrationDeadline: { $lte: now } },
      index: 'registrationToClose',
      happen: async (present, at, session) => {
        const { status, awaitingAtClose, registrationDeadline } = present;
        if (status !== 'published' || awaitingAtClose !== null || registrationDeadline === null || registrationDeadline > now) return false;
        await this.close(present, at, session);
        return true;
      },
    });
  }

  /**
   * To be called in the transaction of every approval, rejection or cancel of an `ordered` order:
   * lets the count of its package fall where registration has closed.
   */
  async noteDecided(campaignPackage: string, cycle: number, session: ClientSession): Promise<void> {
    // The write that meets the count under way: without it a decision of that moment would be counted as open for ever.
    await this.gates.touch(campaignPackage, cycle, session);
    const present = (await this.packages.findById(campaignPackage, null, { session }).lean()) as CampaignPackage | null;
    if (present === null || present.cycle !== cycle || present.awaitingAtClose === null) return;
    await this.write(present, session);
  }

  private async close(present: CampaignPackage, at: Date, session: ClientSession): Promise<void> {
    const { _id: code, cycle, status, registrationDeadline: deadline } = present;
    await this.gates.touchAll(code, cycle, session);
    await this.write(present, session);
    const counts = (await this.ports.orders.counts([{ package: code, cycle }], session)).get(code) ?? {};
    await this.journal.record({ at, by: SYSTEM.email, subject: code, subjectKind: 'package', cycle, command: 'close-registration', from: status, to: status }, session);
    await this.outbox.record({ type: 'package.registration-closed', subject: code, data: { code, cycle, deadline, counts } }, session);
  }

  /** No new version: it is a count of other things, and must not make somebody's edit stale. */
  private async write(present: CampaignPackage, session: ClientSession): Promise<void> {
    const awaitingAtClose = await this.ports.orders.countAwaiting(present._id, present.cycle, session);
    await this.packages.updateOne({ _id: present._id, cycle: present.cycle }, { $set: { awaitingAtClose, ...lateness({ ...present, awaitingAtClose }) } }, { session });
  }
}
