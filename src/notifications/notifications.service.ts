import { Injectable, Logger } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';

import { Clock } from '../clock/clock.js';
import { Publisher } from '../messaging/publisher.js';
import { AnnouncedPackages } from './announced-packages.js';
import type { AnnouncedDecision, Announcement } from './announcement.schema.js';
import { notificationKey } from './notification-key.js';
import type { Notification, NotificationEvent } from './notification.schema.js';
import { notificationsQueue, SENDERS } from './notifications.queue.js';
import { People, toGroup } from './people.js';

/** One address to be told, and what its notification hangs on. */
export type OwedRow = Pick<Notification, 'subject' | 'address' | 'announcement'> & Partial<Pick<Notification, 'package' | 'order' | 'cycle' | 'entity' | 'occurrence' | 'operator' | 'about' | 'cancellation'>>;

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
    private readonly packages: AnnouncedPackages,
    private readonly people: People,
    private readonly publisher: Publisher,
    private readonly clock: Clock,
  ) {}

  /** Owes one mail to each row's address; one that is owed already stays as it is. */
  async owe(event: NotificationEvent, rows: readonly OwedRow[], session?: ClientSession): Promise<void> {
    if (rows.length === 0) return;
    const now = this.clock.now();
    const unique = new Map(rows.map((row) => [notificationKey({ event, cycle: null, entity: null, occurrence: null, ...row }), row]));
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
  async planPackageCanceled(canceled: PackageCanceled, codes: readonly string[]): Promise<number> {
    const { cancellation, package: code, cycle, canceledAt: at, by, byName, comment } = canceled;
    const announcement = `package-canceled:${code}:${cycle}`;
    const decision: AnnouncedDecision = { at, by, byName, comment, cancellation };
    const now = this.clock.now();
    await this.announcements.updateOne(
      { _id: announcement },
      { $setOnInsert: { event: 'package-canceled', source: null, state: 'planned', takenUntil: now, package: await this.packages.announced(code, cycle), decision, cycle, createdAt: now } },
      { upsert: true },
    );
    let addresses = 0;
    for await (const entities of this.people.entityBatches(codes)) {
      const rows = entities.flatMap((entity) => toGroup(entity));
      addresses += rows.length;
      await this.owe('package-canceled', rows.map((row) => ({ subject: code, package: code, cycle, cancellation, announcement, ...row })));
    }
    void this.wake();
    return addresses;
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
}

function newNotification(event: NotificationEvent, row: OwedRow, now: Date): Omit<Notification, '_id'> {
  return {
    package: null,
    order: null,
    cycle: null,
    entity: null,
    occurrence: null,
    operator: null,
    about: null,
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
