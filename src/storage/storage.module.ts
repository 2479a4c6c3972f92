import { Global, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';

import { Environment } from '../config/environment.js';
import { AbandonedTransactions } from './abandoned-transactions.js';
import { applicationName } from './application-name.js';
import { Indexes } from './indexes.js';
import { Transactions } from './transactions.js';

@Global()
@Module({
  imports: [
    MongooseModule.forRootAsync({
      inject: [Environment],
      useFactory: (environment: Environment) => ({
        uri: environment.MONGODB_URI,
        appName: applicationName(environment.MONGODB_URI),
        autoIndex: false,
        autoCreate: false,
        maxPoolSize: 60,
        serverSelectionTimeoutMS: 5_000,
        writeConcern: { w: 'majority' },
      }),
    }),
  ],
  providers: [Transactions, AbandonedTransactions, Indexes],
  exports: [Transactions],
})
export class StorageModule {}
