import { getConnectionToken } from '@nestjs/mongoose';
import { NestFactory } from '@nestjs/core';
import type { Connection } from 'mongoose';

import type { Environment } from '../../config/environment.js';
import { CliModule } from '../cli.module.js';
import type { Finding } from './checks.js';

/** Whether every index is there. Starting makes what is missing; what cannot be made (duplicates, another shape under the name) is told. */
export async function checkIndexes(environment: Environment): Promise<Finding[]> {
  const what = 'MongoDB indexes';
  try {
    const app = await NestFactory.createApplicationContext(CliModule.with(Object.assign(Object.create(Object.getPrototypeOf(environment)) as Environment, environment, { RELAIS_ROLES: ['api'], LOG_LEVEL: 'silent' })), { logger: false, abortOnError: false });
    try {
      const missing = await missingIndexes(app.get<Connection>(getConnectionToken(), { strict: false }));
      if (missing.length === 0) return [{ what, state: 'good', found: { en: 'all there', fr: 'tous présents' } }];
      return [{ what, state: 'bad', found: { en: `missing: ${missing.join(', ')}`, fr: `manquants : ${missing.join(', ')}` }, mend: { en: 'Start Relais once: it makes them. If that fails, its message names the documents in the way.', fr: 'Démarrez Relais une fois : il les crée. En cas d’échec, son message nomme les documents en cause.' } }];
    } finally {
      await app.close();
    }
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return [{ what, state: 'bad', found: { en: `cannot be made (${reason})`, fr: `impossibles à créer (${reason})` }, mend: { en: 'A unique index meets documents that break it, or an index of that name has another shape: drop that index, or mend the documents, then run this again.', fr: 'Un index unique rencontre des documents qui l’enfreignent, ou un index de ce nom a une autre forme : supprimez cet index ou corrigez les documents, puis recommencez.' } }];
  }
}

async function missingIndexes(connection: Connection): Promise<string[]> {
  const models = Object.values(connection.models);
  const missing = await Promise.all(
    models.map(async (model) => {
      const present = new Set((await model.collection.indexes()).map((index) => index.name));
      return model.schema.indexes().flatMap(([, options]) => (typeof options.name !== 'string' || present.has(options.name) ? [] : [`${model.collection.name}.${options.name}`]));
    }),
  );
  return missing.flat();
}
