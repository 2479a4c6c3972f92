import { Module } from '@nestjs/common';

import { CampaignsModule } from '../campaigns/campaigns.module.js';
import { PackagesModule } from '../packages/packages.module.js';
import { ReferencesController } from './references.controller.js';
import { ReferencesService } from './references.service.js';

/** Things found by typing, for forms and filters. */
@Module({ imports: [CampaignsModule, PackagesModule], controllers: [ReferencesController], providers: [ReferencesService] })
export class ReferencesModule {}
