import { Global, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';

import { entitySchema } from '../entities/entity.schema.js';
import { ApiKeysService } from './api-keys.service.js';
import { apiKeySchema } from './api-key.schema.js';
import { FirstAdministrator } from './first-administrator.js';
import { operatorSchema } from './operator.schema.js';
import { ApiKeysController, OperatorsController } from './operators.controller.js';
import { OperatorsService } from './operators.service.js';

/** Global: who gives a command is asked at every door. */
@Global()
@Module({
  imports: [
    MongooseModule.forFeature([
      { name: 'Operator', schema: operatorSchema },
      { name: 'ApiKey', schema: apiKeySchema },
      { name: 'Entity', schema: entitySchema },
    ]),
  ],
  controllers: [OperatorsController, ApiKeysController],
  providers: [OperatorsService, ApiKeysService, FirstAdministrator],
  exports: [OperatorsService, ApiKeysService, MongooseModule],
})
export class OperatorsModule {}
