import { Injectable } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';

import { Clock } from '../clock/clock.js';
import { type Attempt, HeldBack, type Letter, MailServer } from '../mail/mail-server.js';
import { type Claim, DeliveryRuns } from './delivery-runs.js';
import type { Delivery } from './delivery.schema.js';
import { LEASE_MS, RENEW_EVERY_MS } from './delivery.windows.js';
import type { LetterWriter } from './delivery-letters.js';
import type { MessageResult } from './message-ledger.js';
import type { Message } from './message.schema.js';
import type { RunWatch } from './run-watch.js';

/** Connections that one window uses at once. */
const SIDE_BY_SIDE = 5;
/** Results are written down at least so often, so that figures live. */
const FLUSH_EVERY_MS = 400;
/** A temporary refusal is tried again so often, further and further apart. */
const TRIES = 3;
const TRY_AGAIN_MS = 250;

/** Sends the messages of one window, each past the stop gate, and gives back what it did not send. */
@Injectable()
export class WindowSending {
  constructor(
    private readonly runs: DeliveryRuns,
    private readonly server: MailServer,
    private readonly clock: Clock,
  ) {}

  /**
   * @param mayStillSend reads the gate of package and cycle, and the campaign
   * @returns the delivery as the last write left it; null: the window was taken away meanwhile
   */
  async send(claim: Claim, watch: RunWatch, writer: LetterWriter, mayStillSend: () => Promise<boolean>): Promise<Delivery | null> {
    const hand = new WindowInHand(this.runs, this.clock, claim, watch);
    try {
      await pauseUntil(claim.waitMs, watch.signal);
      // Where this fails the window is held until its lease runs out, then found whole.
      const begun = watch.isOver ? null : await this.runs.begin(watch.run._id, claim.window);
      if (begun === null) {
        watch.end();
        return await this.runs.release(watch.run._id, claim.window);
      }
      watch.note(begun.delivery);
      hand.take(begun.messages);
      return await this.sendAndGiveBack(hand, watch, writer, mayStillSend);
    } finally {
      hand.stopRenewing();
    }
  }

  private async sendAndGiveBack(hand: WindowInHand, watch: RunWatch, writer: LetterWriter, mayStillSend: () => Promise<boolean>): Promise<Delivery | null> {
    try {
      // The window may have waited for its slot: what was closed meanwhile stays closed, hint or no hint.
      if (!(await mayStillSend())) watch.end();
      await this.sendAll(hand, watch, await writer.prepare(hand.all()));
    } catch (error) {
      // Nobody's message may stay in a hand that lets go.
      watch.end();
      await hand.giveBack().catch(() => undefined);
      throw error;
    }
    return hand.giveBack();
  }

  private async sendAll(hand: WindowInHand, watch: RunWatch, write: (message: Message) => Promise<Letter>): Promise<void> {
    const started = this.clock.monotonic();
    const apartMs = 1_000 / watch.run.ratePerSecond;
    let sent = 0;
    const lane = async (): Promise<void> => {
      for (let message = hand.next(); message !== undefined; message = hand.next()) {
        await pauseUntil(started + sent++ * apartMs - this.clock.monotonic(), watch.signal);
        await this.sendOne(message, hand, watch, write).catch((error: unknown) => {
          hand.leave(message);
          throw error;
        });
        await hand.flushWhenDue();
      }
    };
    const lanes = await Promise.allSettled(Array.from({ length: SIDE_BY_SIDE }, lane));
    for (const ended of lanes) if (ended.status === 'rejected') throw ended.reason;
  }

  private async sendOne(message: Message, hand: WindowInHand, watch: RunWatch, write: (message: Message) => Promise<Letter>): Promise<void> {
    for (let tried = 1; ; tried++) {
      const gate = await hand.gate(message);
      if (gate !== 'go') return hand.leave(message);
      const attempt = await this.attempt(message, hand, await write(message));
      if (attempt === null) return hand.leave(message);
      if (attempt.outcome === 'unreachable') return hand.serverIsAway(message);
      if (attempt.outcome !== 'refused' || attempt.isTemporary !== true || tried === TRIES) return hand.note(message, attempt);
      await pauseUntil(TRY_AGAIN_MS * 2 ** tried, watch.signal);
    }
  }

