import { Schema } from 'mongoose';

import { part } from '../storage/part.js';

export const PACKAGE_KINDS = ['local', 'collaborative'] as const;
export type PackageKind = (typeof PACKAGE_KINDS)[number];
export const DISTRIBUTION_LEVELS = ['local', 'simple', 'by-form', 'by-campaign', 'by-target-approval'] as const;
export type DistributionLevel = (typeof DISTRIBUTION_LEVELS)[number];
export const PACKAGE_STATUSES = ['being-edited', 'pending-approval', 'approved', 'rejected', 'published', 'canceled'] as const;
export type PackageStatus = (typeof PACKAGE_STATUSES)[number];
export const LATE_DEADLINES = ['availableAt', 'approvalDeadline', 'registrationDeadline'] as const;
export type LateDeadline = (typeof LATE_DEADLINES)[number];
export const FIELD_TYPES = ['text', 'number', 'date', 'boolean', 'choice'] as const;

/** A question that an order answers. */
export interface FormField {
  name: string;
  label: string;
  type: (typeof FIELD_TYPES)[number];
  /** Of a choice. */
  options: string[];
  required: boolean;
  default: string | number | boolean | null;
}

export interface Reminder {
  from: 'submission' | 'deadline' | 'date';
  date: Date | null;
  offsetDays: number;
}

/** A reminder as the submission planned it: its instant, and when the reviewers were reminded. */
export interface PlannedReminder {
  from: Reminder['from'];
  at: Date;
  remindedAt: Date | null;
}

/** What is kept of a cycle that a reinitialize ended. */
export interface EarlierCycle {
  cycle: number;
  endedAt: Date;
  endedBy: string;
  endedAs: 'published' | 'canceled';
  publishedAt: Date | null;
  approval: { by: string; at: Date } | null;
  cancellation: { code: string; by: string; at: Date; comment: string | null } | null;
  schedule: { start: Date | null; end: Date | null };
  availableAt: Date | null;
  registrationDeadline: Date | null;
  personalizationDeadline: Date | null;
  /** What its local orders still stand on: they live on. Missing: ended by a version that did not keep it. */
  referenceCampaign?: string | null;
  form?: FormField[];
}

/** A campaign package. `_id` is its code, CAT86. Instants in UTC. */
export interface CampaignPackage {
  _id: string;
  label: string;
  kind: PackageKind;
  distributionLevel: DistributionLevel;
  status: PackageStatus;
  statusSince: Date;
  /** 1 at creation; reinitialize opens the next. */
  cycle: number;
  /** Code of the campaign it was made from. */
  referenceCampaign: string | null;
  /** `Savings/2026`: a path, parts separated by a slash. */
  folder: string;
  schedule: { start: Date | null; end: Date | null };
  availableAt: Date | null;
  registrationDeadline: Date | null;
  personalizationDeadline: Date | null;
  /** Codes of entities; empty on a local package: every entity. */
  audience: string[];
  orderApproval: 'manual' | 'automatic';
  allowMultipleOrders: boolean;
  /** E-mails of operators. */
  reviewers: string[];
  approvalDeadline: Date | null;
  reminders: Reminder[];
  /** Computed on submission; an edit of the deadline or the reminders plans again. */
  plannedReminders: PlannedReminder[];
  /** The next of them that is still owed; only while pending. */
  nextReminderAt: Date | null;
  submittedBy: string | null;
  submittedAt: Date | null;
  approval: { by: string; at: Date } | null;
  /** Hash of the content that was submitted or approved; an edit that changes it voids the approval. */
  fingerprint: string | null;
  rejection: { by: string; at: Date; comment: string } | null;
  publishedAt: Date | null;
  assignedTo: string | null;
  form: FormField[];
  cancellation: { code: string; by: string; at: Date; comment: string | null } | null;
  /** The instant from which the present status is late; null: it cannot become late by itself. */
  lateFrom: Date | null;
  lateDeadline: LateDeadline | null;
  /** Stamped: `lateFrom` had passed when the clock last looked. A change takes the stamp away; the next look gives it back. */
  late: boolean;
  /** The folder and each one above it. */
  folders: string[];
  /** Month of `availableAt` in UTC: 202604. */
  availableMonth: number | null;
  /** Local with an empty audience. */
  forEveryone: boolean;
  /** What it is found by while somebody types. */
  words: string[];
  /** Orders that still awaited approval when registration closed, falling with each decision; null: not closed yet. */
  awaitingAtClose: number | null;
  /** Automatic mode: since when the audience's orders are to be brought in line (approved, audience extended); null: they are. */
  subscribing: Date | null;
  /** Automatic mode: since when the approved orders are to become available (published); null: they are. */
  opening: Date | null;
  /** The personalization deadline for which incomplete orders were marked late; null: not yet. */
  lateOrdersFor: Date | null;
  earlierCycles: EarlierCycle[];
  version: number;
  createdAt: Date;
  createdBy: string;
  modifiedAt: Date;
  modifiedBy: string;
}

