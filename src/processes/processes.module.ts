import { Module } from '@nestjs/common';

import { CampaignsModule } from '../campaigns/campaigns.module.js';
import { ProcessDesk } from './process-desk.js';
import { HaltDesk } from './process-halts.js';

/** What deliveries and workflows share. */
@Module({ imports: [CampaignsModule], providers: [ProcessDesk, HaltDesk], exports: [ProcessDesk, HaltDesk] })
export class ProcessesModule {}
