import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, UpdateQuery } from 'mongoose';

import { CampaignsService } from '../campaigns/campaigns.service.js';
import { Clock } from '../clock/clock.js';
import { notFound } from '../errors/domain-error.js';
import { JournalService } from '../journal/journal.service.js';
import { LifecycleApplier } from '../lifecycle/lifecycle-applier.js';
import { Hints } from '../messaging/hints.js';
import { Transactions } from '../storage/transactions.js';
import { DeliveryEnds } from './deliveries.ports.js';
import { type DeliveryCommand, deliveryLifecycle } from './delivery.lifecycle.js';
import type { Delivery, Reason } from './delivery.schema.js';
import { pendingOf } from './delivery.windows.js';
import { DeliveryRuns } from './delivery-runs.js';
import type { HaltRequest, Settled } from './halt-request.js';
import { MessageLedger } from './message-ledger.js';

const OVER: ReadonlySet<string> = new Set(['stopped', 'finished']);

/** How a run pauses, stops and ends. The truth is written first, then the workers are told. */
@Injectable()
export class DeliveryHalts {
  constructor(
    @InjectModel('Delivery') private readonly deliveries: Model<Delivery>,
    private readonly runs: DeliveryRuns,
    private readonly ledger: MessageLedger,
    private readonly campaigns: CampaignsService,
    private readonly ends: DeliveryEnds,
    private readonly applier: LifecycleApplier,
    private readonly journal: JournalService,
    private readonly transactions: Transactions,
    private readonly hints: Hints,
    private readonly clock: Clock,
  ) {}

  /**
   * Asks a run to stop; one that nobody works on stops at once. One that is over or stopping already stays as it is.
   * @throws DomainError `not-found`
   */
  async requestStop(code: string, request: HaltRequest): Promise<Delivery> {
    const ask = async (session: ClientSession): Promise<Delivery> => {
      const delivery = await this.load(code, session);
      return OVER.has(delivery.status) || delivery.status === 'stopping' ? delivery : this.stop(delivery, request, session);
    };
    if (request.session !== undefined) return ask(request.session);
    const delivery = await this.transactions.run(ask);
    await this.tell(code);
    return delivery;
  }

  /** The commands of a person, inside their transaction: refused where the status does not allow it. */
  async pause(delivery: Delivery, { by, at, reason, comment }: { by: string; at: Date; reason: Reason; comment?: string | null }, session: ClientSession): Promise<Delivery> {
    return this.apply('pause', delivery, { by, at, set: { reason, requestedAt: at }, raise: true, comment: comment ?? null, session });
  }

  async stop(delivery: Delivery, request: Omit<HaltRequest, 'session'>, session: ClientSession): Promise<Delivery> {
    const { by, at, cancellation, comment } = request;
    const atOnce = delivery.status === 'draft' || delivery.status === 'paused';
    const set: Partial<Delivery> = { requestedAt: at, cancellation, reason: null, ...(atOnce ? { stoppedAt: at } : {}) };
    const stopped = await this.apply('stop', delivery, { by, at, set, raise: true, cancelRest: atOnce, comment: comment ?? null, correlation: cancellation, session });
    if (atOnce) await this.campaigns.finishIfDone(delivery.campaign, session);
    return stopped;
  }

  /** Before a stop or a pause is written: the workers hold their breath, instead of sending on. */
  announce(code: string): void {
    this.hints.send({ process: code, hold: true });
  }

  /** Tells the workers that a run changed, after the commit, and records what can be recorded now. */
  async tell(code: string): Promise<Settled> {
    this.hints.send({ process: code });
    return this.settle(code);
  }

  /**
   * Records the end of what was asked for, once every worker has answered or its lease ran out:
   * stopping -> stopped, pausing -> paused (or finished, where nothing is left).
   */
  async settle(code: string): Promise<Settled> {
    await this.runs.recoverLost(code);
    const delivery = await this.transactions.run(async (session) => {
      const present = await this.load(code, session);
      if (present.windows.length > 0) return present;
      const now = this.clock.now();
      if (present.status === 'stopping') return this.end('record-stopped', present, now, session);
      if (present.status !== 'pausing') return present;
      if (nothingIsLeft(present)) return this.end('finish', present, now, session);
      return this.apply('record-paused', present, { by: 'system', at: now, set: { pausedAt: now }, session });
    });
    if (!OVER.has(delivery.status)) return 'waiting';
    await this.tidy(delivery);
    return 'stopped';
  }

  /** Ends a run whose every message was answered for. @returns false: something is left after all */
  async finish(code: string, epoch: number): Promise<boolean> {
    const delivery = await this.transactions.run(async (session) => {
      const present = await this.load(code, session);
      if (present.status !== 'running' || present.epoch !== epoch || !nothingIsLeft(present)) return null;
      return this.end('finish', present, this.clock.now(), session);
    });
    if (delivery === null) return false;
    await this.tidy(delivery);
    return true;
  }

  /** Pauses a run for a reason that Relais found itself; does nothing where it no longer runs. */
  async pauseItself(code: string, epoch: number, reason: Reason): Promise<void> {
    await this.transactions.run(async (session) => {
      const present = await this.load(code, session);
      if (present.status === 'running' && present.epoch === epoch) await this.pause(present, { by: 'system', at: this.clock.now(), reason }, session);
    });
    await this.tell(code);
  }

