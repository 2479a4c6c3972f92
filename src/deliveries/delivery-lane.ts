import { type BeforeApplicationShutdown, Injectable, type OnModuleDestroy } from '@nestjs/common';

import { Clock } from '../clock/clock.js';
import type { Outcome } from '../messaging/typed-processor.js';
import { Channels } from './channels/channels.js';
import { serverAway, tooManyFailures } from './deliveries.errors.js';
import { DeliveryFilling } from './delivery-filling.js';
import { DeliveryHalts } from './delivery-halts.js';
import { DeliveryRuns, type RunState } from './delivery-runs.js';
import { AHEAD_MS, processedOf } from './delivery.windows.js';
import { LaneTurns } from './lane-turns.js';
import { type RunWatch, RunWatches } from './run-watch.js';
import { pauseFor } from './window-in-hand.js';
import { type Prepared, WindowSending } from './window-sending.js';

/** Between two looks at a ledger in which nothing is free. */
const LOOK_AGAIN_MS = 50;
const LOOK_AGAIN_AT_MOST_MS = 500;
/** A slot may be far, and a window given back meanwhile: it is looked for so often. */
const SLOT_AT_MOST_MS = 2_000;
/** Messages refused for now are looked for so often, before others. */
const DUE_EVERY_MS = 500;
const FILL_AGAIN_MS = 1_000;
/** Between two tries of a mail server that does not answer, and how long until the run pauses itself. */
const SERVER_AGAIN_MS = 1_000;
const SERVER_AWAY_MS = 60_000;
/** A server that refuses all of a window for now is left alone for longer and longer, up to this. */
const SERVER_BUSY_AT_MOST_MS = 10_000;
/** Failures are judged from so many messages on (domain.md). */
const JUDGED_FROM = 100;
const NOTHING = Promise.resolve(null);

/** One lane of a run: claims windows and sends them until nothing is left or the run is over. */
@Injectable()
export class DeliveryLane implements OnModuleDestroy, BeforeApplicationShutdown {
  private readonly atWork = new Map<string, Promise<Outcome>>();
  private closing = false;

  constructor(
    private readonly runs: DeliveryRuns,
    private readonly halts: DeliveryHalts,
    private readonly filling: DeliveryFilling,
    private readonly sending: WindowSending,
    private readonly watches: RunWatches,
    private readonly turns: LaneTurns,
    private readonly channels: Channels,
    private readonly clock: Clock,
  ) {}

  onModuleDestroy(): void {
    this.closing = true;
  }

  /** Before the database goes: every lane gives back what it holds, so that a restart leaves nothing uncertain. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.allSettled(this.atWork.values());
  }

  /** One lane a run in each process: a second one is for another worker to take. */
  async work(code: string, epoch: number): Promise<Outcome> {
    if (this.closing) return { skipped: 'shutting down' };
    const run = `${code}:${epoch}`;
    if (this.atWork.has(run)) return { skipped: 'this worker has a lane of it' };
    const working = this.workOn(code, epoch);
    this.atWork.set(run, working);
    return working.finally(() => this.atWork.delete(run));
  }

  private async workOn(code: string, epoch: number): Promise<Outcome> {
    const run = await this.runs.find(code);
    if (run === null || run.status !== 'running' || run.epoch !== epoch) return { skipped: 'not running, or in another run' };
    // Canceled, and not told to stop yet: with many at once that takes a while, in which each lane would claim and give back for nothing.
    if (!(await this.sending.mayStillSend(run))) return { skipped: 'its package or campaign is canceled' };
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
    while (!signal.aborted && !(await this.filling.fill(run._id, run.epoch, signal))) await pauseFor(FILL_AGAIN_MS, signal);
  }

  /** While one window is on its way the next is claimed and written, so that no message waits for the record. */
  private async sendWindows(watch: RunWatch): Promise<void> {
    const channel = this.channels.start(watch.run);
    const begunAt = this.clock.monotonic();
    const isTurnOver = (): boolean => this.turns.isOver(begunAt, this.atWork.size);
    const lane = { lookedAgainAt: begunAt, idleMs: LOOK_AGAIN_MS, busyMs: SERVER_AGAIN_MS };
    const prepare = (): Promise<Prepared | null> => {
      const again = this.clock.monotonic() - lane.lookedAgainAt >= DUE_EVERY_MS;
      if (again) lane.lookedAgainAt = this.clock.monotonic();
      const preparing = this.sending.prepare(watch, channel, again);
      // It is awaited later: whoever does meets what went wrong.
      preparing.catch(() => undefined);
      return preparing;
    };
    let next = prepare();
    try {
      while (!watch.isOver) {
        const ready = await next;
        next = NOTHING;
        if (ready === null) {
          const slotInMs = await this.slotIn(watch);
          if (slotInMs === null || isTurnOver()) return;
          await pauseFor(Math.max(lane.idleMs, Math.min(slotInMs, SLOT_AT_MOST_MS)), watch.signal);
          lane.idleMs = Math.min(lane.idleMs * 2, LOOK_AGAIN_AT_MOST_MS);
          next = prepare();
          continue;
        }
        lane.idleMs = LOOK_AGAIN_MS;
        await this.judge(await this.sending.send(ready, watch, () => void (next = isTurnOver() ? NOTHING : prepare())), watch);
        if (ready.hand.isAllRefusedForNow) await pauseFor(lane.busyMs, watch.signal);
        lane.busyMs = ready.hand.isAllRefusedForNow ? Math.min(lane.busyMs * 2, SERVER_BUSY_AT_MOST_MS) : SERVER_AGAIN_MS;
      }
    } finally {
      const left = await next.catch(() => null);
      if (left !== null) await this.sending.release(watch, left);
    }
  }

  /**
   * Nothing to claim: its slot is not near, or the ledger is still being filled, or other lanes hold the rest.
   * @returns milliseconds until the next slot is near; null: the run is over
   */
  private async slotIn(watch: RunWatch): Promise<number | null> {
    const { _id: code, epoch } = watch.run;
    const present = await this.runs.find(code);
    if (present === null || present.status !== 'running' || present.epoch !== epoch) return null;
    // Others hold windows: they may give some back, so this lane stays until they are through.
    const isThrough = present.filling.complete && present.windows.length === 0 && present.returned.length === 0;
    if (isThrough && (await this.halts.finish(code, epoch))) return null;
    return present.nextSlotAt.getTime() - AHEAD_MS - this.clock.now().getTime();
  }

  /** After a window: a run that fails too often, or whose server is away, pauses itself. */
  private async judge(delivery: RunState | null, watch: RunWatch): Promise<void> {
    watch.note(delivery);
    if (delivery === null || watch.isOver) return;
    const { _id: code, epoch, maxFailureRate, awaySince, judgedFrom } = delivery;
    const failed = delivery.failed - judgedFrom.failed;
    const processed = processedOf(delivery) - judgedFrom.processed;
    if (processed >= JUDGED_FROM && failed / processed > maxFailureRate) {
      await this.halts.pauseItself(code, epoch, tooManyFailures(watch.run.channel, failed, processed));
    } else if (awaySince !== null) {
      const away = this.clock.now().getTime() - awaySince.getTime();
      if (away >= SERVER_AWAY_MS) await this.halts.pauseItself(code, epoch, serverAway(watch.run.channel, Math.round(away / 1_000)));
      else await pauseFor(SERVER_AGAIN_MS, watch.signal);
    }
  }
}
