import { type DynamicModule, Module } from '@nestjs/common';

import { AdminModule } from './admin/admin.module.js';
import { ApiModule } from './api/api.module.js';
import { BulkModule } from './bulk/bulk.module.js';
import { CampaignsModule } from './campaigns/campaigns.module.js';
import { CancellationsModule } from './cancellations/cancellations.module.js';
import { ClockModule } from './clock/clock.module.js';
import { CodesModule } from './codes/codes.module.js';
import { ConfigModule } from './config/config.module.js';
import type { Environment } from './config/environment.js';
import { DeadlinesModule } from './deadlines/deadlines.module.js';
import { DeliveriesModule } from './deliveries/deliveries.module.js';
import { EntitiesModule } from './entities/entities.module.js';
import { ExportsModule } from './exports/exports.module.js';
import { FiguresModule } from './figures/figures.module.js';
import { GatesModule } from './gates/gates.module.js';
import { IntegrationsModule } from './integrations/integrations.module.js';
import { JournalModule } from './journal/journal.module.js';
import { LifecycleModule } from './lifecycle/lifecycle.module.js';
import { MailModule } from './mail/mail.module.js';
import { MessagingModule } from './messaging/messaging.module.js';
import { MonitoringModule } from './monitoring/monitoring.module.js';
import { NotificationsModule } from './notifications/notifications.module.js';
import { OperatorsModule } from './operators/operators.module.js';
import { OrdersModule } from './orders/orders.module.js';
import { OutboxModule } from './outbox/outbox.module.js';
import { PackagesModule } from './packages/packages.module.js';
import { RecipientsModule } from './recipients/recipients.module.js';
import { ReferencesModule } from './references/references.module.js';
import { StorageModule } from './storage/storage.module.js';
import { ViewsModule } from './views/views.module.js';
import { WorkflowsModule } from './workflows/workflows.module.js';

/** The list of rooms, nothing else. */
@Module({})
export class AppModule {
  static with(environment: Environment): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(environment),
        ClockModule,
        StorageModule,
        CodesModule,
        JournalModule,
        MessagingModule,
        OutboxModule,
        MailModule,
        LifecycleModule,
        GatesModule,
        OperatorsModule,
        EntitiesModule,
        RecipientsModule,
        CampaignsModule,
        WorkflowsModule,
        DeliveriesModule,
        PackagesModule,
        OrdersModule,
        CancellationsModule,
        DeadlinesModule,
        NotificationsModule,
        IntegrationsModule,
        ViewsModule,
        BulkModule,
        ReferencesModule,
        ExportsModule,
        FiguresModule,
        ApiModule,
        AdminModule,
        MonitoringModule,
      ],
    };
  }
}
