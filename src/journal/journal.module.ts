import { Global, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';

import { JournalController } from './journal.controller.js';
import { JournalPorts } from './journal.ports.js';
import { JournalQueries } from './journal.queries.js';
import { journalSchema } from './journal.schema.js';
import { JournalService } from './journal.service.js';

@Global()
@Module({
  imports: [MongooseModule.forFeature([{ name: 'JournalEntry', schema: journalSchema }])],
  controllers: [JournalController],
  providers: [JournalService, JournalQueries, JournalPorts],
  exports: [JournalService, JournalQueries, JournalPorts, MongooseModule],
})
export class JournalModule {}
