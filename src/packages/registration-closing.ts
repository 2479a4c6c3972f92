import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';

import { Clock } from '../clock/clock.js';
import { Environment } from '../config/environment.js';
import { GatesService } from '../gates/gates.service.js';
import { Transactions } from '../storage/transactions.js';
import { lateness } from './package.late.js';
import { PackageLife } from './package-life.js';
import type { CampaignPackage } from './package.schema.js';
import { PackagePorts } from './packages.ports.js';

const LOOK_EVERY_MS = 1_000;
const AT_ONCE = 100;

/**
 * Takes the count of orders that still await approval once, when registration closes; after that it
 * only falls. So that `late` costs one indexed query however many orders there are.
 */
@Injectable()
export class RegistrationClosing implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(RegistrationClosing.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    @InjectModel('CampaignPackage') private readonly packages: Model<CampaignPackage>,
    private readonly life: PackageLife,
    private readonly ports: PackagePorts,
    private readonly gates: GatesService,
    private readonly transactions: Transactions,
    private readonly environment: Environment,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.environment.RELAIS_ROLES.includes('worker')) return;
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /**
   * Counts for every published package whose registration is over by `now` and not counted yet.
   * @returns how many packages were counted
   */
  async closeRegistrations(now: Date): Promise<number> {
    let counted = 0;
    for (;;) {
      const due = await this.packages
        .find({ status: 'published', awaitingAtClose: null, registrationDeadline: { $lte: now } }, { _id: 1 })
        .hint('registrationToClose')
        .limit(AT_ONCE)
        .lean();
      for (const { _id } of due) counted += (await this.close(_id, now)) ? 1 : 0;
      if (due.length < AT_ONCE) return counted;
    }
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

  private look(): void {
    this.running ??= this.closeRegistrations(this.clock.now())
      .then(() => undefined)
      .catch((error: unknown) => this.logger.warn(`registrations are not counted for now: ${error instanceof Error ? error.message : String(error)}`))
      .finally(() => {
        this.running = undefined;
      });
  }

  private async close(code: string, now: Date): Promise<boolean> {
    return this.transactions.run(async (session) => {
      const present = await this.life.load(code, session);
      const { status, awaitingAtClose, registrationDeadline, cycle } = present;
      if (status !== 'published' || awaitingAtClose !== null || registrationDeadline === null || registrationDeadline > now) return false;
      await this.gates.touchAll(code, cycle, session);
      await this.write(present, session);
      return true;
    });
  }

  /** No new version: it is a count of other things, and must not make somebody's edit stale. */
  private async write(present: CampaignPackage, session: ClientSession): Promise<void> {
    const awaitingAtClose = await this.ports.orders.countAwaiting(present._id, present.cycle, session);
    await this.packages.updateOne({ _id: present._id, cycle: present.cycle }, { $set: { awaitingAtClose, ...lateness({ ...present, awaitingAtClose }) } }, { session });
  }
}
