import { type DynamicModule, Module } from '@nestjs/common';

import { AppModule } from '../app.module.js';
import { CampaignsModule } from '../campaigns/campaigns.module.js';
import { CancellationsModule } from '../cancellations/cancellations.module.js';
import type { Environment } from '../config/environment.js';
import { DeliveriesModule } from '../deliveries/deliveries.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { PackagesModule } from '../packages/packages.module.js';
import { RecipientsModule } from '../recipients/recipients.module.js';
import { OrderBatch } from './seed/order-batch.js';
import { Seed } from './seed/seed.js';
import { SeedNetwork } from './seed/seed-network.js';
import { SeedPackages } from './seed/seed-packages.js';
import { SeedSubscriptions } from './seed/seed-subscriptions.js';
import { SeedTime } from './seed/seed-time.js';

/** The whole application without its HTTP server, and what only the command line does. */
@Module({})
export class CliModule {
  static with(environment: Environment): DynamicModule {
    return {
      module: CliModule,
      imports: [AppModule.with(environment), CampaignsModule, DeliveriesModule, PackagesModule, OrdersModule, RecipientsModule, CancellationsModule],
      providers: [Seed, SeedNetwork, SeedPackages, SeedSubscriptions, SeedTime, OrderBatch],
    };
  }
}
