import 'reflect-metadata';

import { Controller, Get, Module, Param, Patch, Post, Req, Res } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import type { NextFunction, Request, Response } from 'express';
import { z } from 'zod';

import { ApiModule } from '../../src/api/api.module.js';
import { Caller } from '../../src/api/caller.js';
import { Described } from '../../src/api/described.js';
import { line } from '../../src/api/fields.js';
import { IfMatch } from '../../src/api/if-match.js';
import { installHttpManners } from '../../src/api/install-http-manners.js';
import { flag, ListParameters, listParameters, several } from '../../src/api/list-parameters.js';
import { ValidBody } from '../../src/api/valid-body.js';
import { EntitiesModule } from '../../src/entities/entities.module.js';
import { DomainError } from '../../src/errors/domain-error.js';
import { MonitoringModule } from '../../src/monitoring/monitoring.module.js';
import type { Actor } from '../../src/operators/actor.js';
import { OperatorsModule } from '../../src/operators/operators.module.js';
import { expectVersion } from '../../src/storage/version.js';
import { ClockModule } from '../../src/clock/clock.module.js';
import { CodesModule } from '../../src/codes/codes.module.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { readEnvironment } from '../../src/config/environment.js';
import { JournalModule } from '../../src/journal/journal.module.js';
import { LifecycleModule } from '../../src/lifecycle/lifecycle.module.js';
import { MessagingModule } from '../../src/messaging/messaging.module.js';
import { OutboxModule } from '../../src/outbox/outbox.module.js';
import { StorageModule } from '../../src/storage/storage.module.js';
import { freshEnvironment } from './environment.js';

const probe = z.strictObject({ label: line(200) });
const probeList = listParameters({ sort: ['-modifiedAt', '_id', '-_id'], filters: { status: several(['open', 'shut']).optional(), late: flag().optional() } });

/** What the probes did and are told to do; one a test application. */
export class ProbeDesk {
  made = 0;
  /** What the next POST waits for. */
  gate: Promise<void> = Promise.resolve();
  /** What the next POST fails with. */
  failure: Error | undefined;
  bytes = 0;
}

@Controller('api/v1/probes')
class ProbesController {
  constructor(private readonly desk: ProbeDesk) {}

  @Get()
  @Described({ summary: 'List probes' })
  list(@ListParameters(probeList) query: z.output<typeof probeList>): object {
    return { query };
  }

  @Post()
  @Described({ summary: 'Make a probe' })
  async create(@Caller() actor: Actor, @ValidBody(probe) body: z.output<typeof probe>): Promise<object> {
    await this.desk.gate;
    const { failure } = this.desk;
    this.desk.failure = undefined;
    if (failure !== undefined) throw failure;
    this.desk.made += 1;
    return { code: `P${this.desk.made}`, by: actor.email, label: body.label, version: 1 };
  }

  @Post(':code/cancel')
  @Described({ summary: 'Cancel a probe' })
  cancel(@Res({ passthrough: true }) response: Response): object {
    this.desk.made += 1;
    if (this.desk.made > 1) throw new DomainError('invalid-transition', 'conflict', { en: 'Not now.', fr: 'Pas maintenant.' }, { allowed: ['wait'] });
    response.status(202);
    return { made: this.desk.made };
  }

  @Get(':code')
  @Described({ summary: 'Read a probe' })
  read(@Param('code') code: string): object {
    return { code, version: 7 };
  }

  @Patch(':code')
  @Described({ summary: 'Edit a probe' })
  edit(@Param('code') code: string, @IfMatch() version: number | undefined, @ValidBody(probe) body: z.output<typeof probe>): object {
    expectVersion(code, 7, version);
    return { code, ...body, version: 8 };
  }
}

/** Reads its body as a stream, like the import of recipients. */
@Controller('api/v1/recipients')
class StreamController {
  constructor(private readonly desk: ProbeDesk) {}

  @Post()
  async take(@Req() request: Request): Promise<object> {
    let bytes = 0;
    for await (const chunk of request) bytes += (chunk as Buffer).length;
    this.desk.bytes += bytes;
    this.desk.made += 1;
    return { bytes };
  }
}

@Module({ controllers: [ProbesController, StreamController], providers: [ProbeDesk] })
class ProbesModule {}

export interface ProbeApp {
  app: NestExpressApplication;
  url: string;
  desk: ProbeDesk;
  close(): Promise<void>;
}

/** The manners of HTTP around two controllers that do as they are told. `x-test-session` stands for a signed-in panel. */
export async function startProbeApp(name: string, variables: Record<string, string> = {}): Promise<ProbeApp> {
  const environment = readEnvironment(await freshEnvironment({ name, roles: 'api', environment: variables }));
  const module = await Test.createTestingModule({
    imports: [ConfigModule.with(environment), ClockModule, StorageModule, CodesModule, JournalModule, MessagingModule, OutboxModule, LifecycleModule, OperatorsModule, EntitiesModule, ApiModule, MonitoringModule, ProbesModule],
  }).compile();
  const app = module.createNestApplication<NestExpressApplication>({ bodyParser: false, logger: false });
  installHttpManners(app);
  app.use((request: Request & { session?: object }, _response: Response, next: NextFunction) => {
    const operator = request.headers['x-test-session'];
    request.session = operator === undefined ? ({} as never) : ({ operator } as never);
    next();
  });
  await app.listen(0, '127.0.0.1');
  return { app, url: (await app.getUrl()).replace('[::1]', '127.0.0.1'), desk: module.get(ProbeDesk, { strict: false }), close: () => app.close() };
}
