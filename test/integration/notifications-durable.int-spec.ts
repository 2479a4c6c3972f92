import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { getQueueToken } from '@nestjs/bullmq';
import { getConnectionToken } from '@nestjs/mongoose';
import type { TestingModule } from '@nestjs/testing';
import type { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import type { Connection } from 'mongoose';

import { Environment } from '../../src/config/environment.js';
import { EntitiesModule } from '../../src/entities/entities.module.js';
import { Publisher } from '../../src/messaging/publisher.js';
import { Announcing } from '../../src/notifications/announcing.js';
import { NotificationsModule } from '../../src/notifications/notifications.module.js';
import { NotificationsService } from '../../src/notifications/notifications.service.js';
import { Sending } from '../../src/notifications/sending.js';
import { OperatorsModule } from '../../src/operators/operators.module.js';
import { Outbox } from '../../src/outbox/outbox.js';
import { Transactions } from '../../src/storage/transactions.js';
import { aCampaignPackage } from '../builders/campaign-package.js';
import { anOrder } from '../builders/order.js';
import { eventually } from '../support/eventually.js';
import { startFoundation } from '../support/foundation.js';
import { type MailSink, startMailSink } from '../support/mail-sink.js';

const at = new Date('2026-05-04T10:00:00Z');
const FAR = new Date('2099-06-30T00:00:00Z');

describe('mails that an event owes', () => {
  let module: TestingModule;
  let sink: MailSink;
  let connection: Connection;
  const smtpUrl = process.env['SMTP_URL'];

  beforeAll(async () => {
    sink = await startMailSink();
    process.env['SMTP_URL'] = sink.url;
    module = await startFoundation('notifications-durable', { imports: [OperatorsModule, EntitiesModule, NotificationsModule] });
    connection = module.get(getConnectionToken());
  });
  afterAll(async () => {
    process.env['SMTP_URL'] = smtpUrl;
    await (module as TestingModule | undefined)?.close();
    await sink.close();
  });

  beforeEach(async () => {
    for (const name of ['notifications', 'announcements', 'entities', 'packages', 'orders', 'outbox', 'operators']) await connection.collection(name).deleteMany({});
    sink.forget();
    await connection.collection('packages').insertOne(aCampaignPackage({ status: 'published', audience: ['OU1', 'OU2'], schedule: { start: at, end: FAR }, registrationDeadline: null }) as never);
    await connection.collection('entities').insertMany([anEntity('OU1', ['one@one.example', 'two@one.example']), anEntity('OU2', ['b@two.example'])] as never[]);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  const record = (type: string, subject: string, data: Record<string, unknown>): Promise<void> =>
    module.get(Transactions).run((session) => module.get(Outbox).record({ type, subject, data: { cycle: 1, by: 'claire@meridian.example', at, comment: null, ...data } }, session));
  const published = (): Promise<void> => record('package.published', 'CAT86', { kind: 'collaborative', orderApproval: 'manual' });
  const count = (collection: string, filter: object = {}): Promise<number> => connection.collection(collection).countDocuments(filter);
  const recipients = (): string[] => sink.received.map((mail) => mail.to.join()).sort();
  const allSent = (number: number): Promise<unknown> => eventually(`${number} mails`, async () => (await count('notifications', { state: 'sent' })) === number);

  it('are sent though Redis was flushed after the event was relayed and before anything was planned', async () => {
    // Whoever wakes up meanwhile does nothing: the job of this event is lost with all others.
    const asleep = jest.spyOn(module.get(Announcing), 'drain').mockResolvedValue(undefined);
    await published();
    await eventually('the event to be relayed', async () => (await count('outbox', { relayedAt: null })) === 0);
    expect(await count('notifications')).toBe(0);
    const queue = module.get<Queue>(getQueueToken('notifications'), { strict: false });
    const redis = new Redis(module.get(Environment).REDIS_URL);
    await redis.flushdb();
    redis.disconnect();
    expect(await queue.getJobCountByTypes('waiting', 'active', 'delayed', 'failed')).toBe(0);

    asleep.mockRestore();

    await allSent(3);
    expect(recipients()).toEqual(['b@two.example', 'one@one.example', 'two@one.example']);
  });

  it('are sent while Redis takes no job at all, once also when it does again', async () => {
    const silent = jest.spyOn(module.get(Publisher), 'addAll').mockRejectedValue(new Error('Redis does not answer'));
    await published();

    await allSent(3);
    expect(await count('outbox', { relayedAt: null })).toBe(1);
    expect(silent).toHaveBeenCalled();
    silent.mockRestore();

    await eventually('the event to be relayed', async () => (await count('outbox', { relayedAt: null })) === 0);
    await module.get(Announcing).drain();
    await module.get(Sending).drain();
    expect(sink.received).toHaveLength(3);
  });

  it('are sent once though their planner died half way, and another took its work over', async () => {
    await published();
    await allSent(3);

    // As it stands in the record when a worker died between two writes of its mails.
    await connection.collection('notifications').deleteOne({ address: 'two@one.example' });
    await connection.collection('announcements').updateMany({}, { $set: { state: 'owed', takenUntil: new Date(0) } });

    await eventually('the missing mail', () => sink.received.length === 4);
    expect(recipients()).toEqual(['b@two.example', 'one@one.example', 'two@one.example', 'two@one.example']);
  });

  it('stay owed while planning fails, and hold up no others', async () => {
    const failing = jest.spyOn(module.get(Announcing) as unknown as { worded: () => Promise<never> }, 'worded').mockRejectedValueOnce(new Error('the database is away'));
    await published();

    await eventually('the failure', () => failing.mock.calls.length > 0);
    expect(await count('announcements', { state: 'owed' })).toBe(1);
    await connection.collection('announcements').updateMany({}, { $set: { takenUntil: new Date(0) } });

    await allSent(3);
  });

  it('are owed by an event, however often it is relayed, and by events of other kinds not at all', async () => {
    await published();
    await allSent(3);
    await connection.collection('outbox').updateMany({}, { $set: { relayedAt: null, takenUntil: new Date(0) } });
    await eventually('the event to be relayed again', async () => (await count('outbox', { relayedAt: null })) === 0);
    await record('package.edited', 'CAT86', {});
    await record('package.published', 'CAT86', { kind: 'collaborative', orderApproval: 'automatic' });
    await eventually('all to be relayed', async () => (await count('outbox', { relayedAt: null })) === 0);
    await module.get(Announcing).drain();

    expect(await count('announcements')).toBe(1);
    expect(sink.received).toHaveLength(3);
  });

  it('reach thousands of entities in batches, a local package’s empty audience meaning all of them', async () => {
    const entities = Array.from({ length: 2_500 }, (_, index) => anEntity(`OU${1_000 + index}`, [`x${index}@many.example`]));
    await connection.collection('entities').insertMany(entities as never[]);
    await connection.collection('packages').updateOne({ _id: 'CAT86' as never }, { $set: { kind: 'local', distributionLevel: 'local', audience: [] } });
    const owe = jest.spyOn(module.get(NotificationsService), 'owe');

    await record('package.published', 'CAT86', { kind: 'local', orderApproval: 'manual' });

    await eventually('all to be owed', async () => (await count('notifications', { event: 'catalog-entry' })) === 2_503, 30_000);
    expect(owe.mock.calls.length).toBeLessThan(10);
    await connection.collection('notifications').deleteMany({ state: 'pending' });
  });

  it('name a local order’s questions and dates as its own cycle had them, whatever the package asks by now', async () => {
    const field = (label: string) => ({ name: 'adviser', label, type: 'text' as const, options: [], required: false, default: null });
    const earlier = { cycle: 1, endedAt: at, endedBy: 'claire@meridian.example', endedAs: 'published' as const, publishedAt: at, approval: null, cancellation: null, schedule: { start: at, end: FAR }, availableAt: new Date('2026-04-15T08:00:00Z'), registrationDeadline: null, personalizationDeadline: null, form: [field('Adviser of the first cycle')] };
    await connection.collection('packages').updateOne({ _id: 'CAT86' as never }, { $set: { kind: 'local', distributionLevel: 'local', cycle: 2, status: 'being-edited', availableAt: null, form: [field('Adviser by now')], earlierCycles: [earlier] } });
    await connection.collection('orders').insertOne(anOrder({ packageKind: 'local', parameters: { adviser: 'Jean Martin' } }) as never);
    await connection.collection('operators').insertOne({ _id: 'rita@meridian.example' as never, name: 'Rita', role: 'central', entity: null, locale: 'en' });

    await record('order.ordered', 'ORD29', { package: 'CAT86', entity: 'OU1' });

    await allSent(1);
    const text = sink.received[0]?.raw.replace(/=\r\n/g, '') ?? '';
    expect(text).toContain('Adviser of the first cycle: Jean Martin');
    expect(text).not.toContain('Adviser by now');
    expect(text).toMatch(/Availability date: 15 April 2026, /);
  });

  it('say what was true when they were owed, whatever is edited before they are sent', async () => {
    await connection.collection('orders').insertOne(anOrder({ status: 'rejected', rejection: { by: 'claire@meridian.example', at, comment: 'No' }, liveKey: null }) as never);
    const held = jest.spyOn(module.get(Sending), 'drain').mockResolvedValue(undefined);
    await record('order.rejected', 'ORD29', { package: 'CAT86', entity: 'OU1', comment: 'Ask for fewer copies.' });
    await eventually('the mails to be owed', async () => (await count('notifications')) === 2);
    await connection.collection('packages').updateOne({ _id: 'CAT86' as never }, { $set: { label: 'Another label', cycle: 2 } });
    await connection.collection('orders').updateOne({ _id: 'ORD29' as never }, { $set: { label: 'Another order' } });

    held.mockRestore();

    await allSent(2);
    expect(sink.received[0]?.raw).toMatch(/^Subject: \[Order rejected\] Savings week, Lyon \(ORD29\)$/m);
    expect(sink.received[0]?.raw).toContain('Ask for fewer copies.');
    expect(sink.received[0]?.raw).not.toContain('Another');
  });
});

function anEntity(_id: string, notificationGroup: string[]): Record<string, unknown> {
  return { _id, label: `Branch ${_id}`, locale: 'en', timeZone: 'Europe/Paris', contact: '', notificationGroup, orderReviewers: [], version: 1, createdAt: at, modifiedAt: at };
}
