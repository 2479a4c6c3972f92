import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';

import { CampaignAnswers } from './campaign-answers.js';
import { CampaignEndings } from './campaign-endings.js';
import { campaignSchema } from './campaign.schema.js';
import { CampaignSteering } from './campaign-steering.js';
import { CampaignsController } from './campaigns.controller.js';
import { CampaignPorts } from './campaigns.ports.js';
import { CampaignsQueries } from './campaigns.queries.js';
import { CampaignsService } from './campaigns.service.js';

@Module({
  imports: [MongooseModule.forFeature([{ name: 'Campaign', schema: campaignSchema }])],
  controllers: [CampaignsController],
  providers: [CampaignsService, CampaignEndings, CampaignSteering, CampaignAnswers, CampaignsQueries, CampaignPorts],
  exports: [CampaignsService, CampaignEndings, CampaignSteering, CampaignAnswers, CampaignsQueries, CampaignPorts, MongooseModule],
})
export class CampaignsModule {}
