import { Injectable, type OnModuleInit } from '@nestjs/common';

import { jobToAdd } from '../messaging/queue.js';
import { Reactions } from '../outbox/reactions.js';
import { Announcing } from './announcing.js';
import { MailEvents } from './events/mail-events.js';
import { notificationsQueue } from './notifications.queue.js';

/** Which mails follow which events: owed in the record first; the job only saves the second until somebody looks. */
@Injectable()
export class NotificationsReactions implements OnModuleInit {
  constructor(
    private readonly reactions: Reactions,
    private readonly announcing: Announcing,
    private readonly events: MailEvents,
  ) {}

  onModuleInit(): void {
    this.reactions.keepBy((relayed) => this.announcing.note(relayed));
    for (const type of new Set(this.events.all.flatMap((mail) => mail.owedBy))) {
      this.reactions.on(type, () => [jobToAdd(notificationsQueue, 'plan-notifications', {})]);
    }
  }
}