const formField = new Schema<FormField>(
  { name: String, label: String, type: { type: String }, options: [String], required: Boolean, default: { type: Schema.Types.Mixed, default: null } } as never,
  { _id: false },
);
const by = { by: String, at: Date };
const schedule = { start: { type: Date, default: null }, end: { type: Date, default: null } };
const cancellation = { ...by, code: String, comment: { type: String, default: null } };
const earlierCycle = {
  cycle: Number,
  endedAt: Date,
  endedBy: String,
  endedAs: String,
  publishedAt: { type: Date, default: null },
  approval: { type: part(by), default: null },
  cancellation: { type: part(cancellation), default: null },
  schedule: { type: part(schedule) },
  availableAt: { type: Date, default: null },
  registrationDeadline: { type: Date, default: null },
  personalizationDeadline: { type: Date, default: null },
  referenceCampaign: String,
  form: { type: [formField], default: undefined },
};

export const packageSchema = new Schema<CampaignPackage>(
  {
    _id: String,
    label: { type: String, required: true },
    kind: { type: String, required: true },
    distributionLevel: { type: String, required: true },
    status: { type: String, required: true },
    statusSince: { type: Date, required: true },
    cycle: { type: Number, required: true },
    referenceCampaign: { type: String, default: null },
    folder: { type: String, default: '' },
    schedule: { type: part(schedule), default: () => ({}) },
    availableAt: { type: Date, default: null },
    registrationDeadline: { type: Date, default: null },
    personalizationDeadline: { type: Date, default: null },
    audience: { type: [String], default: [] },
    orderApproval: { type: String, default: 'manual' },
    allowMultipleOrders: { type: Boolean, default: false },
    reviewers: { type: [String], default: [] },
    approvalDeadline: { type: Date, default: null },
    reminders: { type: [part({ from: String, date: { type: Date, default: null }, offsetDays: Number })], default: [] },
    plannedReminders: { type: [part({ from: String, at: Date, remindedAt: { type: Date, default: null } })], default: [] },
    nextReminderAt: { type: Date, default: null },
    submittedBy: { type: String, default: null },
    submittedAt: { type: Date, default: null },
    approval: { type: part(by), default: null },
    fingerprint: { type: String, default: null },
    rejection: { type: part({ ...by, comment: String }), default: null },
    publishedAt: { type: Date, default: null },
    assignedTo: { type: String, default: null },
    form: { type: [formField], default: [] },
    cancellation: { type: part(cancellation), default: null },
    lateFrom: { type: Date, default: null },
    lateDeadline: { type: String, default: null },
    late: { type: Boolean, default: false },
    folders: { type: [String], default: [] },
    availableMonth: { type: Number, default: null },
    forEveryone: { type: Boolean, default: false },
    words: { type: [String], default: [] },
    awaitingAtClose: { type: Number, default: null },
    subscribing: { type: Date, default: null },
    opening: { type: Date, default: null },
    lateOrdersFor: { type: Date, default: null },
    earlierCycles: { type: [part(earlierCycle)], default: [] },
    version: { type: Number, required: true },
    createdAt: { type: Date, required: true },
    createdBy: { type: String, required: true },
    modifiedAt: { type: Date, required: true },
    modifiedBy: { type: String, required: true },
  } as never,
  { versionKey: false, collection: 'packages' },
);
// Of the lists: what is asked for, the statuses, then the order; a list that asks for no status names all of them, and
// its few ranges are merged. Behind the order stands what else may be asked, told by the key without the document.
packageSchema.index({ modifiedAt: -1, _id: -1, availableAt: 1, kind: 1, status: 1 }, { name: 'newest' });
packageSchema.index({ createdAt: -1, _id: -1, status: 1, kind: 1, late: 1 }, { name: 'createdNewest' });
packageSchema.index({ status: 1, modifiedAt: -1, _id: -1 }, { name: 'status' });
packageSchema.index({ late: 1, status: 1, modifiedAt: -1, _id: -1, lateFrom: 1, kind: 1, availableAt: 1 }, { name: 'late' });
packageSchema.index({ lateFrom: 1 }, { name: 'lateToStamp', partialFilterExpression: { late: false, lateFrom: { $type: 'date' } } });
packageSchema.index({ kind: 1, status: 1, modifiedAt: -1, _id: -1 }, { name: 'kind' });
packageSchema.index({ folders: 1, status: 1, modifiedAt: -1, _id: -1, createdAt: 1, late: 1 }, { name: 'folder' });
packageSchema.index({ referenceCampaign: 1, status: 1, modifiedAt: -1, _id: -1, createdAt: 1 }, { name: 'referenceCampaign' });
packageSchema.index({ distributionLevel: 1, status: 1, modifiedAt: -1, _id: -1 }, { name: 'distributionLevel' });
packageSchema.index({ assignedTo: 1, status: 1, modifiedAt: -1, _id: -1 }, { name: 'assignedTo' });
packageSchema.index({ reviewers: 1, status: 1, modifiedAt: -1, _id: -1 }, { name: 'reviewer' });
packageSchema.index({ availableAt: 1, _id: 1, modifiedAt: 1, status: 1, late: 1 }, { name: 'availableAt' });
packageSchema.index({ availableMonth: 1, modifiedAt: -1, _id: -1, availableAt: 1 }, { name: 'availableMonth' });
// An entity's offers: those whose schedule has not ended are few, and sorted by their keys alone.
packageSchema.index({ audience: 1, status: 1, 'schedule.end': 1, 'schedule.start': 1, modifiedAt: -1, _id: -1 }, { name: 'audience' });
packageSchema.index({ forEveryone: 1, status: 1, 'schedule.end': 1, 'schedule.start': 1, modifiedAt: -1, _id: -1 }, { name: 'forEveryone', partialFilterExpression: { forEveryone: true } });
packageSchema.index({ label: 'text' }, { name: 'words' });
packageSchema.index({ words: 1 }, { name: 'wordStarts' });
// A campaign is the reference of at most one collaborative package (domain.md).
packageSchema.index({ referenceCampaign: 1 }, { name: 'oneCollaborative', unique: true, partialFilterExpression: { kind: 'collaborative', referenceCampaign: { $type: 'string' } } });
// What the clock owes: each look reads these, and nothing else while nothing is due.
packageSchema.index({ availableAt: 1 }, { name: 'toPublish', partialFilterExpression: { status: 'approved' } });
packageSchema.index({ nextReminderAt: 1 }, { name: 'toRemind', partialFilterExpression: { nextReminderAt: { $type: 'date' } } });
packageSchema.index({ subscribing: 1 }, { name: 'toSubscribe', partialFilterExpression: { subscribing: { $type: 'date' } } });
packageSchema.index({ personalizationDeadline: 1 }, { name: 'ordersToMark', partialFilterExpression: { lateOrdersFor: null, personalizationDeadline: { $type: 'date' } } });
packageSchema.index({ opening: 1 }, { name: 'toOpen', partialFilterExpression: { opening: { $type: 'date' } } });
packageSchema.index({ registrationDeadline: 1 }, { name: 'registrationToClose', partialFilterExpression: { status: 'published', awaitingAtClose: null } });
