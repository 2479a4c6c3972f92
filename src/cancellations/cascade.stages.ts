import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import { Clock } from '../clock/clock.js';
import { JournalService } from '../journal/journal.service.js';
import { Publisher } from '../messaging/publisher.js';
import { jobToAdd } from '../messaging/queue.js';
import type { CycleClosure } from '../orders/cycle-closure.schema.js';
import { Outbox } from '../outbox/outbox.js';
import { Transactions } from '../storage/transactions.js';
import type { Cancellation, CancellationPart, StepName } from './cancellation.schema.js';
import { cancellationsQueue } from './cancellations.queue.js';

/** The unfinished parts of a step whose jobs were queued longer ago than this are queued again. */
const QUEUE_AGAIN_MS = 2_000;
const QUEUE_AT_ONCE = 1_000;

/** What a step waits for: a workflow left alive could create the next delivery, and the mail says what happened. */
const AFTER: Record<StepName, readonly StepName[]> = {
  orders: [],
  campaigns: [],
  workflows: [],
  deliveries: ['workflows'],
  notifications: ['orders', 'campaigns', 'workflows', 'deliveries'],
};

/** Moves a cascade on: queues what may run now, and records the end. Safe to call at any time, from anywhere. */
@Injectable()
export class CascadeStages {
  constructor(
    @InjectModel('Cancellation') private readonly cancellations: Model<Cancellation>,
    @InjectModel('CancellationPart') private readonly parts: Model<CancellationPart>,
    @InjectModel('CycleClosure') private readonly closures: Model<CycleClosure>,
    private readonly publisher: Publisher,
    private readonly transactions: Transactions,
    private readonly journal: JournalService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** After a part: looks further only when it was the last of its step. */
  async partDone(part: CancellationPart): Promise<void> {
    if (await this.isUnfinished(part.cancellation, part.step)) return;
    await this.advance(part.cancellation);
  }

  async advance(code: string): Promise<void> {
    const cancellation = await this.cancellations.findById(code).lean();
    if (cancellation === null || cancellation.state === 'finished' || cancellation.plannedAt === null) return;
    const unfinished = new Set<StepName>();
    for (const step of cancellation.steps) if (await this.isUnfinished(code, step)) unfinished.add(step);
    if (!unfinished.has('orders')) await this.endSweep(cancellation);
    if (unfinished.size === 0) {
      await this.finish(cancellation);
      return;
    }
    await this.queueDue(code, [...unfinished].filter((step) => AFTER[step].every((before) => !unfinished.has(before))));
  }

  private async isUnfinished(cancellation: string, step: StepName): Promise<boolean> {
    return (await this.parts.exists({ cancellation, step, state: { $in: ['pending', 'running'] } })) !== null;
  }

  /** Every order is written down: reads need not compute their status any more. */
  private async endSweep(cancellation: Cancellation): Promise<void> {
    if (cancellation.kind !== 'package') return;
    await this.closures.updateOne({ _id: cancellation.key, sweep: 'running', cancellation: cancellation._id }, { $set: { sweep: 'done' } });
  }

  private async queueDue(cancellation: string, steps: readonly StepName[]): Promise<void> {
    for (const step of steps) if (await this.isDue(cancellation, step)) await this.queue(cancellation, step);
  }

  /**
   * One of all who look takes a step's turn. Marked before its jobs are added: a crash between the two costs
   * QUEUE_AGAIN_MS, the other way round a storm of jobs. Never on the parts: their range transactions hold them.
   */
  private async isDue(cancellation: string, step: StepName): Promise<boolean> {
    const field = `queuedAt.${step}`;
    const longAgo = { $lt: [{ $ifNull: [`$${field}`, new Date(0)] }, { $subtract: ['$$NOW', QUEUE_AGAIN_MS] }] };
    const marked = await this.cancellations.updateOne({ _id: cancellation, state: 'running', $expr: longAgo }, [{ $set: { [field]: '$$NOW' } }], { updatePipeline: true });
    return marked.modifiedCount === 1;
  }

  /** Every unfinished part; one whose job still waits or runs is known by the job's id and not added twice. */
  private async queue(cancellation: string, step: StepName): Promise<void> {
    let after = '';
    for (;;) {
      const parts = await this.parts
        .find({ cancellation, step, state: { $in: ['pending', 'running'] }, _id: { $gt: after } }, { from: 1 })
        .sort({ _id: 1 })
        .limit(QUEUE_AT_ONCE)
        .lean();
      await this.publisher.addAll(parts.map(({ _id: part, from }) => jobToAdd(cancellationsQueue, from === null ? 'run-part' : 'run-range', { part })));
      if (parts.length < QUEUE_AT_ONCE) return;
      after = parts.at(-1)?._id as string;
    }
  }

  private async finish(cancellation: Cancellation): Promise<void> {
    const { _id: code, package: campaignPackage, cycle, order, by } = cancellation;
    await this.transactions.run(async (session) => {
      const at = this.clock.now();
      const finished = await this.cancellations.updateOne({ _id: code, state: 'running' }, { $set: { state: 'finished', finishedAt: at }, $inc: { version: 1 } }, { session });
      if (finished.modifiedCount === 0) return;
      await this.journal.record({ at, by: 'system', subject: code, subjectKind: 'cancellation', cycle, command: 'finish', from: 'running', to: 'finished', correlation: code, related: [order ?? campaignPackage] }, session);
      await this.outbox.record({ type: 'cancellation.finished', subject: code, data: { code, package: campaignPackage, cycle, order, by, at } }, session);
    });
  }
}
