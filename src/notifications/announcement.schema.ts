import { Schema } from 'mongoose';

import type { CampaignPackage, DistributionLevel, PackageKind } from '../packages/package.schema.js';
import type { NotificationEvent } from './notification.schema.js';

/** The package as a mail repeats it. */
export interface AnnouncedPackage {
  code: string;
  label: string;
  kind: PackageKind;
  distributionLevel: DistributionLevel;
  campaign: { code: string; label: string } | null;
  schedule: { start: Date | null; end: Date | null };
  availableAt: Date | null;
  registrationDeadline: Date | null;
  personalizationDeadline: Date | null;
  approvalDeadline: Date | null;
  orderApproval: CampaignPackage['orderApproval'];
  /** Whether an order answers questions. */
  hasForm: boolean;
  /** How many entities it is offered to; null: every one. */
  audience: number | null;
}

/** The decision that a mail tells: whose, when, and in which words. */
export interface AnnouncedDecision {
  at: Date;
  /** E-mail of an operator, or `system`. */
  by: string;
  byName: string;
  comment: string | null;
  /** Code of the cancellation that it is, if it is one. */
  cancellation: string | null;
}

/** The event of the outbox that owes the mails, as its row held it. */
export interface AnnouncedEvent {
  /** `relais.order.rejected` */
  type: string;
  subject: string;
  data: Record<string, unknown>;
}

/**
 * An event that somebody is to be told of, and what all of its mails say, kept as it was: a mail that
 * is retried after the package was edited or reinitialized still says what was true. `owed` until
 * every mail of it is written down. `_id`: `order-rejected:` and the outbox row's;
 * `package-canceled:CAT86:1`.
 */
export interface Announcement {
  _id: string;
  event: NotificationEvent;
  source: AnnouncedEvent | null;
  state: 'owed' | 'planned';
  /** Until when one worker writes its mails down, by the database's clock. */
  takenUntil: Date;
  /** Null until it is taken for the first time. */
  package: AnnouncedPackage | null;
  decision: AnnouncedDecision | null;
  cycle: number;
  createdAt: Date;
}

/** One whose words are known. */
export type Told = Announcement & { package: AnnouncedPackage };

export const announcementSchema = new Schema<Announcement>(
  {
    _id: String,
    event: { type: String, required: true },
    source: { type: Schema.Types.Mixed, default: null },
    state: { type: String, required: true },
    takenUntil: { type: Date, required: true },
    package: { type: Schema.Types.Mixed, default: null },
    decision: { type: Schema.Types.Mixed, default: null },
    cycle: { type: Number, required: true },
    createdAt: { type: Date, required: true },
  } as never,
  { versionKey: false, collection: 'announcements', minimize: false },
);
announcementSchema.index({ takenUntil: 1 }, { name: 'owed', partialFilterExpression: { state: 'owed' } });
