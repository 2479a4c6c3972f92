import 'reflect-metadata';

import type { ModuleMetadata } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';

import { ClockModule } from '../../src/clock/clock.module.js';
import { CodesModule } from '../../src/codes/codes.module.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { readEnvironment } from '../../src/config/environment.js';
import { GatesModule } from '../../src/gates/gates.module.js';
import { JournalModule } from '../../src/journal/journal.module.js';
import { LifecycleModule } from '../../src/lifecycle/lifecycle.module.js';
import { MailModule } from '../../src/mail/mail.module.js';
import { MessagingModule } from '../../src/messaging/messaging.module.js';
import { OutboxModule } from '../../src/outbox/outbox.module.js';
import { StorageModule } from '../../src/storage/storage.module.js';
import { freshEnvironment } from './environment.js';

/** The foundation rooms alone, and what is added, on a fresh database of the real services. */
export async function startFoundation(name: string, added: ModuleMetadata = {}): Promise<TestingModule> {
  const environment = readEnvironment(await freshEnvironment({ name, roles: 'worker' }));
  const module = await Test.createTestingModule({
    ...added,
    imports: [ConfigModule.with(environment), ClockModule, StorageModule, CodesModule, JournalModule, MessagingModule, OutboxModule, MailModule, LifecycleModule, GatesModule, ...(added.imports ?? [])],
  }).compile();
  module.useLogger(false);
  await module.init();
  return module;
}
