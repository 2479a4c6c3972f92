import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';

import { CampaignsModule } from '../campaigns/campaigns.module.js';
import { EntitiesModule } from '../entities/entities.module.js';
import { DuePackages } from './due-packages.js';
import { DuePublishing } from './due-publishing.js';
import { DueReminders } from './due-reminders.js';
import { EditPackage } from './edit-package.js';
import { LateStamps } from './late-stamps.js';
import { packageSchema } from './package.schema.js';
import { PackageApproval } from './package-approval.js';
import { PackageLife } from './package-life.js';
import { PackageReach } from './package-reach.js';
import { PackageReferences } from './package-references.js';
import { PackageTallies } from './package-tallies.js';
import { PackagesController } from './packages.controller.js';
import { PackagePorts } from './packages.ports.js';
import { PackagesQueries } from './packages.queries.js';
import { PackagesService } from './packages.service.js';
import { RegistrationClosing } from './registration-closing.js';

@Module({
  imports: [MongooseModule.forFeature([{ name: 'CampaignPackage', schema: packageSchema }]), CampaignsModule, EntitiesModule],
  controllers: [PackagesController],
  providers: [PackagesService, PackagesQueries, PackageLife, PackageReach, PackageReferences, PackageApproval, EditPackage, DuePackages, DuePublishing, DueReminders, RegistrationClosing, LateStamps, PackageTallies, PackagePorts],
  exports: [PackagesService, PackagesQueries, PackageLife, PackageReach, DuePublishing, DueReminders, RegistrationClosing, LateStamps, PackagePorts, MongooseModule],
})
export class PackagesModule {}
