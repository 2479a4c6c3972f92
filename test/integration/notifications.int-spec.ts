import type { TestingModule } from '@nestjs/testing';
import { getConnectionToken, getModelToken } from '@nestjs/mongoose';
import type { Connection, Model } from 'mongoose';

import type { Entity } from '../../src/entities/entity.schema.js';
import { EntitiesModule } from '../../src/entities/entities.module.js';
import { gatesOf } from '../../src/gates/gates.service.js';
import type { Notification } from '../../src/notifications/notification.schema.js';
import { MOST_ATTEMPTS, NotificationClaims, pauseAfter } from '../../src/notifications/notification-claims.js';
import { NotificationsModule } from '../../src/notifications/notifications.module.js';
import { NotificationsQueries } from '../../src/notifications/notifications.queries.js';
import { NotificationsService } from '../../src/notifications/notifications.service.js';
import { Resend } from '../../src/notifications/resend.js';
import { Sending } from '../../src/notifications/sending.js';
import type { Actor } from '../../src/operators/actor.js';
import { OperatorsModule } from '../../src/operators/operators.module.js';
import { aCampaignPackage } from '../builders/campaign-package.js';
import { eventually } from '../support/eventually.js';
import { Transactions } from '../../src/storage/transactions.js';
import { startFoundation } from '../support/foundation.js';
import { type MailSink, type SinkAnswer, startMailSink } from '../support/mail-sink.js';

const at = new Date('2026-11-24T09:42:11Z');
const claire: Actor = { email: 'claire@meridian.example', name: 'Claire Fontaine', role: 'central', entity: null, locale: 'en' };
const canceled = { cancellation: 'CXL4', package: 'CAT86', cycle: 1, canceledAt: at, by: claire.email, byName: claire.name, comment: 'The rate is wrong.' };

