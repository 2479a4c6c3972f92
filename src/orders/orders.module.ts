import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';

import { CampaignsModule } from '../campaigns/campaigns.module.js';
import { EntitiesModule } from '../entities/entities.module.js';
import { PackagesModule } from '../packages/packages.module.js';
import { ClosuresService } from './closures.service.js';
import { cycleClosureSchema } from './cycle-closure.schema.js';
import { LateOrders } from './late-orders.js';
import { OrderAssignees } from './order-assignees.js';
import { OrderChildren } from './order-children.js';
import { OrderCounts } from './order-counts.js';
import { OrderDecisions } from './order-decisions.js';
import { OrderEditing } from './order-editing.js';
import { OrderEndings } from './order-endings.js';
import { OrderJournal } from './order-journal.js';
import { OrderOpening } from './order-opening.js';
import { OrderPlacing } from './order-placing.js';
import { orderSchema } from './order.schema.js';
import { OrderStore } from './order-store.js';
import { OrderTallies } from './order-tallies.js';
import { OrdersController } from './orders.controller.js';
import { OrdersFilter } from './orders.filter.js';
import { OrdersQueries } from './orders.queries.js';
import { OrderPorts } from './orders.ports.js';
import { OrdersService } from './orders.service.js';
import { OwedRanges } from './owed-ranges.js';
import { PreSubscribing } from './pre-subscribing.js';
import { SubscriptionWriter } from './subscription-writer.js';

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
  controllers: [OrdersController],
  providers: [OrdersService, OrdersQueries, OrdersFilter, OrderTallies, OrderJournal, OrderStore, OrderPlacing, OrderEditing, OrderDecisions, OrderEndings, OrderAssignees, OrderChildren, OrderCounts, ClosuresService, OwedRanges, PreSubscribing, SubscriptionWriter, OrderOpening, LateOrders, OrderPorts],
  exports: [OrdersService, OrdersQueries, ClosuresService, PreSubscribing, OrderOpening, LateOrders, OrderPorts, MongooseModule],
})
export class OrdersModule {}
