import { Schema } from 'mongoose';

import type { CampaignPackage } from '../packages/package.schema.js';

export const STEP_NAMES = ['orders', 'campaigns', 'workflows', 'deliveries', 'notifications'] as const;
export type StepName = (typeof STEP_NAMES)[number];
export type StepState = 'pending' | 'running' | 'done';

export const STEPS_OF = {
  package: STEP_NAMES,
  order: ['campaigns', 'workflows', 'deliveries'],
  'local-package': [],
} as const satisfies Record<string, readonly StepName[]>;

/** The package as it was at the decision: the mail and the report repeat it, whatever becomes of it afterwards. */
export type CancellationFacts = Pick<
  CampaignPackage,
  'label' | 'status' | 'distributionLevel' | 'referenceCampaign' | 'schedule' | 'availableAt' | 'registrationDeadline' | 'personalizationDeadline'
>;

export function factsOf(campaignPackage: CampaignPackage): CancellationFacts {
  const { label, status, distributionLevel, referenceCampaign, schedule, availableAt, registrationDeadline, personalizationDeadline } = campaignPackage;
  return { label, status, distributionLevel, referenceCampaign, schedule, availableAt, registrationDeadline, personalizationDeadline };
}

/** What was made from the report to set right what had been sent. */
export interface Correction {
  /** A campaign of no package, and its one draft delivery to those reached. */
  campaign: string;
  delivery: string;
  by: string;
  at: Date;
}

/** One durable cancel, of a package or of one available order. `_id` is its code, CXL4. */
export interface Cancellation {
  _id: string;
  /** `package`, `order`, or `local-package` (no steps, finished at once). */
  kind: keyof typeof STEPS_OF;
  package: string;
  cycle: number;
  /** Of an order's cancellation: the order, its entity, its child campaign, and the reference whose deliveries may still owe the entity messages. */
  order: string | null;
  entity: string | null;
  child: string | null;
  reference: string | null;
  /** Unique: `CAT86:1` or `ORD29`; a second cancel finds the first by it. */
  key: string;
  state: 'running' | 'finished';
  canceledAt: Date;
  finishedAt: Date | null;
  comment: string | null;
  by: string;
  byName: string;
  /** Whether the package was published: then its whole audience is told. */
  wasPublished: boolean;
  facts: CancellationFacts;
  /** When the parts of every step were written down in cancellationParts; no part runs before. */
  plannedAt: Date | null;
  steps: StepName[];
  /** When the jobs of a step were last put into the queue; the reconciler puts them again when that is long ago. */
  queuedAt: Partial<Record<StepName, Date>>;
  correction: Correction | null;
  version: number;
}

/** A piece of a step that one job does: a range of ordinals, one process, a range of entities. */
export interface CancellationPart {
  /** `CXL4:orders:0` */
  _id: string;
  cancellation: string;
  step: StepName;
  state: StepState;
  total: number;
  done: number;
  /** Of a range, both included: ordinals, or positions in the sorted list of entities. */
  from: number | null;
  to: number | null;
  /** Of one process or one campaign: its code. */
  subject: string | null;
  /** Of a range of entities: their codes. Of a delivery that goes on without one entity: that entity. */
  entities: string[];
  startedAt: Date | null;
  finishedAt: Date | null;
}

export const cancellationSchema = new Schema<Cancellation>(
  {
    _id: String,
    kind: { type: String, required: true },
    package: { type: String, required: true },
    cycle: { type: Number, required: true },
    order: { type: String, default: null },
    entity: { type: String, default: null },
    child: { type: String, default: null },
    reference: { type: String, default: null },
    key: { type: String, required: true },
    state: { type: String, required: true },
    canceledAt: { type: Date, required: true },
    finishedAt: { type: Date, default: null },
    comment: { type: String, default: null },
    by: { type: String, required: true },
    byName: { type: String, required: true },
    wasPublished: { type: Boolean, default: false },
    facts: { type: Schema.Types.Mixed, default: {} },
    plannedAt: { type: Date, default: null },
    steps: { type: [String], default: [] },
    queuedAt: { type: Schema.Types.Mixed, default: {} },
    correction: { type: Schema.Types.Mixed, default: null },
    version: { type: Number, required: true },
  } as never,
  { versionKey: false, collection: 'cancellations', minimize: false },
);
cancellationSchema.index({ key: 1 }, { name: 'key', unique: true });
cancellationSchema.index({ state: 1, canceledAt: -1 }, { name: 'state' });
cancellationSchema.index({ canceledAt: -1, _id: -1 }, { name: 'newest' });
cancellationSchema.index({ package: 1, cycle: 1, state: 1 }, { name: 'package' });

export const cancellationPartSchema = new Schema<CancellationPart>(
  {
    _id: String,
    cancellation: { type: String, required: true },
    step: { type: String, required: true },
    state: { type: String, required: true },
    total: { type: Number, required: true },
    done: { type: Number, default: 0 },
    from: { type: Number, default: null },
    to: { type: Number, default: null },
    subject: { type: String, default: null },
    entities: { type: [String], default: [] },
    startedAt: { type: Date, default: null },
    finishedAt: { type: Date, default: null },
  } as never,
  { versionKey: false, collection: 'cancellationParts' },
);
cancellationPartSchema.index({ cancellation: 1, step: 1, state: 1 }, { name: 'step' });
