import { Global, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';

import { CodesService } from './codes.service.js';
import { counterSchema } from './counter.schema.js';

@Global()
@Module({
  imports: [MongooseModule.forFeature([{ name: 'Counter', schema: counterSchema }])],
  providers: [CodesService],
  exports: [CodesService],
})
export class CodesModule {}
