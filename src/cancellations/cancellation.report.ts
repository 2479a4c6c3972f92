import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import type { Delivery } from '../deliveries/delivery.schema.js';
import { notFound } from '../errors/domain-error.js';
import type { Locale } from '../language/text.js';
import { NotificationsService } from '../notifications/notifications.service.js';
import type { Workflow } from '../workflows/workflow.schema.js';
import { type PresentActivity, presentActivity } from '../workflows/workflow.view.js';
import type { Cancellation, CancellationPart, StepName, StepState } from './cancellation.schema.js';
import { HaltFigures } from './halt-figures.js';
import { viewOf, type CancellationView } from './cancellation.view.js';

export interface StepReport {
  name: StepName;
  state: StepState;
  total: number;
  done: number;
  startedAt: Date | null;
  finishedAt: Date | null;
}

export interface WorkflowReport {
  code: string;
  /** The activity it was in; null where all were done. */
  activity: PresentActivity | null;
  /** `host:pid` of the worker that had it last. */
  worker: string | null;
  requestedAt: Date | null;
  stoppedAt: Date | null;
}

export interface Figures {
  toDeliver: number;
  sent: number;
  failed: number;
  canceled: number;
  uncertain: number;
}

export interface DeliveryReport extends Figures {
  code: string;
  workers: string[];
  requestedAt: Date | null;
  lastMessageAt: Date | null;
  /** Null for good where the delivery only goes on without one entity. */
  stoppedAt: Date | null;
  entities: ({ entity: string } & Figures)[];
}

/** The halt report (contract.md, `GET /cancellations/CXL1`). */
export interface CancellationReport extends CancellationView {
  steps: StepReport[];
  workflows: WorkflowReport[];
  deliveries: DeliveryReport[];
  notifications: { addresses: number; sent: number; failed: number; uncertain: number; outstanding: number };
}

/** What a reader has of an earlier report and knows to be final: it is not read again. */
export type FinalParts = Partial<Pick<CancellationReport, 'workflows' | 'deliveries'>>;

/** `entities: false` leaves out the figures of each entity: light enough to be told five times a second at any size. */
export interface ReportParts {
  entities: boolean;
}

@Injectable()
export class CancellationReports {
  constructor(
    @InjectModel('Cancellation') private readonly cancellations: Model<Cancellation>,
    @InjectModel('CancellationPart') private readonly parts: Model<CancellationPart>,
    @InjectModel('Workflow') private readonly workflows: Model<Workflow>,
    @InjectModel('Delivery') private readonly deliveries: Model<Delivery>,
    private readonly figures: HaltFigures,
    private readonly notifications: NotificationsService,
  ) {}

  /** @throws DomainError `not-found` */
  async of(code: string, locale: Locale, { entities }: ReportParts = { entities: true }, known: FinalParts = {}): Promise<CancellationReport> {
    // First: what is read after a finished state is final too.
    const cancellation = await this.cancellations.findById(code).lean();
    if (cancellation === null) throw notFound(code);
    const [steps, workflows, deliveries, { tried: _tried, ...notifications }] = await Promise.all([
      this.stepsOf(cancellation),
      known.workflows ?? this.workflowsOf(code, locale),
      known.deliveries ?? this.deliveriesOf(code, entities),
      this.notifications.stateOf(code),
    ]);
    return { ...viewOf(cancellation), steps, workflows, deliveries, notifications };
  }

