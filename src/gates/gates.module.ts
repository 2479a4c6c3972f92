import { Global, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';

import { gateSchema } from './gate.schema.js';
import { GatesService } from './gates.service.js';

@Global()
@Module({
  imports: [MongooseModule.forFeature([{ name: 'Gate', schema: gateSchema }])],
  providers: [GatesService],
  exports: [GatesService, MongooseModule],
})
export class GatesModule {}
