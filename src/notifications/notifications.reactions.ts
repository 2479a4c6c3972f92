import { Injectable, type OnModuleInit } from '@nestjs/common';

import { jobToAdd } from '../messaging/queue.js';
import { Reactions } from '../outbox/reactions.js';
import { notificationsQueue } from './notifications.queue.js';

/** Which mails follow which events: planning is repeatable, a widened audience is told by planning again. */
@Injectable()
export class NotificationsReactions implements OnModuleInit {
  constructor(private readonly reactions: Reactions) {}

  onModuleInit(): void {
    for (const type of ['package.published', 'package.audience-extended']) {
      this.reactions.on(type, ({ subject, data }) => (typeof data['cycle'] === 'number' ? [jobToAdd(notificationsQueue, 'plan-campaign-subscription', { package: subject, cycle: data['cycle'] })] : []));
    }
  }
}