describe('notifications', () => {
  let module: TestingModule;
  let sink: MailSink;
  let service: NotificationsService;
  let notifications: Model<Notification>;
  let answers: Record<string, SinkAnswer[]> = {};
  const smtpUrl = process.env['SMTP_URL'];

  beforeAll(async () => {
    sink = await startMailSink((to, nth) => answers[to]?.[nth - 1] ?? 'accept');
    process.env['SMTP_URL'] = sink.url;
    module = await startFoundation('notifications', { imports: [OperatorsModule, EntitiesModule, NotificationsModule] });
    service = module.get(NotificationsService);
    notifications = module.get(getModelToken('Notification'), { strict: false });
  });

  afterAll(async () => {
    process.env['SMTP_URL'] = smtpUrl;
    await module.close();
    await sink.close();
  });

  beforeEach(async () => {
    answers = {};
    sink.forget();
    const connection = module.get<Connection>(getConnectionToken());
    for (const name of ['notifications', 'announcements', 'entities', 'packages', 'orders', 'gates', 'journal']) await connection.collection(name).deleteMany({});
    await connection.collection('packages').insertOne(aCampaignPackage({ status: 'published', audience: ['OU1', 'OU2', 'OU3'] }) as never);
    await connection.collection('entities').insertMany([anEntity('OU1', ['a1@one.example', 'a2@one.example']), anEntity('OU2', ['b@two.example'], 'fr'), anEntity('OU3', [])] as never[]);
    await connection.collection('gates').insertMany(gatesOf('CAT86', 1) as never[]);
  });

  const settled = (count: number): Promise<Notification[]> =>
    eventually(`${count} notifications to settle`, async () => {
      const all = await notifications.find().sort({ address: 1 }).lean();
      return all.length === count && all.every((notification) => notification.state !== 'pending' && notification.state !== 'sending') ? all : undefined;
    });

  it('tells each address of each entity once, in the entity’s language, and keeps the proof', async () => {
    const addresses = await service.planPackageCanceled(canceled, ['OU1', 'OU2', 'OU3']);

    expect(addresses).toBe(3);
    const all = await settled(3);
    expect(all.map(({ address, state, attempts }) => [address, state, attempts])).toEqual([
      ['a1@one.example', 'sent', 1],
      ['a2@one.example', 'sent', 1],
      ['b@two.example', 'sent', 1],
    ]);
    expect(all[0]?.acceptedAt).toBeInstanceOf(Date);
    expect(sink.received.map((mail) => mail.to).sort()).toEqual([['a1@one.example'], ['a2@one.example'], ['b@two.example']]);
    expect(sink.received.find((mail) => mail.to[0] === 'a1@one.example')?.raw).toContain(`<${all[0]?.messageId}>`);
    expect(sink.received.find((mail) => mail.to[0] === 'b@two.example')?.raw).toContain('lang=3D"fr"');
    expect(await service.stateOf('CXL4')).toEqual({ addresses: 3, sent: 3, failed: 0, uncertain: 0, outstanding: 0, tried: 3 });
  });

  it('changes nothing when it is owed a second time, at once or after it was sent', async () => {
    await Promise.all([service.planPackageCanceled(canceled, ['OU1', 'OU2']), service.planPackageCanceled(canceled, ['OU2', 'OU1'])]);
    await settled(3);
    await service.planPackageCanceled(canceled, ['OU1', 'OU2']);
    await module.get(Sending).drain();

    expect(sink.received).toHaveLength(3);
    expect(await notifications.countDocuments()).toBe(3);
  });

  it('tries a refused mail again after a pause that grows, and counts it as tried and outstanding', async () => {
    answers = { 'a1@one.example': ['refuse-data', 'accept'], 'b@two.example': ['cut-before-data', 'accept'] };
    await service.planPackageCanceled(canceled, ['OU1', 'OU2']);

    const retried = await eventually('two to be refused, and the third to be sent', async () => {
      const found = await notifications.find({ state: 'pending', attempts: 1 }).lean();
      return found.length === 2 && (await notifications.exists({ state: 'sent' })) !== null ? found : undefined;
    });
    expect(await service.stateOf('CXL4')).toMatchObject({ addresses: 3, outstanding: 2, tried: 3, sent: 1 });
    expect(retried.find((row) => row.address === 'a1@one.example')?.lastError).toContain('try again later');

    const all = await settled(3);
    expect(all.map(({ state, attempts }) => [state, attempts])).toEqual([['sent', 2], ['sent', 1], ['sent', 2]]);
    expect(sink.received).toHaveLength(3);
  });

  it('gives up after the last attempt, with the server’s words', async () => {
    answers = { 'b@two.example': Array<SinkAnswer>(3).fill('refuse-recipient') };
    await service.planPackageCanceled(canceled, ['OU3']);
    // In one step: a sender that saw it before would count its attempts from the start.
    await module.get(Transactions).run(async (session) => {
      await service.owe('package-canceled', [{ subject: 'CAT86', package: 'CAT86', cycle: 1, entity: 'OU2', address: 'b@two.example', announcement: 'package-canceled:CAT86:1', cancellation: 'CXL4' }], session);
      await notifications.updateOne({}, { $set: { attempts: MOST_ATTEMPTS - 1 } }, { session });
    });

    const [failed] = await settled(1);

    expect(failed).toMatchObject({ state: 'failed', attempts: MOST_ATTEMPTS, messageId: null });
    expect(failed?.lastError).toContain('mailbox unavailable');
  });

  it('holds a mail that was cut off after its data for uncertain and does not repeat it', async () => {
    answers = { 'b@two.example': ['cut-after-data', 'accept'] };
    await service.planPackageCanceled(canceled, ['OU2']);

    const [row] = await settled(1);
    await module.get(Sending).drain();

    expect(row).toMatchObject({ state: 'uncertain', attempts: 1 });
    expect(sink.received).toHaveLength(1);
    expect(await service.stateOf('CXL4')).toMatchObject({ uncertain: 1, outstanding: 0, tried: 1 });
  });

  it('takes over a mail whose worker died before its data, and writes off one whose worker died after', async () => {
    await service.owe('package-canceled', [
      { subject: 'CAT86', package: 'CAT86', cycle: 1, entity: 'OU2', address: 'b@two.example', announcement: 'package-canceled:CAT86:1', cancellation: 'CXL4' },
      { subject: 'CAT86', package: 'CAT86', cycle: 1, entity: 'OU2', address: 'c@two.example', announcement: 'package-canceled:CAT86:1', cancellation: 'CXL4' },
    ]);
    const lease = { worker: 'dead:1', until: new Date(0) };
    await notifications.updateOne({ address: 'b@two.example' }, { $set: { lease } });
    await notifications.updateOne({ address: 'c@two.example' }, { $set: { state: 'sending', attempts: 1, lease } });
    await service.planPackageCanceled(canceled, []);

    const all = await settled(2);

    expect(all.map(({ address, state }) => [address, state])).toEqual([['b@two.example', 'sent'], ['c@two.example', 'uncertain']]);
    expect(sink.received.map((mail) => mail.to)).toEqual([['b@two.example']]);
  });

  it('lets only the holder of a live lease begin the data', async () => {
    const claims = module.get(NotificationClaims);
    await service.owe('package-canceled', [{ subject: 'CAT86', entity: 'OU9', address: 'b@two.example', announcement: 'none' }]);
    await notifications.updateOne({}, { $set: { lease: { worker: 'mine', until: new Date(8.64e14) } } });
    const { _id } = (await notifications.findOne().lean()) as Notification;

    expect(await claims.beginData(_id, 'theirs', 'm@x')).toBe(false);
    expect(await claims.beginData(_id, 'mine', 'm@x')).toBe(true);
    expect(await claims.beginData(_id, 'mine', 'm@x')).toBe(false);
  });

  it('sends one again at head office’s word, with a Message-ID of its own, and keeps the earlier proof', async () => {
    await service.planPackageCanceled(canceled, ['OU2']);
    const [first] = await settled(1);
    const id = first?._id ?? '';

    const resent = await module.get(Resend).resend(claire, id);

    expect(resent).toMatchObject({ state: 'pending', earlier: [{ state: 'sent', messageId: first?.messageId, resentBy: claire.email }] });
    await expect(module.get(Resend).resend(claire, id)).rejects.toMatchObject({ code: 'notification-outstanding' });
    const [second] = await settled(1);
    expect(second?.messageId).not.toBe(first?.messageId);
    expect(sink.received).toHaveLength(2);
  });

  it('shows a local operator their own entity’s and lets them resend nothing', async () => {
    await service.planPackageCanceled(canceled, ['OU1', 'OU2']);
    const all = await settled(3);
    const local: Actor = { email: 'l@two.example', name: 'Léa', role: 'local', entity: 'OU2', locale: 'fr' };
    const query = { sort: '-createdAt' as const, limit: 50, counts: true, q: undefined };

    const seen = await module.get(NotificationsQueries).list(local, query);

    expect(seen.items.map((row) => row.address)).toEqual(['b@two.example']);
    expect(seen.counts).toMatchObject({ total: 1, state: { sent: 1, failed: 0 } });
    await expect(module.get(Resend).resend(local, all[0]?._id ?? '')).rejects.toMatchObject({ kind: 'not-found' });
    await expect(module.get(Resend).resend(local, all[2]?._id ?? '')).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('finds a server that is away out once a batch, not once a mail', async () => {
    const entities = Array.from({ length: 60 }, (_, index) => anEntity(`OU${100 + index}`, [`x${index}@away.example`]));
    await module.get<Connection>(getConnectionToken()).collection('entities').insertMany(entities as never[]);
    await module.get<Model<Entity>>(getModelToken('Entity'), { strict: false }).countDocuments();
    answers = Object.fromEntries(entities.map((_, index) => [`x${index}@away.example`, ['cut-before-data'] as SinkAnswer[]]));
    const before = sink.asked();

    await service.planPackageCanceled(canceled, entities.map((entity) => entity._id));
    await eventually('all to be tried', async () => (await service.stateOf('CXL4')).tried === 60);

    expect(sink.asked() - before).toBeLessThan(60);
    answers = {};
    expect(await settled(60)).toHaveLength(60);
    expect(sink.received).toHaveLength(60);
  });
});

describe('the pause before the next attempt', () => {
  it('grows threefold from two seconds to four hours', () => {
    expect([1, 2, 3, 8, 12].map((attempts) => pauseAfter(attempts) / 1000)).toEqual([2, 6, 18, 4374, 14_400]);
  });
});

function anEntity(_id: string, notificationGroup: string[], locale = 'en'): Record<string, unknown> & { _id: string } {
  return { _id, label: `Branch ${_id}`, locale, timeZone: 'Europe/Paris', contact: '', notificationGroup, orderReviewers: [], version: 1, createdAt: at, modifiedAt: at };
}
