import { Module } from '@nestjs/common';

import { CampaignsModule } from '../campaigns/campaigns.module.js';
import { ProcessDesk } from './process-desk.js';

/** What deliveries and workflows share. */
@Module({ imports: [CampaignsModule], providers: [ProcessDesk], exports: [ProcessDesk] })
export class ProcessesModule {}
