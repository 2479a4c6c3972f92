import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';

import { CampaignsModule } from '../campaigns/campaigns.module.js';
import { DeliveriesModule } from '../deliveries/deliveries.module.js';
import { EntitiesModule } from '../entities/entities.module.js';
import { registerQueue } from '../messaging/register-queue.js';
import { ProcessesModule } from '../processes/processes.module.js';
import { RecipientsModule } from '../recipients/recipients.module.js';
import { Activities } from './activities/activities.js';
import { DeliverActivity } from './activities/deliver-activity.js';
import { DeliveryBirths } from './activities/delivery-births.js';
import { QueryActivity } from './activities/query-activity.js';
import { RecurringDeliverActivity } from './activities/recurring-deliver-activity.js';
import { SplitActivity } from './activities/split-activity.js';
import { WaitActivity } from './activities/wait-activity.js';
import { CampaignWorkflows } from './campaign-workflows.js';
import { WorkflowHalts } from './workflow-halts.js';
import { WorkflowRuns } from './workflow-runs.js';
import { WorkflowStarts } from './workflow-starts.js';
import { WorkflowWorker } from './workflow-worker.js';
import { workflowSchema } from './workflow.schema.js';
import { WorkflowsController } from './workflows.controller.js';
import { WorkflowsProcessor } from './workflows.processor.js';
import { WorkflowsQueries } from './workflows.queries.js';
import { workflowsQueue } from './workflows.queue.js';
import { WorkflowsReconciler } from './workflows.reconciler.js';
import { WorkflowsService } from './workflows.service.js';

@Module({
  imports: [MongooseModule.forFeature([{ name: 'Workflow', schema: workflowSchema }]), registerQueue(workflowsQueue), CampaignsModule, ProcessesModule, DeliveriesModule, EntitiesModule, RecipientsModule],
  controllers: [WorkflowsController],
  providers: [
    WorkflowsService,
    WorkflowsQueries,
    WorkflowStarts,
    WorkflowHalts,
    WorkflowRuns,
    WorkflowWorker,
    WorkflowsProcessor,
    WorkflowsReconciler,
    CampaignWorkflows,
    Activities,
    QueryActivity,
    WaitActivity,
    SplitActivity,
    DeliverActivity,
    RecurringDeliverActivity,
    DeliveryBirths,
  ],
  exports: [WorkflowsService, WorkflowsQueries, WorkflowHalts, MongooseModule],
})
export class WorkflowsModule {}
