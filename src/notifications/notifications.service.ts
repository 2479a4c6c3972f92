import { Injectable, Logger } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';

import type { Campaign } from '../campaigns/campaign.schema.js';
import { Clock } from '../clock/clock.js';
import { EntitiesService } from '../entities/entities.service.js';
import { Publisher } from '../messaging/publisher.js';
import type { CampaignPackage } from '../packages/package.schema.js';
import type { AnnouncedCancel, AnnouncedPackage, Announcement } from './announcement.schema.js';
import { notificationKey } from './notification-key.js';
import type { Notification, NotificationEvent } from './notification.schema.js';
import { notificationsQueue, SENDERS } from './notifications.queue.js';

/** One address to be told, and what its notification hangs on. */
export type OwedRow = Pick<Notification, 'subject' | 'address' | 'announcement'> & Partial<Pick<Notification, 'package' | 'order' | 'cycle' | 'entity' | 'cancellation'>>;

/** A cancel of a package, as the cancellations room tells it: the mails repeat it word for word. */
export interface PackageCanceled {
  cancellation: string;
  package: string;
  cycle: number;
  canceledAt: Date;
  by: string;
  byName: string;
  comment: string | null;
}

/** How far the notifications of a cancellation are; a mail that is retried is tried and outstanding. */
export interface NotificationFigures {
  addresses: number;
  sent: number;
  failed: number;
  uncertain: number;
  outstanding: number;
  tried: number;
}

/** Who is told what. Owing is durable and repeatable; sending.ts does the rest. */
@Injectable()
export class NotificationsService {
  private readonly logger = new Logger(NotificationsService.name);

  constructor(
    @InjectModel('Notification') private readonly notifications: Model<Notification>,
    @InjectModel('Announcement') private readonly announcements: Model<Announcement>,
    @InjectModel('CampaignPackage') private readonly packages: Model<CampaignPackage>,
    @InjectModel('Campaign') private readonly campaigns: Model<Campaign>,
    private readonly entities: EntitiesService,
    private readonly publisher: Publisher,
    private readonly clock: Clock,
  ) {}

  /** Owes one mail to each row's address; one that is owed already stays as it is. */
  async owe(event: NotificationEvent, rows: readonly OwedRow[], session?: ClientSession): Promise<void> {
    if (rows.length === 0) return;
    const now = this.clock.now();
    const unique = new Map(rows.map((row) => [notificationKey({ event, cycle: null, entity: null, ...row }), row]));
    await this.notifications.bulkWrite(
      [...unique].map(([_id, row]) => ({
        updateOne: { filter: { _id }, update: { $setOnInsert: { ...newNotification(event, row, now) } }, upsert: true },
      })),
      { ordered: false, session },
    );
  }

  /**
   * Owes the mails of a canceled package to these entities, each address of their groups once, and
   * wakes the senders. Repeatable.
   * @returns how many (entity, address) pairs these entities have
   */
  async planPackageCanceled(canceled: PackageCanceled, entities: readonly string[]): Promise<number> {
    const { cancellation: code, canceledAt: at, by, byName, comment } = canceled;
    return this.announce('package-canceled', canceled.package, canceled.cycle, entities, { code, at, by, byName, comment });
  }

  /** Owes the mails that invite the audience of a published collaborative package. Repeatable. */
  async planCampaignSubscription(code: string, cycle: number): Promise<number> {
    const campaignPackage = await this.packages.findById(code, { audience: 1, status: 1, cycle: 1, kind: 1 }).lean();
    if (campaignPackage?.kind !== 'collaborative' || campaignPackage.status !== 'published' || campaignPackage.cycle !== cycle) return 0;
    return this.announce('campaign-subscription', code, cycle, campaignPackage.audience, null);
  }

  async stateOf(cancellation: string): Promise<NotificationFigures> {
    const retried = { $or: [{ $and: [{ $eq: ['$state', 'pending'] }, { $gte: ['$attempts', 1] }] }, { $and: [{ $eq: ['$state', 'sending'] }, { $gte: ['$attempts', 2] }] }] };
    const [counted] = await this.notifications.aggregate<Record<'addresses' | 'sent' | 'failed' | 'uncertain' | 'retried', number>>([
      { $match: { cancellation } },
      {
        $group: {
          _id: null,
          addresses: { $sum: 1 },
          ...Object.fromEntries(['sent', 'failed', 'uncertain'].map((state) => [state, { $sum: { $cond: [{ $eq: ['$state', state] }, 1, 0] } }])),
          retried: { $sum: { $cond: [retried, 1, 0] } },
        },
      },
    ]);
    const { addresses, sent, failed, uncertain, retried: again } = counted ?? { addresses: 0, sent: 0, failed: 0, uncertain: 0, retried: 0 };
    const settled = sent + failed + uncertain;
    return { addresses, sent, failed, uncertain, outstanding: addresses - settled, tried: settled + again };
  }

  /** Wakes the senders; without Redis the reconciler finds the mails within a second. */
  async wake(): Promise<void> {
    const jobs = Array.from({ length: SENDERS }, (_, sender) => this.publisher.add(notificationsQueue, 'send-notifications', { sender }));
    for (const outcome of await Promise.allSettled(jobs)) {
      if (outcome.status === 'rejected') this.logger.debug(`no wake-up: ${String(outcome.reason)}`);
    }
  }

  private async announce(event: NotificationEvent, code: string, cycle: number, entities: readonly string[], canceled: AnnouncedCancel | null): Promise<number> {
    const announcement = `${event}:${code}:${cycle}`;
    await this.announcements.updateOne(
      { _id: announcement },
      { $setOnInsert: { event, package: await this.asAnnounced(code), cycle, canceled, createdAt: this.clock.now() } },
      { upsert: true },
    );
    const told = await this.entities.byCodes(entities);
    const rows = told.flatMap((entity) => [...new Set(entity.notificationGroup)].map((address) => ({ subject: code, package: code, cycle, entity: entity._id, address, cancellation: canceled?.code ?? null, announcement })));
    await this.owe(event, rows);
    void this.wake();
    return rows.length;
  }

  private async asAnnounced(code: string): Promise<AnnouncedPackage> {
    const found = await this.packages.findById(code).orFail().lean();
    const campaign = found.referenceCampaign === null ? null : await this.campaigns.findById(found.referenceCampaign, { label: 1 }).lean();
    const { label, kind, distributionLevel, schedule, availableAt, registrationDeadline, personalizationDeadline } = found;
    return { code, label, kind, distributionLevel, schedule, availableAt, registrationDeadline, personalizationDeadline, campaign: campaign === null ? null : { code: campaign._id, label: campaign.label } };
  }
}

function newNotification(event: NotificationEvent, row: OwedRow, now: Date): Omit<Notification, '_id'> {
  return {
    package: null,
    order: null,
    cycle: null,
    entity: null,
    cancellation: null,
    ...row,
    event,
    state: 'pending',
    attempts: 0,
    dueAt: now,
    lease: null,
    acceptedAt: null,
    messageId: null,
    lastError: null,
    earlier: [],
    createdAt: now,
    modifiedAt: now,
  };
}
