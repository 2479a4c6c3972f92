import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import type { Announcement, Told } from './announcement.schema.js';
import { MailEvents } from './events/mail-events.js';
import type { Notification } from './notification.schema.js';

/** Which mails have become pointless while they waited. */
@Injectable()
export class Outdated {
  constructor(
    @InjectModel('Announcement') private readonly announcements: Model<Announcement>,
    private readonly events: MailEvents,
  ) {}

  /** Ids of the outdated ones -> why. */
  async among(batch: readonly Notification[]): Promise<Map<string, string>> {
    const groups = Map.groupBy(batch, (notification) => notification.announcement);
    const announcements = await this.announcements.find({ _id: { $in: [...groups.keys()] }, package: { $ne: null } }).lean();
    const outdated = new Map<string, string>();
    for (const announcement of announcements) {
      const ofIt = groups.get(announcement._id) ?? [];
      const staleness = await this.events.of(announcement.event).staleness(announcement as Told, ofIt);
      for (const notification of ofIt) {
        const why = staleness(notification);
        if (why !== null) outdated.set(notification._id, why);
      }
    }
    return outdated;
  }
}