  /** Null: held back at the last look, when the server waited for the data. */
  private async attempt(message: Message, hand: WindowInHand, letter: Letter): Promise<Attempt | null> {
    try {
      return await this.server.send(letter, async () => {
        if ((await hand.gate(message)) !== 'go') throw new HeldBack('the run is over');
      });
    } catch (error) {
      if (!(error instanceof HeldBack)) throw error;
      return null;
    }
  }
}

/** A claimed window while it is worked on: its lease, its results, what is left of it. */
class WindowInHand {
  private waiting: Message[] = [];
  private readonly unsent: Message[] = [];
  private results: MessageResult[] = [];
  private leaseUntil: number;
  private flushedAt: number;
  private flushing: Promise<void> | null = null;
  private away = false;
  private readonly renewing: NodeJS.Timeout;

  constructor(
    private readonly runs: DeliveryRuns,
    private readonly clock: Clock,
    private readonly claim: Claim,
    private readonly watch: RunWatch,
  ) {
    this.leaseUntil = claim.leaseUntil;
    this.flushedAt = clock.monotonic();
    this.renewing = setInterval(() => void this.renew(), RENEW_EVERY_MS);
  }

  take(messages: readonly Message[]): void {
    this.waiting = [...messages];
  }

  all(): readonly Message[] {
    return [...this.waiting];
  }

  next(): Message | undefined {
    if (this.watch.isOver || this.away) return undefined;
    return this.waiting.shift();
  }

  /** Hint, fence and this worker's own lease on a clock that no freeze can fool. */
  async gate(message: Message): Promise<'go' | 'stop' | 'skip'> {
    const gate = await this.watch.gate(message.entity);
    if (this.clock.monotonic() < this.leaseUntil) return gate;
    this.watch.end();
    return 'stop';
  }

  note(message: Message, attempt: Attempt): void {
    const state = attempt.outcome === 'accepted' ? 'sent' : attempt.outcome === 'uncertain' ? 'uncertain' : 'failed';
    this.results.push({ seq: message.seq, state, reply: attempt.reply, at: this.clock.now() });
  }

  leave(message: Message): void {
    this.unsent.push(message);
  }

  serverIsAway(message: Message): void {
    this.away = true;
    this.unsent.push(message);
  }

  async flushWhenDue(): Promise<void> {
    if (this.clock.monotonic() - this.flushedAt < FLUSH_EVERY_MS || this.flushing !== null) return;
    this.flushedAt = this.clock.monotonic();
    const results = this.results;
    this.results = [];
    this.flushing = this.write(results, [], false)
      .then(
        (delivery) => this.watch.note(delivery),
        () => {
          // Not written, or not known to be: the ledger counts each row once, so they go with the next write.
          this.results = [...results, ...this.results];
        },
      )
      .finally(() => (this.flushing = null));
    await this.flushing;
  }

  stopRenewing(): void {
    clearInterval(this.renewing);
  }

  async giveBack(): Promise<Delivery | null> {
    await this.flushing;
    const unsent = [...this.unsent, ...this.waiting].sort((a, b) => a.seq - b.seq);
    return this.write(this.results, unsent, true);
  }

  private write(results: readonly MessageResult[], unsent: readonly Message[], last: boolean): Promise<Delivery | null> {
    return this.runs.giveBack(this.watch.run._id, this.claim.window, { results, unsent, last, away: last && this.away });
  }

  private async renew(): Promise<void> {
    const asked = this.clock.monotonic();
    try {
      const delivery = await this.runs.renew(this.watch.run._id, this.claim.window.id);
      if (delivery !== null) this.leaseUntil = asked + LEASE_MS;
      this.watch.note(delivery);
    } catch {
      // The lease in hand holds until it runs out; each message looks at it.
    }
  }
}

async function pauseUntil(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0 || signal.aborted) return;
  await pause(ms, undefined, { signal }).catch(() => undefined);
}
