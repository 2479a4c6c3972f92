import { Global, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';

import { Outbox } from './outbox.js';
import { outboxSchema } from './outbox.schema.js';
import { Reactions } from './reactions.js';
import { Relay } from './relay.js';

@Global()
@Module({
  imports: [MongooseModule.forFeature([{ name: 'OutboxRow', schema: outboxSchema }])],
  providers: [Outbox, Reactions, Relay],
  exports: [Outbox, Reactions],
})
export class OutboxModule {}
