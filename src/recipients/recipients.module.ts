import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';

import { EntitiesModule } from '../entities/entities.module.js';
import { recipientSchema } from './recipient.schema.js';
import { RecipientsController } from './recipients.controller.js';
import { RecipientsQueries } from './recipients.queries.js';
import { RecipientsService } from './recipients.service.js';

@Module({
  imports: [MongooseModule.forFeature([{ name: 'Recipient', schema: recipientSchema }]), EntitiesModule],
  controllers: [RecipientsController],
  providers: [RecipientsQueries, RecipientsService],
  exports: [RecipientsQueries, RecipientsService, MongooseModule],
})
export class RecipientsModule {}
