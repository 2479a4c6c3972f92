import 'reflect-metadata';

import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test, type TestingModuleBuilder } from '@nestjs/testing';
import { MongoClient } from 'mongodb';
import { Redis } from 'ioredis';

import { AppModule } from '../../src/app.module.js';
import { furnish } from '../../src/application.js';
import { readEnvironment } from '../../src/config/environment.js';

/** The administrator's key in every test application. */
export const ADMIN_KEY = 'test-administrator-key-0123456789abcdef';

export interface TestApp {
  app: NestExpressApplication;
  url: string;
  environment: Record<string, string>;
  /** Calls the HTTP API as the administrator, or with the key given. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  close(): Promise<void>;
}

export interface Answer {
  status: number;
  headers: Headers;
  /** Parsed JSON, or the text where the answer is none. */
  body: Record<string, never> & { [field: string]: unknown };
}

export interface TestAppOptions {
  /** A name for the database; each suite its own, so that suites run side by side. */
  name: string;
  roles?: string;
  environment?: Record<string, string>;
  /** Replaces providers (the clock, fail points) before the application is made. */
  override?: (builder: TestingModuleBuilder) => TestingModuleBuilder;
  /** Keeps what the database holds (a second start on the same data). */
  keepData?: boolean;
}

let started = 0;

/** Starts the whole application in this process, on a fresh database of the real services. */
export async function startApp(options: TestAppOptions): Promise<TestApp> {
  const environment = await freshEnvironment(options);
  let builder = Test.createTestingModule({ imports: [AppModule.with(readEnvironment(environment))] });
  if (options.override !== undefined) builder = options.override(builder);
  const module = await builder.compile();
  const app = module.createNestApplication<NestExpressApplication>({ bodyParser: false, logger: false });
  await furnish(app);
  await app.listen(0, '127.0.0.1');
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  return { app, url, environment, call: (method, path, body, headers) => call(url, method, path, body, headers), close: () => app.close() };
}

/** The variables of one test application: its own database and its own Redis database, both empty. */
export async function freshEnvironment(options: TestAppOptions): Promise<Record<string, string>> {
  const mongo = new URL(required('MONGODB_URI'));
  mongo.pathname = `/relais-${options.name}-${process.pid}`;
  const redis = new URL(required('REDIS_URL'));
  // 16 databases, one a Jest worker and its applications: side by side, never the same.
  redis.pathname = `/${((Number(process.env['JEST_WORKER_ID'] ?? 1) - 1) * 5 + (started++ % 5)) % 16}`;
  if (options.keepData !== true) {
    const client = await new MongoClient(mongo.href).connect();
    await client.db().dropDatabase();
    await client.close();
    const queue = new Redis(redis.href);
    await queue.flushdb();
    queue.disconnect();
  }
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

export async function call(url: string, method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${ADMIN_KEY}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = (response.headers.get('content-type') ?? '').includes('json');
  return { status: response.status, headers: response.headers, body: (json && text !== '' ? JSON.parse(text) : text) as Answer['body'] };
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run the tests with npm test, or start npm run services and export what it prints`);
  return value;
}
