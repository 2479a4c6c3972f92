import type { FactoryProvider } from '@nestjs/common';

import type { NotificationEvent } from '../notification.schema.js';
import { ApprovalReminder } from './approval-reminder.js';
import { CampaignAvailable } from './campaign-available.js';
import { CampaignSubscription } from './campaign-subscription.js';
import { CatalogEntry } from './catalog-entry.js';
import type { MailEvent } from './mail-event.js';
import { OrderApprovalAsked } from './order-approval.js';
import { OrderCanceledByOthers } from './order-canceled.js';
import { OrderRejected } from './order-rejected.js';
import { PackageApprovalAsked } from './package-approval.js';
import { PackageCanceled } from './package-canceled.js';
import { RegistrationClosed } from './registration-closed.js';

/** Every mail that there is, in the order of domain.md's table. */
export const MAIL_EVENTS = [
  CatalogEntry,
  CampaignSubscription,
  PackageApprovalAsked,
  OrderApprovalAsked,
  OrderRejected,
  CampaignAvailable,
  OrderCanceledByOthers,
  RegistrationClosed,
  ApprovalReminder,
  PackageCanceled,
] as const;

/** Which mail belongs to which event. */
export class MailEvents {
  private readonly byEvent: ReadonlyMap<NotificationEvent, MailEvent>;

  constructor(readonly all: readonly MailEvent[]) {
    this.byEvent = new Map(all.map((mail) => [mail.event, mail]));
  }

  of(event: NotificationEvent): MailEvent {
    const found = this.byEvent.get(event);
    if (found === undefined) throw new Error(`no mail for ${event}`);
    return found;
  }
}

export const mailEventsProvider: FactoryProvider<MailEvents> = { provide: MailEvents, useFactory: (...all: MailEvent[]) => new MailEvents(all), inject: [...MAIL_EVENTS] };
