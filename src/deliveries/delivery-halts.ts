import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import { JournalService } from '../journal/journal.service.js';
import type { JobToAdd } from '../messaging/queue.js';
import type { HaltRequest, Settled } from '../processes/halt-request.js';
import { HaltDesk, ProcessHalts } from '../processes/process-halts.js';
import type { Reason } from '../processes/running-process.js';
import { DeliveryEnds } from './deliveries.ports.js';
import { type DeliveryCommand, deliveryLifecycle } from './delivery.lifecycle.js';
import type { Delivery, DeliveryStatus } from './delivery.schema.js';
import { pendingOf } from './delivery.windows.js';
import { DeliveryRuns } from './delivery-runs.js';
import { MessageLedger } from './message-ledger.js';

/** How a delivery pauses, stops and ends: with its windows, its ledger and its figures. */
@Injectable()
export class DeliveryHalts extends ProcessHalts<DeliveryStatus, DeliveryCommand, Delivery> {
  protected readonly letGo = {};

  constructor(
    @InjectModel('Delivery') deliveries: Model<Delivery>,
    desk: HaltDesk,
    private readonly runs: DeliveryRuns,
    private readonly ledger: MessageLedger,
    private readonly ends: DeliveryEnds,
    private readonly journal: JournalService,
  ) {
    super(deliveries, deliveryLifecycle, desk);
  }

  /** Before a stop or a pause is written: the workers hold their breath, instead of sending on. */
  announce(code: string): void {
    this.desk.hints.send({ process: code, hold: true });
  }

  override async settle(code: string): Promise<Settled> {
    await this.runs.recoverLost(code);
    const delivery = await this.record(code);
    if (!isOver(delivery)) return 'waiting';
    await this.tidy(delivery);
    return 'stopped';
  }

  /** Ends a run whose every message was answered for. @returns false: something is left after all */
  async finish(code: string, epoch: number): Promise<boolean> {
    const delivery = await this.desk.transactions.run(async (session) => {
      const present = await this.load(code, session);
      if (present.status !== 'running' || present.epoch !== epoch || !this.isThrough(present)) return null;
      const now = this.desk.clock.now();
      return this.end('finish', present, { at: now, set: { finishedAt: now, reason: null }, session });
    });
    if (delivery === null) return false;
    await this.tidy(delivery);
    return true;
  }

  /** Pauses a run for a reason that Relais found itself; does nothing where it no longer runs. */
  async pauseItself(code: string, epoch: number, reason: Reason): Promise<void> {
    await this.desk.transactions.run(async (session) => {
      const present = await this.load(code, session);
      if (present.status === 'running' && present.epoch === epoch) await this.pause(present, { by: 'system', at: this.desk.clock.now(), reason }, session);
    });
    await this.tell(code);
  }

  /**
   * Cancels an entity's unsent messages in a run that goes on for the others.
   * @returns how many were canceled now, and how many a worker still has in hand (it cancels those it has not sent)
   */
  async excludeEntity(code: string, entity: string, { by, at, cancellation }: Omit<HaltRequest, 'session'>): Promise<{ canceled: number; inHand: number }> {
    const canceled = await this.desk.transactions.run(async (session) => {
      const delivery = await this.load(code, session);
      if (!delivery.excludedEntities.includes(entity)) {
        const changes = [{ field: 'excludedEntities', from: null, to: entity }];
        await this.journal.record({ at, by, subject: code, subjectKind: 'delivery', cycle: delivery.cycle, command: 'exclude-entity', changes, correlation: cancellation, related: [delivery.campaign] }, session);
      }
      await this.model.updateOne({ _id: code }, { $addToSet: { excludedEntities: entity } }, { session });
      const freed = await this.ledger.cancelEntity(code, entity, session);
      // A stopped run's figures count its unsent messages as canceled already.
      if (freed > 0 && delivery.status !== 'stopped') await this.model.updateOne({ _id: code }, { $inc: { canceled: freed } }, { session });
      return freed;
    });
    this.desk.hints.send({ process: code });
    return { canceled, inHand: await this.ledger.countInHand(code, entity) };
  }

  /** After the end: the ledger says what the figures say. Comes again through the reconciler if it is cut short. */
  async tidy(delivery: Pick<Delivery, '_id' | 'status' | 'untidy' | 'toDeliver'>): Promise<void> {
    if (!delivery.untidy || !isOver(delivery)) return;
    if (delivery.status === 'stopped') await this.ledger.sweep(delivery._id, delivery.toDeliver);
    await this.model.updateOne({ _id: delivery._id }, { $set: { untidy: false } });
  }

  protected async isHeld({ windows }: Delivery): Promise<boolean> {
    return windows.length > 0;
  }

  protected isThrough(delivery: Delivery): boolean {
    return delivery.filling.complete && delivery.windows.length === 0 && pendingOf(delivery) === 0;
  }

  /** A stopped one counts everything unsent as canceled: no window is held, so it is exact. */
  protected withEnd(delivery: Delivery, status: DeliveryStatus): { inc: Record<string, number>; jobs: JobToAdd[] } {
    const rest = status === 'stopped' ? pendingOf(delivery) : 0;
    return { inc: rest > 0 ? { canceled: rest } : {}, jobs: this.ends.jobsAfter(delivery) };
  }
}

function isOver({ status }: Pick<Delivery, 'status'>): boolean {
  return status === 'stopped' || status === 'finished';
}
