import { Processor } from '@nestjs/bullmq';

import { type Handlers, TypedProcessor } from '../messaging/typed-processor.js';
import { Announcing } from './announcing.js';
import { notificationsQueue } from './notifications.queue.js';
import { Sending } from './sending.js';

@Processor('notifications')
export class NotificationsProcessor extends TypedProcessor<typeof notificationsQueue> {
  protected readonly definition = notificationsQueue;
  protected readonly handlers: Handlers<typeof notificationsQueue> = {
    'plan-notifications': async () => {
      await this.announcing.drain();
      return 'done';
    },
    'send-notifications': async () => {
      await this.sending.drain();
      return 'done';
    },
  };

  constructor(
    private readonly announcing: Announcing,
    private readonly sending: Sending,
  ) {
    super();
  }
}
