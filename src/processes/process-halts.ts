import { Injectable } from '@nestjs/common';
import type { ClientSession, Model, QueryFilter, UpdateQuery } from 'mongoose';

import { CampaignsService } from '../campaigns/campaigns.service.js';
import { Clock } from '../clock/clock.js';
import { notFound } from '../errors/domain-error.js';
import { type Lifecycle, targetOf } from '../lifecycle/define-lifecycle.js';
import { LifecycleApplier } from '../lifecycle/lifecycle-applier.js';
import { Hints } from '../messaging/hints.js';
import type { JobToAdd } from '../messaging/queue.js';
import { Transactions } from '../storage/transactions.js';
import type { HaltRequest, Settled } from './halt-request.js';
import type { Reason, RunningProcess } from './running-process.js';

type HaltCommand = 'pause' | 'stop' | 'stop-draft' | 'record-paused' | 'record-stopped' | 'finish';

const OVER: ReadonlySet<string> = new Set(['stopped', 'finished', 'failed']);

/** What a halt needs at hand. */
@Injectable()
export class HaltDesk {
  constructor(
    readonly campaigns: CampaignsService,
    readonly applier: LifecycleApplier,
    readonly transactions: Transactions,
    readonly hints: Hints,
    readonly clock: Clock,
  ) {}
}

/** What is written with a change of status. */
interface Change<T> {
  /** E-mail of the operator, or `system`. */
  by: string;
  at: Date;
  set: Partial<T>;
  /** Raises the fence. */
  raise?: boolean;
  /** Further conditions of the write. */
  where?: QueryFilter<T>;
  comment?: string | null;
  correlation?: string | null;
  session: ClientSession;
}

/** How a process pauses, stops and ends, the same for every kind: the truth is written first, then the workers are told. */
export abstract class ProcessHalts<S extends string, C extends string, T extends RunningProcess<S>> {
  protected constructor(
    protected readonly model: Model<T>,
    private readonly lifecycle: Lifecycle<S, C | HaltCommand, T, { now: Date }>,
    protected readonly desk: HaltDesk,
  ) {}

  /** Whether a worker still has something of it in its hands, by the database's clock. */
  protected abstract isHeld(process: T, session: ClientSession): Promise<boolean>;

  /** A pausing one of which nothing is left has come to its end instead. */
  protected abstract isThrough(process: T): boolean;

  /** What is written when nobody works on it any more. */
  protected abstract readonly letGo: Partial<T>;

  /** What is counted and queued with its end. */
  protected abstract withEnd(process: T, status: S): { inc?: Record<string, number>; jobs?: JobToAdd[] };

  /**
   * Asks a process to stop; one that nobody works on stops at once. One that is over or stopping already stays as it is.
   * @throws DomainError `not-found`
   */
  async requestStop(code: string, request: HaltRequest): Promise<T> {
    const ask = async (session: ClientSession): Promise<T> => {
      const process = await this.load(code, session);
      return OVER.has(process.status) || process.status === 'stopping' ? process : this.stop(process, request, session);
    };
    if (request.session !== undefined) return ask(request.session);
    const process = await this.desk.transactions.run(ask);
    await this.tell(code);
    return process;
  }

  /** The commands of a person, inside their transaction: refused where the status does not allow it. */
  async pause(process: T, { by, at, reason, comment }: { by: string; at: Date; reason: Reason; comment?: string | null }, session: ClientSession): Promise<T> {
    const set = { reason, requestedAt: at } as Partial<T>;
    return this.apply('pause', process, { by, at, set, raise: true, comment: comment ?? null, session });
  }

  async stop(process: T, { by, at, cancellation, comment }: Omit<HaltRequest, 'session'>, session: ClientSession): Promise<T> {
    const atOnce = process.status === 'draft' || process.status === 'paused';
    const set = { requestedAt: at, cancellation, reason: null, ...(atOnce ? { stoppedAt: at } : {}) } as Partial<T>;
    const stopped = await this.apply('stop', process, { by, at, set, raise: true, comment: comment ?? null, correlation: cancellation, session });
    if (atOnce) await this.desk.campaigns.finishIfDone(process.campaign, session);
    return stopped;
  }

