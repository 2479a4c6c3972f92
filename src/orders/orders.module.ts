import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';

import { CampaignsModule } from '../campaigns/campaigns.module.js';
import { EntitiesModule } from '../entities/entities.module.js';
import { PackagesModule } from '../packages/packages.module.js';
import { ClosuresService } from './closures.service.js';
import { cycleClosureSchema } from './cycle-closure.schema.js';
import { OrderAssignees } from './order-assignees.js';
import { OrderCounts } from './order-counts.js';
import { OrderDecisions } from './order-decisions.js';
import { OrderEditing } from './order-editing.js';
import { OrderEndings } from './order-endings.js';
import { OrderPlacing } from './order-placing.js';
import { orderSchema } from './order.schema.js';
import { OrderStore } from './order-store.js';
import { OrdersService } from './orders.service.js';

@Module({
  imports: [
    MongooseModule.forFeature([
      { name: 'Order', schema: orderSchema },
      { name: 'CycleClosure', schema: cycleClosureSchema },
    ]),
    EntitiesModule,
    CampaignsModule,
    PackagesModule,
  ],
  providers: [OrdersService, OrderStore, OrderPlacing, OrderEditing, OrderDecisions, OrderEndings, OrderAssignees, OrderCounts, ClosuresService],
  exports: [OrdersService, ClosuresService, MongooseModule],
})
export class OrdersModule {}