  private async stepsOf(cancellation: Cancellation): Promise<StepReport[]> {
    const { _id: code, plannedAt } = cancellation;
    const counted = await this.parts.aggregate<Omit<StepReport, 'name' | 'state'> & { _id: StepName; left: number; begun: number }>([
      { $match: { cancellation: code } },
      {
        $group: {
          _id: '$step',
          total: { $sum: '$total' },
          done: { $sum: '$done' },
          left: { $sum: { $cond: [{ $eq: ['$state', 'done'] }, 0, 1] } },
          begun: { $sum: { $cond: [{ $eq: ['$state', 'pending'] }, 0, 1] } },
          startedAt: { $min: '$startedAt' },
          finishedAt: { $max: '$finishedAt' },
        },
      },
    ]);
    return cancellation.steps.map((name) => {
      const step = counted.find((group) => group._id === name);
      if (plannedAt === null) return { name, state: 'pending', total: step?.total ?? 0, done: step?.done ?? 0, startedAt: null, finishedAt: null };
      // Nothing to do was done as soon as that was known.
      if (step === undefined) return { name, state: 'done', total: 0, done: 0, startedAt: plannedAt, finishedAt: plannedAt };
      const { total, done, left, begun, startedAt, finishedAt } = step;
      return { name, state: left === 0 ? 'done' : begun > 0 ? 'running' : 'pending', total, done, startedAt, finishedAt: left === 0 ? finishedAt : null };
    });
  }

  private async workflowsOf(code: string, locale: Locale): Promise<WorkflowReport[]> {
    const subjects = (await this.parts.find({ cancellation: code, step: 'workflows' }, { subject: 1 }).lean()).map((part) => part.subject as string);
    const found = await this.workflows
      .find({ _id: { $in: subjects } }, { activities: 1, position: 1, progress: 1, startedAt: 1, lastWorker: 1, requestedAt: 1, stoppedAt: 1 })
      .sort({ _id: 1 })
      .lean();
    return found.map((workflow) => ({
      code: workflow._id,
      activity: presentActivity(workflow as Workflow, locale),
      worker: workflow.lastWorker,
      requestedAt: workflow.requestedAt,
      stoppedAt: workflow.stoppedAt,
    }));
  }

  private async deliveriesOf(code: string, entities: boolean): Promise<DeliveryReport[]> {
    const parts = await this.parts.find({ cancellation: code, step: 'deliveries' }, { subject: 1, entities: 1, finishedAt: 1, startedAt: 1 }).lean();
    const found = await this.deliveries
      .find({ _id: { $in: parts.map((part) => part.subject as string) } }, { status: 1, workers: 1, requestedAt: 1, lastMessageAt: 1, stoppedAt: 1, toDeliver: 1, sent: 1, failed: 1, canceled: 1, uncertain: 1 })
      .sort({ _id: 1 })
      .lean();
    const partOf = new Map(parts.map((part) => [part.subject, part]));
    return Promise.all(
      found.map(async (delivery) => {
        const part = partOf.get(delivery._id);
        const leftOut = part?.entities ?? [];
        // Of a delivery that goes on, its own figures are others' too: only the ledger knows the entity's.
        const rows = entities || leftOut.length > 0 ? await this.figures.of(delivery as Delivery) : [];
        return reportOf(delivery as Delivery, rows, leftOut, part?.startedAt ?? null);
      }),
    );
  }
}

/** @param leftOut the entities that the delivery goes on without; none: it was stopped as a whole */
function reportOf(delivery: Delivery, byEntity: DeliveryReport['entities'], leftOut: readonly string[], askedAt: Date | null): DeliveryReport {
  const { _id: code, workers, lastMessageAt } = delivery;
  if (leftOut.length > 0) {
    const entities = byEntity.filter((row) => leftOut.includes(row.entity));
    return { code, workers, requestedAt: askedAt, lastMessageAt, stoppedAt: null, ...summed(entities), entities };
  }
  const { requestedAt, stoppedAt, toDeliver, sent, failed, canceled, uncertain } = delivery;
  return { code, workers, requestedAt, lastMessageAt, stoppedAt, toDeliver, sent, failed, canceled, uncertain, entities: byEntity };
}

function summed(rows: readonly Figures[]): Figures {
  const total: Figures = { toDeliver: 0, sent: 0, failed: 0, canceled: 0, uncertain: 0 };
  for (const row of rows) for (const name of Object.keys(total) as (keyof Figures)[]) total[name] += row[name];
  return total;
}
