import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';

import { CampaignsModule } from '../campaigns/campaigns.module.js';
import { DeliveriesModule } from '../deliveries/deliveries.module.js';
import { EntitiesModule } from '../entities/entities.module.js';
import { registerQueue } from '../messaging/register-queue.js';
import { RecipientsModule } from '../recipients/recipients.module.js';
import { CampaignWorkflows } from './campaign-workflows.js';
import { WorkflowHalts } from './workflow-halts.js';
import { WorkflowStarts } from './workflow-starts.js';
import { workflowSchema } from './workflow.schema.js';
import { WorkflowsController } from './workflows.controller.js';
import { WorkflowsQueries } from './workflows.queries.js';
import { workflowsQueue } from './workflows.queue.js';
import { WorkflowsService } from './workflows.service.js';

@Module({
  imports: [MongooseModule.forFeature([{ name: 'Workflow', schema: workflowSchema }]), registerQueue(workflowsQueue), CampaignsModule, DeliveriesModule, EntitiesModule, RecipientsModule],
  controllers: [WorkflowsController],
  providers: [WorkflowsService, WorkflowsQueries, WorkflowStarts, WorkflowHalts, CampaignWorkflows],
  exports: [WorkflowsService, WorkflowHalts, MongooseModule],
})
export class WorkflowsModule {}
