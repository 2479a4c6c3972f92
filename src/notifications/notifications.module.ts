import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';

import { campaignSchema } from '../campaigns/campaign.schema.js';
import { deliverySchema } from '../deliveries/delivery.schema.js';
import { messageSchema } from '../deliveries/message.schema.js';
import { EntitiesModule } from '../entities/entities.module.js';
import { registerQueue } from '../messaging/register-queue.js';
import { orderSchema } from '../orders/order.schema.js';
import { packageSchema } from '../packages/package.schema.js';
import { PackagesModule } from '../packages/packages.module.js';
import { workflowSchema } from '../workflows/workflow.schema.js';
import { announcementSchema } from './announcement.schema.js';
import { EntityFates } from './entity-fates.js';
import { NotificationClaims } from './notification-claims.js';
import { notificationSchema } from './notification.schema.js';
import { NotificationsController } from './notifications.controller.js';
import { NotificationsProcessor } from './notifications.processor.js';
import { notificationsQueue } from './notifications.queue.js';
import { NotificationsQueries } from './notifications.queries.js';
import { NotificationsReactions } from './notifications.reactions.js';
import { NotificationsReconciler } from './notifications.reconciler.js';
import { NotificationsService } from './notifications.service.js';
import { Rendering } from './rendering.js';
import { Resend } from './resend.js';
import { Sending } from './sending.js';

@Module({
  imports: [
    MongooseModule.forFeature([
      { name: 'Notification', schema: notificationSchema },
      { name: 'Announcement', schema: announcementSchema },
      { name: 'CampaignPackage', schema: packageSchema },
      { name: 'Campaign', schema: campaignSchema },
      { name: 'Order', schema: orderSchema },
      { name: 'Workflow', schema: workflowSchema },
      { name: 'Delivery', schema: deliverySchema },
      { name: 'Message', schema: messageSchema },
    ]),
    registerQueue(notificationsQueue),
    EntitiesModule,
    PackagesModule,
  ],
  controllers: [NotificationsController],
  providers: [
    NotificationsService,
    NotificationsQueries,
    NotificationsProcessor,
    NotificationsReactions,
    NotificationsReconciler,
    NotificationClaims,
    Resend,
    Sending,
    Rendering,
    EntityFates,
  ],
  exports: [NotificationsService, MongooseModule],
})
export class NotificationsModule {}
