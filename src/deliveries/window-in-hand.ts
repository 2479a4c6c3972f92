import { setTimeout as pause } from 'node:timers/promises';

import type { Clock } from '../clock/clock.js';
import type { Answer, GateSays, Hand } from './channels/channel.js';
import type { Claim, DeliveryRuns, RunState } from './delivery-runs.js';
import { LEASE_MS, RENEW_EVERY_MS, TRY_AGAIN_AFTER_MS } from './delivery.windows.js';
import type { MessageResult } from './message-ledger.js';
import type { Message } from './message.schema.js';
import type { RunWatch } from './run-watch.js';

/** Results are written down so often, so that figures live; less often, the more runs a process has in hand. */
const FLUSH_EVERY_MS = 400;
const FLUSH_AT_MOST_EVERY_MS = 900;
const FLUSH_MS_A_RUN = 8;
/** A message that is early by less than this leaves now: timers are no finer. */
const EARLY_MS = 4;

/** A claimed window while it is worked on: its lease, its pace, its results, what is left of it. */
export class WindowInHand implements Hand {
  private waiting: Message[] = [];
  private readonly unsent: Message[] = [];
  private results: MessageResult[] = [];
  private leaseUntil: number;
  private flushedAt: number;
  private startedAt = 0;
  private started = 0;
  private flushing: Promise<void> | null = null;
  private away = false;
  private wasAway = false;
  private isRenewing = false;
  private renewedAt: number;
  private readonly flushEveryMs: number;
  private readonly renewing: NodeJS.Timeout;

  constructor(
    private readonly runs: DeliveryRuns,
    private readonly clock: Clock,
    readonly claim: Claim,
    private readonly watch: RunWatch,
    /** Milliseconds between two messages. */
    private readonly apartMs: number,
    /** Runs that this process has in hand. */
    runsInHand: number,
  ) {
    this.leaseUntil = claim.leaseUntil;
    this.renewedAt = claim.leaseUntil - LEASE_MS;
    this.flushEveryMs = Math.min(FLUSH_AT_MOST_EVERY_MS, Math.max(FLUSH_EVERY_MS, FLUSH_MS_A_RUN * runsInHand));
    this.flushedAt = clock.monotonic();
    this.renewing = setInterval(() => void this.renew(), RENEW_EVERY_MS / 2);
  }

  get signal(): AbortSignal {
    return this.watch.signal;
  }

  get patience(): AbortSignal {
    return this.watch.patience;
  }

  /** Milliseconds until its first message may leave. */
  get waitMs(): number {
    return this.claim.startAt - this.clock.monotonic();
  }

  /** @param asked when the write that took them in hand, and lengthened the lease, was asked for */
  take(messages: readonly Message[], { awaySince }: Pick<RunState, 'awaySince'>, asked: number): void {
    this.heldFrom(asked);
    this.waiting = [...messages];
    this.wasAway = awaySince !== null;
    this.startedAt = this.clock.monotonic();
    this.flushedAt = this.startedAt;
  }

  async next(): Promise<Message | undefined> {
    if (this.clock.monotonic() - this.flushedAt >= this.flushEveryMs && this.flushing === null) await this.flush();
    if (this.watch.isOver || this.away) return undefined;
    const message = this.waiting.shift();
    if (message === undefined) return undefined;
    const early = this.startedAt + this.started++ * this.apartMs - this.clock.monotonic();
    if (early >= EARLY_MS) await pauseFor(early, this.watch.signal);
    return message;
  }

  /** Hint, fence and this worker's own lease on a clock that no freeze can fool. */
  gate(message: Message): GateSays | Promise<GateSays> {
    const said = this.watch.gate(message.entity);
    return typeof said === 'string' ? this.withLease(said) : said.then((later) => this.withLease(later));
  }

  note(message: Message, answer: Answer): void {
    const at = this.clock.now();
    const { outcome, reply } = answer;
    const after = outcome === 'refused' && answer.isTemporary === true ? TRY_AGAIN_AFTER_MS[message.tries] : undefined;
    if (after !== undefined) this.results.push({ seq: message.seq, state: 'pending', reply, at, again: { dueAt: new Date(at.getTime() + after), tries: message.tries + 1 } });
    else this.results.push({ seq: message.seq, state: outcome === 'accepted' ? 'sent' : outcome === 'uncertain' ? 'uncertain' : 'failed', reply, at });
  }

  leave(message: Message): void {
    this.unsent.push(message);
  }

  awayWith(message: Message): void {
    this.away = true;
    this.unsent.push(message);
  }

  stopRenewing(): void {
    clearInterval(this.renewing);
  }

  async giveBack(): Promise<RunState | null> {
    await this.flushing;
    const unsent = [...this.unsent, ...this.waiting].sort((a, b) => a.seq - b.seq);
    return this.write(this.results, unsent, true);
  }

  /** Every message of it was refused for now: the server has its hands full. */
  get isAllRefusedForNow(): boolean {
    return this.results.length > 0 && this.results.every(({ again }) => again !== undefined);
  }

  private async flush(): Promise<void> {
    const asked = this.clock.monotonic();
    this.flushedAt = asked;
    const results = this.results;
    this.results = [];
    this.flushing = this.write(results, [], false)
      .then(
        (delivery) => {
          if (delivery !== null) this.heldFrom(asked);
          this.watch.note(delivery);
        },
        () => {
          // Not written, or not known to be: the ledger counts each row once, so they go with the next write.
          this.results = [...results, ...this.results];
        },
      )
      .finally(() => (this.flushing = null));
    await this.flushing;
  }

  /** The lease was lengthened by a write that was asked for then: at least so long it lasts. */
  private heldFrom(asked: number): void {
    this.renewedAt = Math.max(this.renewedAt, asked);
    this.leaseUntil = this.renewedAt + LEASE_MS;
  }

  private withLease(said: GateSays): GateSays {
    if (this.clock.monotonic() < this.leaseUntil) return said;
    this.watch.end();
    return 'stop';
  }

  private write(results: readonly MessageResult[], unsent: readonly Message[], last: boolean): Promise<RunState | null> {
    return this.runs.giveBack(this.watch.run._id, this.claim.window, { results, unsent, last, away: last && this.away, wasAway: this.wasAway });
  }

  private async renew(): Promise<void> {
    const asked = this.clock.monotonic();
    if (this.isRenewing || asked - this.renewedAt < RENEW_EVERY_MS) return;
    this.isRenewing = true;
    try {
      const delivery = await this.runs.renew(this.watch.run._id, this.claim.window.id);
      if (delivery !== null) this.heldFrom(asked);
      this.watch.note(delivery);
    } catch {
      // The lease in hand holds until it runs out; each message looks at it.
    } finally {
      this.isRenewing = false;
    }
  }
}

/** Waits, or until the signal says no. */
export async function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0 || signal.aborted) return;
  await pause(ms, undefined, { signal }).catch(() => undefined);
}
