import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import { Clock } from '../clock/clock.js';
import { JournalService } from '../journal/journal.service.js';
import { CommandRunner } from '../lifecycle/command-runner.js';
import type { Actor } from '../operators/actor.js';
import { demand } from '../operators/operators.policy.js';
import { isOutstanding } from './notification.view.js';
import { outdated, stillOutstanding } from './notifications.errors.js';
import { NotificationsQueries } from './notifications.queries.js';
import { NotificationsService } from './notifications.service.js';
import { Outdated } from './outdated.js';
import type { EarlierSending, Notification } from './notification.schema.js';

/** Sends one notification again, at head office's word; how the earlier sending ended is kept beside. */
@Injectable()
export class Resend {
  constructor(
    @InjectModel('Notification') private readonly notifications: Model<Notification>,
    private readonly queries: NotificationsQueries,
    private readonly outdated: Outdated,
    private readonly service: NotificationsService,
    private readonly runner: CommandRunner,
    private readonly journal: JournalService,
    private readonly clock: Clock,
  ) {}

  /** Why it would tell what is not true any more; null: it may be sent again. */
  async whyNot(notification: Notification): Promise<string | null> {
    return isOutstanding(notification) ? null : ((await this.outdated.among([notification])).get(notification._id) ?? null);
  }

  /** @throws DomainError `not-found`, `forbidden`, `notification-outstanding`, `notification-outdated` */
  async resend(actor: Actor, id: string): Promise<Notification> {
    const command = { actor, subject: id, subjectKind: 'notification', command: 'resend' };
    const resent = await this.runner.run(command, async (session) => {
      const notification = await this.queries.get(actor, id);
      demand(actor, 'notifications', 'steer', id, notification.entity);
      if (isOutstanding(notification)) throw stillOutstanding(id, notification.state);
      const why = (await this.outdated.among([notification])).get(id);
      if (why !== undefined) throw outdated(id, why);
      const now = this.clock.now();
      const { state, attempts, acceptedAt, messageId, lastError } = notification;
      const before: EarlierSending = { state, attempts, acceptedAt, messageId, lastError, resentBy: actor.email, resentAt: now };
      const updated = await this.notifications
        .findOneAndUpdate(
          { _id: id, state, earlier: { $size: notification.earlier.length } },
          { $set: { state: 'pending', dueAt: now, acceptedAt: null, messageId: null, lastError: null, modifiedAt: now }, $push: { earlier: before } },
          { session, returnDocument: 'after' },
        )
        .lean();
      if (updated === null) throw stillOutstanding(id, 'pending');
      // Under the code it is about: whoever reads the package's journal reads who told the branches again.
      await this.journal.record({ at: now, by: actor.email, subject: `${notification.subject}:notification ${id}`, subjectKind: 'notification', cycle: notification.cycle, command: 'resend', from: state, to: 'pending', related: [notification.subject] }, session);
      return updated;
    });
    void this.service.wake();
    return resent;
  }
}
