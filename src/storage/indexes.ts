import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection, IndexDefinition, IndexOptions, Model } from 'mongoose';
import { isDeepStrictEqual } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';

const NAMESPACE_EXISTS = 48;
const ATTEMPTS = 5;

interface KnownIndex {
  name: string;
  key: object;
  partialFilterExpression?: object;
}

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
        await dropChanged(model);
        await model.createIndexes();
        return;
      } catch (error) {
        if (attempt === ATTEMPTS) throw error;
        await pause(Math.random() * 200 * attempt);
      }
    }
  }
}

/** An index of an earlier version whose name now means another would refuse to be made; one that nobody declares is its owner's business. */
async function dropChanged(model: Model<unknown>): Promise<void> {
  const known = new Map(((await model.collection.indexes()) as KnownIndex[]).map((index) => [index.name, index]));
  for (const [key, options] of model.schema.indexes() as [IndexDefinition, IndexOptions][]) {
    const present = known.get(options.name ?? '');
    // A text index does not show the key it was declared with.
    if (present === undefined || Object.values(key).includes('text')) continue;
    const same = JSON.stringify(present.key) === JSON.stringify(key) && isDeepStrictEqual(present.partialFilterExpression, options.partialFilterExpression);
    if (!same) await model.collection.dropIndex(present.name);
  }
}
