import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';

import { campaignSchema } from '../campaigns/campaign.schema.js';
import { EntitiesModule } from '../entities/entities.module.js';
import { registerQueue } from '../messaging/register-queue.js';
import { packageSchema } from '../packages/package.schema.js';
import { announcementSchema } from './announcement.schema.js';
import { notificationSchema } from './notification.schema.js';
import { notificationsQueue } from './notifications.queue.js';
import { NotificationsService } from './notifications.service.js';

@Module({
  imports: [
    MongooseModule.forFeature([
      { name: 'Notification', schema: notificationSchema },
      { name: 'Announcement', schema: announcementSchema },
      { name: 'CampaignPackage', schema: packageSchema },
      { name: 'Campaign', schema: campaignSchema },
    ]),
    registerQueue(notificationsQueue),
    EntitiesModule,
  ],
  providers: [NotificationsService],
  exports: [NotificationsService, MongooseModule],
})
export class NotificationsModule {}
