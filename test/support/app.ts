import 'reflect-metadata';

import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test, type TestingModuleBuilder } from '@nestjs/testing';

import { AppModule } from '../../src/app.module.js';
import { installHttpManners } from '../../src/api/install-http-manners.js';
import { furnish } from '../../src/application.js';
import { readEnvironment } from '../../src/config/environment.js';
import { type Answer, call } from './call.js';
import { freshEnvironment, type FreshEnvironment } from './environment.js';

export type { Answer };

export interface TestApp {
  app: NestExpressApplication;
  url: string;
  environment: Record<string, string>;
  /** Calls the HTTP API as the administrator, or with the key given. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  close(): Promise<void>;
}

export interface TestAppOptions extends FreshEnvironment {
  /** With the panel, the board and their sessions: AdminJS takes as long to load as all the rest. */
  panel?: boolean;
  /** Replaces providers (the clock, fail points) before the application is made. */
  override?: (builder: TestingModuleBuilder) => TestingModuleBuilder;
}

/** Starts the application in this process, every room of it, on a fresh database of the real services. */
export async function startApp(options: TestAppOptions): Promise<TestApp> {
  const environment = await freshEnvironment(options);
  let builder = Test.createTestingModule({ imports: [AppModule.with(readEnvironment(environment))] });
  if (options.override !== undefined) builder = options.override(builder);
  const module = await builder.compile();
  const app = module.createNestApplication<NestExpressApplication>({ bodyParser: false, logger: false });
  if (options.panel === true) await furnish(app);
  else installHttpManners(app);
  await app.listen(0, '127.0.0.1');
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  return { app, url, environment, call: (method, path, body, headers) => call(url, method, path, body, headers), close: () => app.close() };
}
