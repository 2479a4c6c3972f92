import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';

import { campaignSchema } from '../campaigns/campaign.schema.js';
import { deliverySchema } from '../deliveries/delivery.schema.js';
import { messageSchema } from '../deliveries/message.schema.js';
import { EntitiesModule } from '../entities/entities.module.js';
import { entitySchema } from '../entities/entity.schema.js';
import { registerQueue } from '../messaging/register-queue.js';
import { operatorSchema } from '../operators/operator.schema.js';
import { orderSchema } from '../orders/order.schema.js';
import { OrdersModule } from '../orders/orders.module.js';
import { packageSchema } from '../packages/package.schema.js';
import { PackagesModule } from '../packages/packages.module.js';
import { workflowSchema } from '../workflows/workflow.schema.js';
import { announcementSchema } from './announcement.schema.js';
import { AnnouncedOrders } from './announced-orders.js';
import { AnnouncedPackages } from './announced-packages.js';
import { Announcing } from './announcing.js';
import { EntityFates } from './entity-fates.js';
import { MAIL_EVENTS, mailEventsProvider } from './events/mail-events.js';
import { Offers } from './events/offers.js';
import { OrdersToTell } from './events/orders-to-tell.js';
import { PackageReviewers } from './events/package-reviewers.js';
import { NotificationClaims } from './notification-claims.js';
import { notificationSchema } from './notification.schema.js';
import { NotificationsController } from './notifications.controller.js';
import { NotificationsProcessor } from './notifications.processor.js';
import { notificationsQueue } from './notifications.queue.js';
import { NotificationsQueries } from './notifications.queries.js';
import { NotificationsReactions } from './notifications.reactions.js';
import { NotificationsReconciler } from './notifications.reconciler.js';
import { NotificationsService } from './notifications.service.js';
import { Outdated } from './outdated.js';
import { Pages } from './pages.js';
import { People } from './people.js';
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
      { name: 'Entity', schema: entitySchema },
      { name: 'Operator', schema: operatorSchema },
    ]),
    registerQueue(notificationsQueue),
    EntitiesModule,
    PackagesModule,
    OrdersModule,
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
    Announcing,
    AnnouncedOrders,
    AnnouncedPackages,
    People,
    Pages,
    Outdated,
    Offers,
    OrdersToTell,
    PackageReviewers,
    ...MAIL_EVENTS,
    mailEventsProvider,
  ],
  exports: [NotificationsService, NotificationsQueries, MongooseModule],
})
export class NotificationsModule {}
