import { Module } from '@nestjs/common';

import { registerQueue } from '../messaging/register-queue.js';
import { OrdersModule } from '../orders/orders.module.js';
import { PackagesModule } from '../packages/packages.module.js';
import { DeadlinesProcessor } from './deadlines.processor.js';
import { deadlinesQueue } from './deadlines.queue.js';
import { DeadlinesReconciler } from './deadlines.reconciler.js';
import { DeadlinesScheduler } from './deadlines.scheduler.js';
import { DeadlinesService } from './deadlines.service.js';
import { OrderRanges } from './order-ranges.js';

@Module({
  imports: [registerQueue(deadlinesQueue), PackagesModule, OrdersModule],
  providers: [DeadlinesService, DeadlinesScheduler, DeadlinesReconciler, DeadlinesProcessor, OrderRanges],
})
export class DeadlinesModule {}
