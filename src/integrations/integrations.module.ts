import { Module } from '@nestjs/common';

import { ApiModule } from '../api/api.module.js';
import { CampaignsModule } from '../campaigns/campaigns.module.js';
import { CancellationsModule } from '../cancellations/cancellations.module.js';
import { DeliveriesModule } from '../deliveries/deliveries.module.js';
import { registerQueue } from '../messaging/register-queue.js';
import { OrdersModule } from '../orders/orders.module.js';
import { PackagesModule } from '../packages/packages.module.js';
import { WorkflowsModule } from '../workflows/workflows.module.js';
import { CommandCallers } from './command-callers.js';
import { CommandsProcessor } from './commands.processor.js';
import { commandsQueue } from './commands.queue.js';
import { CommandsService } from './commands.service.js';
import { OrderCommands } from './order-commands.js';
import { PackageCommands } from './package-commands.js';
import { ProcessCommands } from './process-commands.js';

/** What other systems ask of Relais, by the queue `commands`. */
@Module({
  imports: [registerQueue(commandsQueue), ApiModule, CampaignsModule, WorkflowsModule, DeliveriesModule, PackagesModule, OrdersModule, CancellationsModule],
  providers: [CommandCallers, PackageCommands, OrderCommands, ProcessCommands, CommandsService, CommandsProcessor],
})
export class IntegrationsModule {}
