import { Processor } from '@nestjs/bullmq';

import { type Handlers, TypedProcessor } from '../messaging/typed-processor.js';
import { notificationsQueue } from './notifications.queue.js';
import { NotificationsService } from './notifications.service.js';
import { Sending } from './sending.js';

@Processor('notifications')
export class NotificationsProcessor extends TypedProcessor<typeof notificationsQueue> {
  protected readonly definition = notificationsQueue;
  protected readonly handlers: Handlers<typeof notificationsQueue> = {
    'send-notifications': async () => {
      await this.sending.drain();
      return 'done';
    },
    'plan-campaign-subscription': async ({ package: code, cycle }) => {
      const addresses = await this.notifications.planCampaignSubscription(code, cycle);
      return addresses > 0 ? 'done' : { skipped: 'not a collaborative package open to an audience, or no address' };
    },
  };

  constructor(
    private readonly notifications: NotificationsService,
    private readonly sending: Sending,
  ) {
    super();
  }
}
