import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';

const NAMESPACE_EXISTS = 48;

/**
 * Makes every collection and index before anything is served: a unique index is a rule here (one
 * live order per entity), and a collection born inside a transaction makes its writers collide.
 */
@Injectable()
export class Indexes implements OnModuleInit {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  async onModuleInit(): Promise<void> {
    const models = [...new Set(Object.values(this.connection.models))];
    await Promise.all(
      models.map(async (model) => {
        await model.createCollection().catch((error: { code?: number }) => {
          if (error.code !== NAMESPACE_EXISTS) throw error;
        });
        await model.createIndexes();
      }),
    );
  }
}
