import { Module } from '@nestjs/common';

import { CampaignsModule } from '../campaigns/campaigns.module.js';
import { CancellationsModule } from '../cancellations/cancellations.module.js';
import { DeliveriesModule } from '../deliveries/deliveries.module.js';
import { EntitiesModule } from '../entities/entities.module.js';
import { JournalModule } from '../journal/journal.module.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { PackagesModule } from '../packages/packages.module.js';
import { RecipientsModule } from '../recipients/recipients.module.js';
import { WorkflowsModule } from '../workflows/workflows.module.js';
import { ExportsController } from './exports.controller.js';
import { ExportsService } from './exports.service.js';

/** The lists of the rooms below as files. */
@Module({
  imports: [CampaignsModule, CancellationsModule, DeliveriesModule, EntitiesModule, JournalModule, NotificationsModule, OrdersModule, PackagesModule, RecipientsModule, WorkflowsModule],
  controllers: [ExportsController],
  providers: [ExportsService],
})
export class ExportsModule {}
