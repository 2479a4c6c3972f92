import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';

import { CancellationsModule } from '../cancellations/cancellations.module.js';
import { DeliveriesModule } from '../deliveries/deliveries.module.js';
import { registerQueue } from '../messaging/register-queue.js';
import { OrdersModule } from '../orders/orders.module.js';
import { PackagesModule } from '../packages/packages.module.js';
import { WorkflowsModule } from '../workflows/workflows.module.js';
import { BulkCommands } from './bulk.commands.js';
import { BulkController } from './bulk.controller.js';
import { BulkProcessor } from './bulk.processor.js';
import { bulkQueue } from './bulk.queue.js';
import { BulkReconciler } from './bulk.reconciler.js';
import { bulkRowSchema, bulkRunSchema, selectionSchema } from './bulk.schema.js';
import { BulkRunsService } from './bulk-runs.service.js';
import { SelectionsService } from './selections.service.js';

/** One command to many things of a list. */
@Module({
  imports: [
    MongooseModule.forFeature([
      { name: 'Selection', schema: selectionSchema },
      { name: 'BulkRun', schema: bulkRunSchema },
      { name: 'BulkRow', schema: bulkRowSchema },
    ]),
    registerQueue(bulkQueue),
    PackagesModule,
    OrdersModule,
    WorkflowsModule,
    DeliveriesModule,
    CancellationsModule,
  ],
  controllers: [BulkController],
  providers: [BulkCommands, SelectionsService, BulkRunsService, BulkProcessor, BulkReconciler],
})
export class BulkModule {}
