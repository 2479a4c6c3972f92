import { MongoClient } from 'mongodb';
import { Redis } from 'ioredis';

/** The administrator's key in every test application. */
export const ADMIN_KEY = 'test-administrator-key-0123456789abcdef';

export interface FreshEnvironment {
  /** A name for the database; each suite its own, so that suites run side by side. */
  name: string;
  roles?: string;
  environment?: Record<string, string>;
  /** Keeps what the database holds (a second start on the same data). */
  keepData?: boolean;
}

let started = 0;

/** The variables of one test application: its own database and its own Redis database, both empty. */
export async function freshEnvironment(options: FreshEnvironment): Promise<Record<string, string>> {
  const mongo = new URL(required('MONGODB_URI'));
  mongo.pathname = `/relais-${options.name}-${process.pid}`;
  const redis = new URL(required('REDIS_URL'));
  // 16 databases, one a Jest worker and its applications: side by side, never the same.
  redis.pathname = `/${((Number(process.env['JEST_WORKER_ID'] ?? 1) - 1) * 5 + (started % 5)) % 16}`;
  if (options.keepData !== true) {
    const client = await new MongoClient(mongo.href).connect();
    if (started === 0) await dropThoseBefore(client);
    else await client.db().dropDatabase();
    await client.close();
    const queue = new Redis(redis.href);
    await queue.flushdb();
    queue.disconnect();
  }
  started += 1;
  return {
    NODE_ENV: 'test',
    MONGODB_URI: mongo.href,
    REDIS_URL: redis.href,
    SMTP_URL: required('SMTP_URL'),
    PUBLIC_URL: 'http://127.0.0.1',
    SESSION_SECRET: 'a session secret of the tests, long enough',
    RELAIS_ADMIN_EMAIL: 'admin@relais.example',
    RELAIS_ADMIN_PASSWORD: 'correct horse battery',
    RELAIS_ADMIN_API_KEY: ADMIN_KEY,
    RELAIS_ROLES: options.roles ?? 'api,worker',
    LOG_LEVEL: 'silent',
    ...options.environment,
  };
}

/**
 * Of the suites that this Jest worker has run: each leaves some two hundred files, and thousands slow
 * all that follow. One that a killed process holds a transaction in is left for the next to drop.
 */
async function dropThoseBefore(client: MongoClient): Promise<void> {
  const { databases } = await client.db().admin().listDatabases({ nameOnly: true, filter: { name: { $regex: `^relais-.*-${process.pid}$` } } });
  for (const { name } of databases) await client.db(name).command({ dropDatabase: 1, maxTimeMS: 1_000 }).catch(() => undefined);
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run the tests with npm test, or start npm run services and export what it prints`);
  return value;
}
