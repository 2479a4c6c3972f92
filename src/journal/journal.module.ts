import { Global, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';

import { journalSchema } from './journal.schema.js';
import { JournalService } from './journal.service.js';

@Global()
@Module({
  imports: [MongooseModule.forFeature([{ name: 'JournalEntry', schema: journalSchema }])],
  providers: [JournalService],
  exports: [JournalService, MongooseModule],
})
export class JournalModule {}
