import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection, IndexDefinition, IndexOptions, Model, mongo } from 'mongoose';
import { isDeepStrictEqual } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';

const NAMESPACE_EXISTS = 48;
const ATTEMPTS = 5;

/** What makes an index of the same name and key another one. */
const RULES = ['unique', 'sparse', 'expireAfterSeconds', 'partialFilterExpression'] as const;

type KnownIndex = { name: string; key: object } & Partial<Record<(typeof RULES)[number], unknown>>;
type Declared = [IndexDefinition, IndexOptions];

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
        const missing = await missingOf(model);
        if (missing.length > 0) await model.collection.createIndexes(missing.map(([key, options]) => ({ ...options, key }) as mongo.IndexDescription));
        return;
      } catch (error) {
        if (attempt === ATTEMPTS) throw error;
        await pause(Math.random() * 200 * attempt);
      }
    }
  }
}

/**
 * The declared indexes that are not there, to be made in one command. One of an earlier version whose
 * name now means another is dropped first; one that nobody declares is its owner's business.
 */
async function missingOf(model: Model<unknown>): Promise<Declared[]> {
  const known = new Map(((await model.collection.indexes()) as KnownIndex[]).map((index) => [index.name, index]));
  const missing: Declared[] = [];
  for (const declared of model.schema.indexes() as Declared[]) {
    const present = known.get(declared[1].name ?? '');
    if (present !== undefined && isSame(present, declared)) continue;
    if (present !== undefined) await model.collection.dropIndex(present.name);
    missing.push(declared);
  }
  return missing;
}

function isSame(present: KnownIndex, [key, options]: Declared): boolean {
  // A text index does not show the key it was declared with.
  if (Object.values(key).includes('text')) return true;
  return JSON.stringify(present.key) === JSON.stringify(key) && RULES.every((rule) => isDeepStrictEqual(present[rule], options[rule]));
}
