import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

import { type Environment, readEnvironment } from '../config/environment.js';
import { localSecrets } from '../config/local-secrets.js';
import { DomainError } from '../errors/domain-error.js';
import { type Actor, SYSTEM } from '../operators/actor.js';
import { ApiKeysService } from '../operators/api-keys.service.js';
import { CliModule } from './cli.module.js';
import { CLI_WORDS } from './cli.words.js';
import { checkMongodb } from './doctor/checks.js';
import type { Terminal } from './terminal.js';

export interface GlobalOptions {
  json?: boolean;
  key?: string;
  locale?: string;
}

/** What a command works with: the rooms, and the operator whose rights it has. */
export interface Session {
  app: INestApplicationContext;
  actor: Actor;
}

/**
 * Opens the application for one command and closes it after, whatever comes.
 * @param keyless whether the command may run as `system` where no key is given
 * @throws DomainError `unauthenticated`
 */
export async function withApplication(terminal: Terminal, options: GlobalOptions, keyless: boolean, work: (session: Session) => Promise<void>): Promise<void> {
  const key = options.key ?? (process.env['RELAIS_API_KEY'] || undefined);
  if (key === undefined && !keyless) throw new DomainError('unauthenticated', 'unauthenticated', CLI_WORDS.keyMissing);
  const { variables, newPassword } = localSecrets(process.env);
  // A command is no worker: what it sets going, the running workers do.
  const environment = readEnvironment({ ...process.env, ...variables, RELAIS_ROLES: 'api', LOG_LEVEL: 'silent' });
  await demandDatabase(environment);
  const app = await NestFactory.createApplicationContext(CliModule.with(environment), { logger: false, abortOnError: false });
  try {
    if (newPassword !== null) terminal.say(`${CLI_WORDS.firstAdministrator[terminal.locale]}: ${newPassword.email}, ${newPassword.password}`);
    const actor = key === undefined ? SYSTEM : await app.get(ApiKeysService, { strict: false }).actorOf(key);
    if (actor === null) throw new DomainError('unauthenticated', 'unauthenticated', CLI_WORDS.keyUnknown);
    await work({ app, actor });
  } finally {
    await app.close();
  }
}

/** The application would try for long: a person at a terminal is told at once what is wrong, and the way out. */
async function demandDatabase(environment: Environment): Promise<void> {
  const bad = (await checkMongodb(environment)).find((finding) => finding.state === 'bad');
  if (bad === undefined) return;
  const sentence = (locale: 'en' | 'fr'): string => `${bad.what}${locale === 'fr' ? '\u00a0:' : ':'} ${bad.found[locale]}. ${bad.mend?.[locale] ?? ''}`.trimEnd();
  throw new DomainError('unavailable', 'unavailable', { en: sentence('en'), fr: sentence('fr') });
}
