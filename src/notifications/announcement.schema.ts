import { Schema } from 'mongoose';

import type { DistributionLevel, PackageKind } from '../packages/package.schema.js';
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
}

/** The decision that a cancellation mail tells. */
export interface AnnouncedCancel {
  code: string;
  at: Date;
  by: string;
  byName: string;
  comment: string | null;
}

/**
 * What many notifications say, kept as it was when they were owed: a mail that is retried after the
 * package was edited or reinitialized still says what was true. `_id`: `package-canceled:CAT86:1`.
 */
export interface Announcement {
  _id: string;
  event: NotificationEvent;
  package: AnnouncedPackage;
  cycle: number;
  canceled: AnnouncedCancel | null;
  createdAt: Date;
}

export const announcementSchema = new Schema<Announcement>(
  {
    _id: String,
    event: { type: String, required: true },
    package: { type: Schema.Types.Mixed, required: true },
    cycle: { type: Number, required: true },
    canceled: { type: Schema.Types.Mixed, default: null },
    createdAt: { type: Date, required: true },
  } as never,
  { versionKey: false, collection: 'announcements', minimize: false },
);
