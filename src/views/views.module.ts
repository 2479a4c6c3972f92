import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';

import { savedViewSchema } from './view.schema.js';
import { ViewsController } from './views.controller.js';
import { ViewsService } from './views.service.js';

/** Lists as people want to find them again; on top of the rooms whose lists they are. */
@Module({
  imports: [MongooseModule.forFeature([{ name: 'SavedView', schema: savedViewSchema }])],
  controllers: [ViewsController],
  providers: [ViewsService],
})
export class ViewsModule {}
