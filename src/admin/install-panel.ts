import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { getQueueToken } from '@nestjs/bullmq';
import { AbstractLoader } from '@adminjs/nestjs';
import type { AbstractHttpAdapter } from '@nestjs/core';
import { getConnectionToken } from '@nestjs/mongoose';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AdminJS } from 'adminjs';
import type { Queue } from 'bullmq';
import type { Connection } from 'mongoose';

import { Clock } from '../clock/clock.js';
import { Environment } from '../config/environment.js';
import { DomainError } from '../errors/domain-error.js';
import type { Locale } from '../language/text.js';
import { registeredQueues } from '../messaging/register-queue.js';
import { boardDoor, type BoardReader } from '../monitoring/board.js';
import { type Actor, SYSTEM } from '../operators/actor.js';
import { may } from '../operators/operators.policy.js';
import { OperatorsService } from '../operators/operators.service.js';
import { OwnNames } from './own-names.js';
import { PanelAssets } from './panel.assets.js';
import type { PanelOperator, PanelPorts } from './panel.ports.js';
import { panelResources } from './panel-resources.js';
import { panelRouter, signedInOperator, toSignIn } from './panel.router.js';
import { readerLocale } from './reader-locale.js';
import { sameOrigin } from './same-origin.js';
import { sessionHandler, type SessionSettings } from './session.js';
import { signInRouter } from './sign-in.router.js';

/**
 * Our own loader: that of @adminjs/nestjs moves its router to the front, past helmet and every other
 * middleware, and its module bundles components at run time (docs/adr/0008). Mounted before the
 * controllers, after the HTTP manners; the session it installs serves the API too.
 */
class PanelLoader extends AbstractLoader {
  constructor(private readonly app: NestExpressApplication) {
    super();
  }

  register(admin: AdminJS, httpAdapter: Pick<AbstractHttpAdapter, 'use'>): void {
    const environment = this.app.get(Environment);
    const connection: Connection = this.app.get(getConnectionToken(), { strict: false });
    const ports = portsOf(this.app, environment);
    const assets = new PanelAssets(builtPanel());
    // Mongoose brings a driver of its own; the store only calls what both have.
    const client = connection.getClient() as unknown as SessionSettings['client'];

    httpAdapter.use(sessionHandler({ secret: environment.SESSION_SECRET, client, database: connection.name, secure: environment.PUBLIC_URL?.startsWith('https:') ?? false }));
    httpAdapter.use('/admin', sameOrigin(environment.PUBLIC_URL), assets.router(), signInRouter(ports, assets));
    httpAdapter.use('/admin/queues', boardDoor('/admin/queues', () => queuesOf(this.app), (request, response) => boardReader(request, response, ports)));
    httpAdapter.use('/admin', panelRouter(admin, ports, assets));
  }
}

/** Stands the panel around the rooms, in the processes that serve HTTP to people. */
export function installPanel(app: NestExpressApplication): void {
  const connection: Connection = app.get(getConnectionToken(), { strict: false });
  const clock = app.get(Clock, { strict: false });
  const admin = new AdminJS({ rootPath: '/admin', loginPath: '/admin/login', logoutPath: '/admin/logout', resources: panelResources(connection, () => clock.now()), branding: { companyName: 'Relais', logo: false, withMadeWithLove: false } });
  new PanelLoader(app).register(admin, app.getHttpAdapter());
}

function portsOf(app: NestExpressApplication, environment: Environment): PanelPorts {
  const operators = app.get(OperatorsService, { strict: false });
  const clock = app.get(Clock, { strict: false });
  const names = new OwnNames((service) => app.get(service, { strict: false }));
  return {
    verifyPassword: async (email, password) => {
      const actor = await operators.verifyPassword(email, password);
      return actor === null ? null : { email: actor.email };
    },
    findOperator: (email) => operatorOf(operators, email),
    ownNames: (operator, codes) => names.of(actorOf(operator, environment.RELAIS_LOCALE), codes),
    now: () => clock.now(),
    defaultLocale: environment.RELAIS_LOCALE,
  };
}

async function operatorOf(operators: OperatorsService, email: string): Promise<PanelOperator | null> {
  try {
    const { _id, name, role, entity, locale } = await operators.get(SYSTEM, email);
    return { email: _id, name, role, entity, locale };
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'not-found') return null;
    throw error;
  }
}

async function boardReader(request: Parameters<typeof signedInOperator>[0], response: Parameters<typeof toSignIn>[1], ports: PanelPorts): Promise<BoardReader> {
  const operator = await signedInOperator(request, ports);
  if (!operator) {
    toSignIn(request, response);
    return null;
  }
  const actor = actorOf(operator, ports.defaultLocale);
  if (!may(actor, 'queues', 'read')) {
    response.sendStatus(403);
    return null;
  }
  return { access: may(actor, 'queues', 'steer') ? 'full' : 'read-only', locale: readerLocale(request, operator.locale, ports.defaultLocale) };
}

const actorOf = (operator: PanelOperator, house: Locale): Actor => ({ ...operator, locale: operator.locale ?? house });

const queuesOf = (app: NestExpressApplication): Queue[] => registeredQueues().map(({ name }) => app.get<Queue>(getQueueToken(name), { strict: false }));

/** Where the build left the panel: beside this file when it was built too, else in dist (tests run the sources). */
function builtPanel(): string {
  const beside = join(import.meta.dirname, '..', 'panel');
  return existsSync(beside) ? beside : join(import.meta.dirname, '..', '..', 'dist', 'panel');
}