  /** Stops the drafts, templates too, of canceled campaigns, in the cascade's transaction. @returns their codes */
  async stopDrafts(campaigns: readonly string[], cycle: number, request: Omit<HaltRequest, 'session'>, session: ClientSession): Promise<string[]> {
    const { by, at, cancellation, comment } = request;
    const subject = cancellation ?? campaigns[0];
    if (subject === undefined) return [];
    return this.applier.applyRange({
      lifecycle: deliveryLifecycle,
      model: this.deliveries,
      command: 'stop-draft',
      subject,
      cycle,
      // Drafts of an earlier cycle are a record: nothing of it changes any more.
      scope: { campaign: { $in: [...campaigns] }, cycle },
      ordinals: { from: 0, to: campaigns.length - 1 },
      by,
      at,
      set: { requestedAt: at, stoppedAt: at, cancellation },
      comment: comment ?? null,
      correlation: cancellation,
      session,
    });
  }

  /**
   * Cancels an entity's unsent messages in a run that goes on for the others.
   * @returns how many were canceled now, and how many a worker still has in hand (it cancels those it has not sent)
   */
  async excludeEntity(code: string, entity: string, { by, at, cancellation }: Omit<HaltRequest, 'session'>): Promise<{ canceled: number; inHand: number }> {
    const canceled = await this.transactions.run(async (session) => {
      const delivery = await this.load(code, session);
      if (!delivery.excludedEntities.includes(entity)) {
        const changes = [{ field: 'excludedEntities', from: null, to: entity }];
        await this.journal.record({ at, by, subject: code, subjectKind: 'delivery', cycle: delivery.cycle, command: 'exclude-entity', changes, correlation: cancellation, related: [delivery.campaign] }, session);
      }
      await this.deliveries.updateOne({ _id: code }, { $addToSet: { excludedEntities: entity } }, { session });
      const freed = await this.ledger.cancelEntity(code, entity, session);
      // A stopped run's figures count its unsent messages as canceled already.
      if (freed > 0 && delivery.status !== 'stopped') await this.deliveries.updateOne({ _id: code }, { $inc: { canceled: freed } }, { session });
      return freed;
    });
    this.hints.send({ process: code });
    return { canceled, inHand: await this.ledger.countInHand(code, entity) };
  }

  /** After the end: the ledger says what the figures say. Comes again through the reconciler if it is cut short. */
  async tidy(delivery: Pick<Delivery, '_id' | 'status' | 'untidy' | 'toDeliver'>): Promise<void> {
    if (!delivery.untidy || !OVER.has(delivery.status)) return;
    if (delivery.status === 'stopped') await this.ledger.sweep(delivery._id, delivery.toDeliver);
    await this.deliveries.updateOne({ _id: delivery._id }, { $set: { untidy: false } });
  }

  private async end(command: 'finish' | 'record-stopped', delivery: Delivery, now: Date, session: ClientSession): Promise<Delivery> {
    const stopped = command === 'record-stopped';
    const set: Partial<Delivery> = stopped ? { stoppedAt: now } : { finishedAt: now, reason: null };
    const ended = await this.apply(command, delivery, { by: 'system', at: now, set, cancelRest: stopped, correlation: delivery.cancellation, session });
    await this.campaigns.finishIfDone(delivery.campaign, session);
    return ended;
  }

  private async apply(command: DeliveryCommand, delivery: Delivery, call: Apply): Promise<Delivery> {
    const rest = call.cancelRest === true ? pendingOf(delivery) : 0;
    const ends = OVER.has(targetStatus(command, delivery));
    return this.applier.applyOne({
      lifecycle: deliveryLifecycle,
      model: this.deliveries,
      command,
      thing: delivery,
      context: { now: call.at },
      by: call.by,
      at: call.at,
      set: call.set,
      update: { $inc: { ...(call.raise === true ? { epoch: 1 } : {}), ...(rest > 0 ? { canceled: rest } : {}) } } as UpdateQuery<Delivery>,
      comment: call.comment ?? null,
      correlation: call.correlation ?? null,
      related: [delivery.campaign],
      jobs: ends ? this.ends.jobsAfter(delivery) : [],
      session: call.session,
    });
  }

  private async load(code: string, session: ClientSession): Promise<Delivery> {
    const delivery = await this.runs.find(code, session);
    if (delivery === null) throw notFound(code);
    return delivery;
  }
}

interface Apply {
  by: string;
  at: Date;
  set: Partial<Delivery>;
  /** Raises the fence. */
  raise?: boolean;
  /** Counts everything unsent as canceled: no window is held, so it is exact. */
  cancelRest?: boolean;
  comment?: string | null;
  correlation?: string | null;
  session: ClientSession;
}

function nothingIsLeft(delivery: Delivery): boolean {
  return delivery.filling.complete && delivery.windows.length === 0 && pendingOf(delivery) === 0;
}

function targetStatus(command: DeliveryCommand, delivery: Delivery): string {
  const to = deliveryLifecycle.commands[command].to;
  return typeof to === 'string' ? to : (to[delivery.status] ?? '');
}
