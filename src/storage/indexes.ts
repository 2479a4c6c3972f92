import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection, Model } from 'mongoose';
import { setTimeout as pause } from 'node:timers/promises';

const NAMESPACE_EXISTS = 48;
const ATTEMPTS = 5;

/**
 * Makes every collection and index before anything is served: a unique index is a rule here (one
 * live order per entity), and a collection born inside a transaction makes its writers collide.
 */
@Injectable()
export class Indexes implements OnModuleInit {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  async onModuleInit(): Promise<void> {
    const models = [...new Set(Object.values(this.connection.models))];
    await Promise.all(models.map((model) => this.make(model)));
  }

  /** Several processes may start on an empty database at once, each making what the others make. */
  private async make(model: Model<unknown>): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await model.createCollection().catch((error: { code?: number }) => {
          if (error.code !== NAMESPACE_EXISTS) throw error;
        });
        await model.createIndexes();
        return;
      } catch (error) {
        if (attempt === ATTEMPTS) throw error;
        await pause(Math.random() * 200 * attempt);
      }
    }
  }
}
