import 'reflect-metadata';

import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';

import { AppModule } from './app.module.js';
import { furnish } from './application.js';
import { type Environment, EnvironmentError, readEnvironment } from './config/environment.js';
import { localSecrets } from './config/local-secrets.js';
import { loggerOf } from './config/logger.js';

async function start(): Promise<void> {
  const { variables, newPassword } = localSecrets(process.env);
  const environment = readEnvironment({ ...process.env, ...variables });
  const logger = loggerOf(environment);
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(environment), { logger, bodyParser: false, abortOnError: false });
  app.enableShutdownHooks();
  await furnish(app);
  await app.listen(environment.PORT, environment.HOST);
  if (newPassword !== null) process.stderr.write(`First administrator: ${newPassword.email}, password ${newPassword.password} (shown this once)\n`);
  logger.log(`ready on ${await app.getUrl()} as ${roles(environment)}, process ${process.pid}`);
}

function roles(environment: Environment): string {
  return environment.RELAIS_ROLES.join(' and ');
}

start().catch((error: unknown) => {
  // One clear message: a wrong variable, a port in use, a database that does not answer. Never a stack trace.
  const message = error instanceof EnvironmentError ? error.message : `Relais cannot start: ${error instanceof Error ? error.message : String(error)}`;
  process.stderr.write(`${message}\n`);
  process.exit(1);
});