  /** Tells the workers that a run changed, after the commit, and records what can be recorded now. */
  async tell(code: string): Promise<Settled> {
    this.desk.hints.send({ process: code });
    return this.settle(code);
  }

  /** Records the end of what was asked for, once every worker has answered or its lease ran out. */
  async settle(code: string): Promise<Settled> {
    return OVER.has((await this.record(code)).status) ? 'stopped' : 'waiting';
  }

  /** Stops the drafts, templates too, of canceled campaigns, in the cascade's transaction. @returns their codes */
  async stopDrafts(campaigns: readonly string[], cycle: number, { by, at, cancellation, comment }: Omit<HaltRequest, 'session'>, session: ClientSession): Promise<string[]> {
    const subject = cancellation ?? campaigns[0];
    if (subject === undefined) return [];
    return this.desk.applier.applyRange({
      lifecycle: this.lifecycle,
      model: this.model as never,
      command: 'stop-draft',
      subject,
      cycle,
      // Drafts of an earlier cycle are a record: nothing of it changes any more.
      scope: { campaign: { $in: [...campaigns] }, cycle } as unknown as QueryFilter<T>,
      ordinals: { from: 0, to: campaigns.length - 1 },
      by,
      at,
      set: { requestedAt: at, stoppedAt: at, cancellation },
      comment: comment ?? null,
      correlation: cancellation,
      session,
    });
  }

  /** stopping -> stopped, pausing -> paused (or finished, where nothing is left), unless a worker still holds it. */
  protected async record(code: string): Promise<T> {
    return this.desk.transactions.run(async (session) => {
      const present = await this.load(code, session);
      if (present.status !== 'stopping' && present.status !== 'pausing') return present;
      if (await this.isHeld(present, session)) return present;
      const now = this.desk.clock.now();
      if (present.status === 'stopping') return this.end('record-stopped', present, { at: now, set: { stoppedAt: now, ...this.letGo } as Partial<T>, session });
      if (this.isThrough(present)) return this.end('finish', present, { at: now, set: { finishedAt: now, reason: null, ...this.letGo } as Partial<T>, session });
      return this.apply('record-paused', present, { by: 'system', at: now, set: { pausedAt: now, ...this.letGo } as Partial<T>, session });
    });
  }

  /** Records the end of a process, with its campaign's where it was the last. */
  protected async end(command: C | HaltCommand, process: T, change: Omit<Change<T>, 'by'>): Promise<T> {
    const ended = await this.apply(command, process, { ...change, by: 'system', correlation: process.cancellation });
    await this.desk.campaigns.finishIfDone(process.campaign, change.session);
    return ended;
  }

  /** @throws DomainError `not-found` */
  protected async load(code: string, session: ClientSession): Promise<T> {
    const process = (await this.model.findById(code, null, { session }).lean()) as T | null;
    if (process === null) throw notFound(code);
    return process;
  }

  private async apply(command: C | HaltCommand, process: T, { by, at, set, raise, where, comment, correlation, session }: Change<T>): Promise<T> {
    const to = targetOf(this.lifecycle.commands[command], process.status);
    const { inc = {}, jobs = [] } = to !== undefined && OVER.has(to) ? this.withEnd(process, to) : {};
    return this.desk.applier.applyOne({
      lifecycle: this.lifecycle,
      model: this.model,
      command,
      thing: process,
      context: { now: at },
      by,
      at,
      set,
      update: { $inc: { ...(raise === true ? { epoch: 1 } : {}), ...inc } } as UpdateQuery<T>,
      ...(where === undefined ? {} : { where }),
      comment: comment ?? null,
      correlation: correlation ?? null,
      related: [process.campaign],
      jobs,
      session,
    });
  }
}
