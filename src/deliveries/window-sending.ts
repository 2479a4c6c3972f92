import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import type { Campaign } from '../campaigns/campaign.schema.js';
import { Clock } from '../clock/clock.js';
import { GatesService } from '../gates/gates.service.js';
import type { ChannelRun, SendWindow } from './channels/channel.js';
import { ChannelRates } from './channels/channel-rates.js';
import { type Claim, DeliveryRuns, type RunState } from './delivery-runs.js';
import type { Delivery } from './delivery.schema.js';
import { type RunWatch, RunWatches } from './run-watch.js';
import { pauseFor, WindowInHand } from './window-in-hand.js';

/** A window that is claimed, and what sending it needs: made while the one before is on its way. */
export interface Prepared {
  hand: WindowInHand;
  send: SendWindow;
}

/** Claims windows of messages, sends them past the stop gate, gives back what was not sent. */
@Injectable()
export class WindowSending {
  constructor(
    @InjectModel('Campaign') private readonly campaigns: Model<Campaign>,
    private readonly runs: DeliveryRuns,
    private readonly rates: ChannelRates,
    private readonly gates: GatesService,
    private readonly watches: RunWatches,
    private readonly clock: Clock,
  ) {}

  /** Claims the next window and reads what it needs; null: there is none for now. @param again look for messages to be tried again first */
  async prepare(watch: RunWatch, channel: ChannelRun, again: boolean): Promise<Prepared | null> {
    const { run } = watch;
    const paced = { ...run, ratePerSecond: this.rates.limited(run.channel, run.ratePerSecond) };
    const claim = (again ? await this.runs.claimAgain(paced) : null) ?? (await this.runs.claim(paced));
    if (claim === null) return null;
    const hand = new WindowInHand(this.runs, this.clock, claim, watch, 1_000 / paced.ratePerSecond, this.watches.count);
    try {
      const [send, waitMs] = await Promise.all([channel.prepare(claim.messages), this.rates.reserve(run.channel, claim.messages.length)]);
      claim.startAt = Math.max(claim.startAt, this.clock.monotonic() + waitMs);
      return { hand, send };
    } catch (error) {
      await this.release(watch, { hand });
      throw error;
    }
  }

  /** Gives back a window that was never begun. */
  async release(watch: RunWatch, { hand }: Pick<Prepared, 'hand'>): Promise<void> {
    hand.stopRenewing();
    await this.runs.release(watch.run._id, hand.claim.window);
  }

  /**
   * @param onBegin the window is on its way: the next may be prepared
   * @returns the run as the last write left it; null: the window was taken away meanwhile
   */
  async send({ hand, send }: Prepared, watch: RunWatch, onBegin: () => void): Promise<RunState | null> {
    try {
      await pauseFor(hand.waitMs, watch.signal);
      const asked = this.clock.monotonic();
      const begun = watch.isOver ? null : await this.begin(hand.claim, watch);
      if (begun === null) {
        watch.end();
        await this.release(watch, { hand });
        return null;
      }
      watch.note(begun);
      hand.take(begun.messages, begun, asked);
      onBegin();
      return await this.sendAndGiveBack(hand, send, watch);
    } finally {
      hand.stopRenewing();
    }
  }

  /**
   * Takes the messages in hand, and reads the gate of package and cycle: a window that begins as a
   * cancel commits is sent at most, one after it is not, hint or no hint.
   */
  private async begin(claim: Claim, watch: RunWatch): Promise<(RunState & { messages: Claim['messages'] }) | null> {
    // Where this fails the window is held until its lease runs out, then found whole.
    const [begun, isOpen] = await Promise.all([this.runs.begin(watch.run._id, claim), this.mayStillSend(watch.run)]);
    if (!isOpen) watch.end();
    return begun === null ? null : { ...begun.delivery, messages: begun.messages };
  }

  private async sendAndGiveBack(hand: WindowInHand, send: SendWindow, watch: RunWatch): Promise<RunState | null> {
    try {
      await send(hand);
    } catch (error) {
      // Nobody's message may stay in a hand that lets go.
      watch.end();
      await hand.giveBack().catch(() => undefined);
      throw error;
    }
    return hand.giveBack();
  }

  /** Whether the stop gate lets it send: its package's cycle is open, its campaign is not canceled. */
  async mayStillSend({ package: campaignPackage, cycle, campaign: code }: Delivery): Promise<boolean> {
    const [isOpen, campaign] = await Promise.all([campaignPackage === null || this.gates.isOpen(campaignPackage, cycle), this.campaigns.findById(code, { status: 1 }).lean()]);
    return isOpen && campaign !== null && campaign.status !== 'canceled';
  }
}
