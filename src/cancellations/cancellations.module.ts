import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';

import { CampaignsModule } from '../campaigns/campaigns.module.js';
import { DeliveriesModule } from '../deliveries/deliveries.module.js';
import { EntitiesModule } from '../entities/entities.module.js';
import { registerQueue } from '../messaging/register-queue.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { PackagesModule } from '../packages/packages.module.js';
import { WorkflowsModule } from '../workflows/workflows.module.js';
import { CancelController } from './cancel.controller.js';
import { CancelOrder } from './cancel-order.js';
import { CancelPackage } from './cancel-package.js';
import { CancellationReports } from './cancellation.report.js';
import { cancellationPartSchema, cancellationSchema } from './cancellation.schema.js';
import { CancellationWatch } from './cancellation.watch.js';
import { CancellationsController } from './cancellations.controller.js';
import { CancellationsProcessor } from './cancellations.processor.js';
import { cancellationsQueue } from './cancellations.queue.js';
import { CancellationsService } from './cancellations.service.js';
import { CascadeParts } from './cascade.parts.js';
import { CascadePlan } from './cascade.plan.js';
import { CascadeReconciler } from './cascade.reconciler.js';
import { CascadeScope } from './cascade.scope.js';
import { CascadeStages } from './cascade.stages.js';
import { Cascades } from './cascades.js';
import { ConsequencesOfCancel } from './consequences.js';
import { CycleSweep } from './cycle-sweep.js';
import { NamesOfConsequences } from './consequence-names.js';
import { Corrections } from './correction.js';
import { HaltFigures } from './halt-figures.js';
import { ReachedRecipients } from './reached-recipients.js';
import { ReinitializePackage } from './reinitialize-package.js';

@Module({
  imports: [
    MongooseModule.forFeature([
      { name: 'Cancellation', schema: cancellationSchema },
      { name: 'CancellationPart', schema: cancellationPartSchema },
    ]),
    registerQueue(cancellationsQueue),
    EntitiesModule,
    CampaignsModule,
    WorkflowsModule,
    DeliveriesModule,
    PackagesModule,
    OrdersModule,
    NotificationsModule,
  ],
  controllers: [CancelController, CancellationsController],
  providers: [
    CancelPackage,
    CancelOrder,
    ReinitializePackage,
    ConsequencesOfCancel,
    NamesOfConsequences,
    CascadeScope,
    CascadePlan,
    CascadeStages,
    CascadeParts,
    Cascades,
    CascadeReconciler,
    CycleSweep,
    CancellationReports,
    CancellationWatch,
    HaltFigures,
    ReachedRecipients,
    Corrections,
    CancellationsService,
    CancellationsProcessor,
  ],
  exports: [CancellationsService, MongooseModule],
})
export class CancellationsModule {}
