import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';

import { CampaignEndings } from '../campaigns/campaign-endings.js';
import { Clock } from '../clock/clock.js';
import { DeliveryHalts } from '../deliveries/delivery-halts.js';
import { Hints } from '../messaging/hints.js';
import type { Notification } from '../notifications/notification.schema.js';
import { NotificationsService } from '../notifications/notifications.service.js';
import { OrdersService } from '../orders/orders.service.js';
import { Transactions } from '../storage/transactions.js';
import { WorkflowHalts } from '../workflows/workflow-halts.js';
import type { Cancellation, CancellationPart } from './cancellation.schema.js';
import { CascadeStages } from './cascade.stages.js';

/** `again`: what it waits for has not happened yet (a worker's acknowledgement, a first try of a mail). */
export type PartOutcome = 'done' | 'again' | { skipped: string };

/** By whom, when and why: the one decision that everything a cancellation touches carries. */
export interface Decision {
  by: string;
  at: Date;
  comment: string | null;
  cancellation: string;
}

/**
 * Does one part of a cascade. What it changes and its being marked done are one transaction, so a
 * job that runs twice, or again after a crash, does nothing twice.
 */
@Injectable()
export class CascadeParts {
  constructor(
    @InjectModel('Cancellation') private readonly cancellations: Model<Cancellation>,
    @InjectModel('CancellationPart') private readonly parts: Model<CancellationPart>,
    @InjectModel('Notification') private readonly notifications: Model<Notification>,
    private readonly transactions: Transactions,
    private readonly orders: OrdersService,
    private readonly campaigns: CampaignEndings,
    private readonly workflows: WorkflowHalts,
    private readonly deliveries: DeliveryHalts,
    private readonly notifier: NotificationsService,
    private readonly stages: CascadeStages,
    private readonly hints: Hints,
    private readonly clock: Clock,
  ) {}

  async run(id: string): Promise<PartOutcome> {
    const part = await this.parts.findById(id).lean();
    if (part === null || part.state === 'done') return { skipped: part === null ? 'no such part' : 'done before' };
    const cancellation = await this.cancellations.findById(part.cancellation).orFail().lean();
    const outcome = await this.doPart(cancellation, part);
    if (outcome === 'done') await this.stages.partDone(part);
    return outcome;
  }

  private async doPart(cancellation: Cancellation, part: CancellationPart): Promise<'done' | 'again'> {
    const decision: Decision = { by: cancellation.by, at: cancellation.canceledAt, comment: cancellation.comment, cancellation: cancellation._id };
    switch (part.step) {
      case 'orders':
        return this.once(part, (session) => this.orders.cancelRange({ package: cancellation.package, cycle: cancellation.cycle, ...rangeOf(part), ...decision }, session));
      case 'campaigns':
        return this.once(part, (session) => this.cancelCampaigns(cancellation, part, decision, session));
      case 'workflows':
        return this.stop(part, decision, this.workflows);
      case 'deliveries':
        return part.entities.length === 0 ? this.stop(part, decision, this.deliveries) : this.leaveOut(part, decision);
      case 'notifications':
        return this.tell(cancellation, part);
    }
  }

  /** The effect and the mark in one transaction; the mark first: a second runner conflicts before it does anything. */
  private async once(part: CancellationPart, effect: (session: ClientSession) => Promise<unknown>): Promise<'done'> {
    const startedAt = this.clock.now();
    await this.transactions.run(async (session) => {
      if (!(await this.mark(part, { startedAt, session }))) return;
      await effect(session);
      await this.parts.updateOne({ _id: part._id }, { $set: { finishedAt: this.clock.now() } }, { session });
    });
    return 'done';
  }

  private async mark(part: CancellationPart, { startedAt, session }: { startedAt?: Date; session?: ClientSession } = {}): Promise<boolean> {
    const now = this.clock.now();
    const marked = await this.parts.updateOne(
      { _id: part._id, state: { $ne: 'done' } },
      [{ $set: { state: 'done', done: '$total', startedAt: { $ifNull: ['$startedAt', startedAt ?? now] }, finishedAt: now } }],
      { ...(session === undefined ? {} : { session }), updatePipeline: true },
    );
    return marked.modifiedCount === 1;
  }

  private async cancelCampaigns(cancellation: Cancellation, part: CancellationPart, decision: Decision, session: ClientSession): Promise<void> {
    // Of the campaign that the accept canceled only the drafts are left.
    const codes =
      part.subject === null ? await this.campaigns.cancelRange({ package: cancellation.package, cycle: cancellation.cycle, ...rangeOf(part), ...decision }, session) : [part.subject];
    if (codes.length === 0) return;
    await this.workflows.stopDrafts(codes, cancellation.cycle, decision, session);
    await this.deliveries.stopDrafts(codes, cancellation.cycle, decision, session);
  }

  /** Asks a process to stop, then looks until its workers acknowledged or their leases ran out. */
  private async stop(part: CancellationPart, decision: Decision, processes: WorkflowHalts | DeliveryHalts): Promise<'done' | 'again'> {
    const code = part.subject as string;
    if (part.startedAt === null) {
      await this.transactions.run(async (session) => {
        if (await this.begin(part, session)) await processes.requestStop(code, { ...decision, session });
      });
      this.hints.send({ process: code });
    }
    if ((await processes.settle(code)) === 'waiting') return 'again';
    await this.mark(part);
    return 'done';
  }

  /** The delivery goes on for the others; a worker that has messages of the entity in hand cancels what it has not sent. */
  private async leaveOut(part: CancellationPart, decision: Decision): Promise<'done' | 'again'> {
    await this.begin(part);
    let inHand = 0;
    for (const entity of part.entities) inHand += (await this.deliveries.excludeEntity(part.subject as string, entity, decision)).inHand;
    if (inHand > 0) return 'again';
    await this.mark(part);
    return 'done';
  }

  /** Owes the mails of its entities, then looks until each was tried once; one that is retried does not hold the cascade up. */
  private async tell(cancellation: Cancellation, part: CancellationPart): Promise<'done' | 'again'> {
    let { total } = part;
    if (part.startedAt === null) {
      const { _id: code, package: campaignPackage, cycle, canceledAt, by, byName, comment } = cancellation;
      total = await this.notifier.planPackageCanceled({ cancellation: code, package: campaignPackage, cycle, canceledAt, by, byName, comment }, part.entities);
      // A group may have changed since the plan: what is owed is what counts.
      await this.parts.updateOne({ _id: part._id, startedAt: null }, { $set: { total, state: 'running', startedAt: this.clock.now() } });
    }
    const untried = await this.notifications.countDocuments({
      cancellation: cancellation._id,
      entity: { $in: part.entities },
      $or: [
        { state: 'pending', attempts: 0 },
        { state: 'sending', attempts: { $lte: 1 } },
      ],
    });
    if (untried > 0) {
      await this.parts.updateOne({ _id: part._id, state: 'running' }, { $set: { done: Math.max(0, total - untried) } });
      return 'again';
    }
    await this.mark(part);
    return 'done';
  }

  private async begin(part: CancellationPart, session?: ClientSession): Promise<boolean> {
    const begun = await this.parts.updateOne({ _id: part._id, startedAt: null }, { $set: { state: 'running', startedAt: this.clock.now() } }, session === undefined ? {} : { session });
    return begun.modifiedCount === 1;
  }
}

function rangeOf(part: CancellationPart): { from: number; to: number } {
  return { from: part.from as number, to: part.to as number };
}
