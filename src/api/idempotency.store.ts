import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { ClientSession, Model } from 'mongoose';

import { Clock } from '../clock/clock.js';
import { Environment } from '../config/environment.js';
import { outcomeUnknown, requestInProgress } from './api.errors.js';
import type { IdempotentRequest } from './idempotency.schema.js';
import { Seal } from './seal.js';

/** How long a second request waits for the answer of the first. */
const WAIT_MS = 10_000;
const LOOK_EVERY_MS = 50;
/** A request that runs longer is taken for one whose process died. */
const LONGEST_RUN_MS = 5 * 60_000;
const DUPLICATE = 11_000;

export interface SavedAnswer {
  fingerprint: string;
  status: number;
  headers: Record<string, string>;
  /** JSON. */
  body: string;
}

/** What claiming a key comes to: the answer it got the first time, or the run that carries it out. */
export type Claim =
  | { saved: SavedAnswer }
  | {
      run: string;
      /** Its job ran before, and died: what it did then may be done already. */
      again: boolean;
    };

/** Remembers POSTs by operator and key, so that each is carried out once at most. */
@Injectable()
export class IdempotencyStore {
  readonly seal: Seal;

  constructor(
    @InjectModel('IdempotentRequest') private readonly requests: Model<IdempotentRequest>,
    private readonly clock: Clock,
    environment: Environment,
  ) {
    this.seal = new Seal(environment.SESSION_SECRET);
  }

  /**
   * Claims the key: null, the caller carries the request out; else the answer it got the first time.
   * @throws DomainError `request-in-progress`, `outcome-unknown`
   */
  async claim(id: string): Promise<SavedAnswer | null> {
    const claim = await this.claimFor(id, null);
    return 'saved' in claim ? claim.saved : null;
  }

  /**
   * The same for a job, which comes back by itself where its worker died: it takes its own claim over.
   * @param holder names the job; null: nobody comes back
   * @throws DomainError `request-in-progress`, `outcome-unknown`
   */
  async claimFor(id: string, holder: string | null): Promise<Claim> {
    const deadline = this.clock.monotonic() + WAIT_MS;
    const run = randomUUID();
    for (;;) {
      if (await this.insert(id, holder, run)) return { run, again: false };
      if (holder !== null && (await this.requests.findOneAndUpdate({ _id: id, state: 'running', holder }, { $set: { run } })) !== null) return { run, again: true };
      const first = await this.requests.findById(id).lean();
      if (first?.state === 'answered') return { saved: this.opened(first) };
      if (first !== null && this.clock.now().getTime() - first.createdAt.getTime() > LONGEST_RUN_MS) throw outcomeUnknown();
      if (this.clock.monotonic() > deadline) throw requestInProgress();
      await pause(LOOK_EVERY_MS);
    }
  }

  /**
   * To be the first write of each transaction of a run.
   * @throws Error where its job has been taken over by a later run
   */
  async fence(id: string, run: string, session: ClientSession): Promise<void> {
    const { matchedCount } = await this.requests.updateOne({ _id: id, run }, { $inc: { fenced: 1 } }, { session });
    if (matchedCount === 0) throw new Error('another worker has taken this command over');
  }

  /** @param run of a job: an answer of an earlier run is not kept */
  async save(id: string, answer: SavedAnswer, run?: string): Promise<void> {
    const { fingerprint, status, headers, body } = answer;
    await this.requests.updateOne({ _id: id, ...(run === undefined ? {} : { run }) }, { $set: { state: 'answered', fingerprint, status, headers, answer: this.seal.close(body) } });
  }

  /** Nothing was carried out: the same key may be sent again. */
  async forget(id: string, run?: string): Promise<void> {
    await this.requests.deleteOne({ _id: id, state: 'running', ...(run === undefined ? {} : { run }) });
  }

  private async insert(id: string, holder: string | null, run: string): Promise<boolean> {
    try {
      await this.requests.create([{ _id: id, state: 'running', holder, run, createdAt: this.clock.now() }]);
      return true;
    } catch (error) {
      if ((error as { code?: unknown }).code === DUPLICATE) return false;
      throw error;
    }
  }

  private opened(request: IdempotentRequest): SavedAnswer {
    return { fingerprint: request.fingerprint ?? '', status: request.status ?? 200, headers: request.headers, body: request.answer === null ? '' : this.seal.open(request.answer) };
  }
}
