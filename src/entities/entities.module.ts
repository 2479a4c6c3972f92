import { Module } from '@nestjs/common';

import { EntitiesController } from './entities.controller.js';
import { EntitiesService } from './entities.service.js';
import { EntityImport } from './entity-import.js';

@Module({ controllers: [EntitiesController], providers: [EntitiesService, EntityImport], exports: [EntitiesService] })
export class EntitiesModule {}
