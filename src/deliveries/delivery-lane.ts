import { type BeforeApplicationShutdown, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { setTimeout as pause } from 'node:timers/promises';
import type { Model } from 'mongoose';

import type { Campaign } from '../campaigns/campaign.schema.js';
import { Clock } from '../clock/clock.js';
import { GatesService } from '../gates/gates.service.js';
import type { Outcome } from '../messaging/typed-processor.js';
import { serverAway, tooManyFailures } from './deliveries.errors.js';
import { DeliveryFilling } from './delivery-filling.js';
import { DeliveryHalts } from './delivery-halts.js';
import { DeliveryLetters } from './delivery-letters.js';
import { DeliveryRuns } from './delivery-runs.js';
import type { Delivery } from './delivery.schema.js';
import { processedOf } from './delivery.windows.js';
import { type RunWatch, RunWatches } from './run-watch.js';
import { WindowSending } from './window-sending.js';

const LOOK_AGAIN_MS = 100;
const FILL_AGAIN_MS = 1_000;
/** Between two tries of a mail server that does not answer, and how long until the run pauses itself. */
const SERVER_AGAIN_MS = 1_000;
const SERVER_AWAY_MS = 60_000;
/** Failures are judged from so many messages on (domain.md). */
const JUDGED_FROM = 100;

/** One lane of a run: claims windows and sends them until nothing is left or the run is over. */
@Injectable()
export class DeliveryLane implements OnModuleDestroy, BeforeApplicationShutdown {
  private readonly atWork = new Set<Promise<Outcome>>();
  private closing = false;

  constructor(
    @InjectModel('Campaign') private readonly campaigns: Model<Campaign>,
    private readonly runs: DeliveryRuns,
    private readonly halts: DeliveryHalts,
    private readonly filling: DeliveryFilling,
    private readonly letters: DeliveryLetters,
    private readonly sending: WindowSending,
    private readonly watches: RunWatches,
    private readonly gates: GatesService,
    private readonly clock: Clock,
  ) {}

  onModuleDestroy(): void {
    this.closing = true;
  }

  /** Before the database goes: every lane gives back what it holds, so that a restart leaves nothing uncertain. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.allSettled(this.atWork);
  }

  async work(code: string, epoch: number): Promise<Outcome> {
    if (this.closing) return { skipped: 'shutting down' };
    const working = this.workOn(code, epoch);
    this.atWork.add(working);
    return working.finally(() => this.atWork.delete(working));
  }

  private async workOn(code: string, epoch: number): Promise<Outcome> {
    const run = await this.runs.find(code);
    if (run === null || run.status !== 'running' || run.epoch !== epoch) return { skipped: 'not running, or in another run' };
    const watch = this.watches.open(run);
    if (this.closing) watch.end();
    const work = [this.keepFilling(watch), this.sendWindows(watch).then(() => watch.end())].map((half) =>
      half.catch((error: unknown) => {
        watch.end();
        throw error;
      }),
    );
    const ended = await Promise.allSettled(work);
    this.watches.close(watch);
    // Whoever asked the run to end waits for this answer.
    await this.halts.settle(code);
    for (const half of ended) if (half.status === 'rejected') throw half.reason;
    return 'done';
  }

  /** One lane fills at a time; should it die, another goes on when its lease has run out. */
  private async keepFilling({ run, signal }: RunWatch): Promise<void> {
    while (!signal.aborted && !(await this.filling.fill(run._id, run.epoch, signal))) await pause(FILL_AGAIN_MS, undefined, { signal }).catch(() => undefined);
  }

  private async sendWindows(watch: RunWatch): Promise<void> {
    const writer = this.letters.writerOf(watch.run);
    while (!watch.isOver) {
      const claim = await this.runs.claim(watch.run);
      if (claim === null) {
        if (await this.isDone(watch)) return;
        await pause(LOOK_AGAIN_MS, undefined, { signal: watch.signal }).catch(() => undefined);
        continue;
      }
      // Read after the claim's write: one that slipped in before a cancel sends its window at most, one after it nothing.
      if (!(await this.mayStillSend(watch.run))) {
        watch.end();
        await this.runs.release(watch.run._id, claim.window);
        return;
      }
      await this.judge(await this.sending.send(claim, watch, writer, () => this.mayStillSend(watch.run)), watch);
    }
  }

  /** Nothing to claim: the run ended, or its ledger is still being filled, or other lanes hold the rest. */
  private async isDone(watch: RunWatch): Promise<boolean> {
    const { _id: code, epoch } = watch.run;
    const present = await this.runs.find(code);
    if (present === null || present.status !== 'running' || present.epoch !== epoch) return true;
    if (!present.filling.complete) return false;
    // Others hold windows: they may give some back, so this lane stays until they are through.
    return present.windows.length === 0 && present.returned.length === 0 && (await this.halts.finish(code, epoch));
  }

  private async mayStillSend({ package: campaignPackage, cycle, campaign: code }: Delivery): Promise<boolean> {
    if (campaignPackage !== null && !(await this.gates.isOpen(campaignPackage, cycle))) return false;
    const campaign = await this.campaigns.findById(code, { status: 1 }).lean();
    return campaign !== null && campaign.status !== 'canceled';
  }

  /** After a window: a run that fails too often, or whose server is away, pauses itself. */
  private async judge(delivery: Delivery | null, watch: RunWatch): Promise<void> {
    watch.note(delivery);
    if (delivery === null || watch.isOver) return;
    const { _id: code, epoch, maxFailureRate, awaySince, judgedFrom } = delivery;
    const failed = delivery.failed - judgedFrom.failed;
    const processed = processedOf(delivery) - judgedFrom.processed;
    if (processed >= JUDGED_FROM && failed / processed > maxFailureRate) {
      await this.halts.pauseItself(code, epoch, tooManyFailures(failed, processed));
    } else if (awaySince !== null) {
      const away = this.clock.now().getTime() - awaySince.getTime();
      if (away >= SERVER_AWAY_MS) await this.halts.pauseItself(code, epoch, serverAway(Math.round(away / 1_000)));
      else await pause(SERVER_AGAIN_MS, undefined, { signal: watch.signal }).catch(() => undefined);
    }
  }
}
