import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getConnectionToken } from '@nestjs/mongoose';
import type { Job } from 'bullmq';
import { Redis } from 'ioredis';
import { MongoClient } from 'mongodb';
import type { Connection } from 'mongoose';

import { IdempotencyStore } from '../../src/api/idempotency.store.js';
import { CommandsProcessor } from '../../src/integrations/commands.processor.js';
import { Transactions } from '../../src/storage/transactions.js';
import { startApp, type TestApp } from '../support/app.js';
import { Base } from '../support/base.js';
import { CommandQueue } from '../support/command-queue.js';
import { ADMIN_KEY } from '../support/environment.js';
import { INSTANTS } from '../support/good-requests.js';
import { Story } from '../support/story.js';

describe('another system gives commands by the queue', () => {
  let relais: TestApp;
  let story: Story;
  let base: Base;
  let commands: CommandQueue;
  let entity: string;
  const keys: Record<string, string> = {};

  beforeAll(async () => {
    relais = await startApp({ name: 'commands', panel: true, environment: { SMTP_URL: 'smtp://127.0.0.1:9' } });
    story = new Story(relais);
    base = await Base.of(relais.environment);
    commands = new CommandQueue(relais.environment);
    [entity] = (await story.branches(1, 1)) as [string];
    await story.post('/operators', { email: 'carl@relais.example', name: 'Carl', role: 'central', locale: 'fr' });
    await story.post('/operators', { email: 'lea@relais.example', name: 'Lea', role: 'local', entity });
    for (const name of ['carl', 'lea']) keys[name] = (await story.post<{ key: string }>('/api-keys', { operator: `${name}@relais.example`, label: 'crm' })).key;
  });
  afterAll(async () => {
    await commands.close();
    await base.close();
    await relais.close();
  });

  const local = async (): Promise<string> => story.make('/packages', { label: 'Local', kind: 'local', referenceCampaign: await story.make('/campaigns', { label: 'Shared' }), ...story.dates() });
  const journal = async (subject: string): Promise<Record<string, unknown>[]> => (await story.get<{ items: Record<string, unknown>[] }>(`/journal?subject=${subject}`)).items;
  const redis = (): Redis => new Redis(relais.environment['REDIS_URL'] as string);
  /** Everything that Redis holds of the queue, as one text. */
  const stored = async (): Promise<string> => {
    const client = redis();
    const names = await client.keys('relais:commands:*');
    const texts = await Promise.all(
      names.map(async (name) => {
        const type = await client.type(name);
        if (type === 'hash') return JSON.stringify(await client.hgetall(name));
        if (type === 'stream') return JSON.stringify(await client.xrange(name, '-', '+'));
        return type === 'string' ? ((await client.get(name)) ?? '') : '';
      }),
    );
    client.disconnect();
    return texts.join('\n');
  };

  it('and is answered as by HTTP: the life of a package and its order', async () => {
    const code = await local();

    const approved = await commands.send('package.approve', { package: code.toLowerCase(), comment: 'Good.' });
    const ordered = await commands.send('order.create', { package: code, entity, place: true, key: keys['carl'] });
    const order = String(ordered.answer?.['code']);
    const available = await commands.send('order.approve', { order });
    const { allowed: _theirs, ...shown } = available.answer as { allowed: string[] };
    const canceled = await commands.send('package.cancel', { package: code, comment: 'Wrong rate.' });

    expect(approved.answer).toMatchObject({ code, status: 'published', approval: { by: 'admin@relais.example' } });
    expect(ordered.answer).toMatchObject({ package: code, entity, status: 'ordered' });
    expect(await story.get(`/orders/${order}`)).toMatchObject(shown);
    expect(canceled.answer).toMatchObject({ cancellation: expect.stringMatching(/^CXL/), package: code, comment: 'Wrong rate.', state: 'finished' });
    expect((await journal(code)).map(({ command, by, correlation }) => [command, by, correlation])).toEqual([
      ['create', 'admin@relais.example', null],
      ['approve', 'admin@relais.example', 'crm command 1'],
      ['publish', 'admin@relais.example', 'crm command 1'],
      ['cancel', 'admin@relais.example', canceled.answer?.['cancellation']],
    ]);
    expect((await journal(order)).find(({ command }) => command === 'create')).toMatchObject({ by: 'carl@relais.example', correlation: 'crm command 2' });
  });

  it('and steers processes: a campaign, a workflow, a delivery', async () => {
    const campaign = await story.make('/campaigns', { label: 'Steered' });
    const workflow = await story.make('/workflows', { campaign, label: 'Journey', activities: [{ type: 'wait', seconds: 600 }] });
    const delivery = await story.delivery(campaign, { target: { entities: [entity] } });

    const started = await commands.send('workflow.start', { workflow });
    const paused = await commands.send('workflow.pause', { workflow, comment: 'Wait.' });
    const stopped = await commands.send('delivery.stop', { delivery });
    const ended = await commands.send('campaign.stop', { campaign });

    expect([started, paused, stopped].map((told) => told.answer?.['status'])).toEqual(['running', expect.stringMatching(/^paus/), 'stopped']);
    expect(ended.answer).toMatchObject({ code: campaign, done: [workflow], refused: [] });
  });

  it('and edits by version', async () => {
    const code = await local();

    const edited = await commands.send('package.edit', { package: code, version: 1, label: 'Other', schedule: { end: null } });
    const stale = await commands.send('package.edit', { package: code, version: 1, label: 'Another' });
    const without = await commands.send('package.edit', { package: code, label: 'Another' });

    expect(edited.answer).toMatchObject({ code, version: 2, label: 'Other', schedule: { end: null } });
    expect(stale.problem).toMatchObject({ status: 412, code: 'stale-version', version: 2 });
    expect(without.problem).toMatchObject({ status: 422, errors: [{ field: 'version' }] });
  });

  it('with a key that is taken out at first read and shown nowhere', async () => {
    const code = await local();
    const good = await commands.send('package.approve', { package: code, key: keys['carl'] });
    const bad = await commands.send('package.approve', { package: code, key: keys['carl'], colour: 'red' });
    await commands.send('no.command', { key: keys['carl'] });
    const database = new MongoClient(relais.environment['MONGODB_URI'] as string);

    const written = await stored();
    const documents = await Promise.all((await database.db().collections()).map(async (collection) => JSON.stringify(await collection.find().toArray())));
    await database.close();

    expect(written).toContain('no.command');
    for (const text of [written, JSON.stringify(good), JSON.stringify(bad), ...documents]) expect(text).not.toContain(keys['carl']);
  });

  it('with a key that waits unread, and that the board does not show either', async () => {
    await commands.queue.pause();
    const code = await local();
    const added = await commands.add('package.approve', { package: code });
    const signIn = await fetch(`${relais.url}/admin/login`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ email: 'admin@relais.example', password: 'correct horse battery' }) });
    const cookie = (signIn.headers.get('set-cookie') ?? '').split(';')[0] as string;

    const board = await (await fetch(`${relais.url}/admin/queues/api/queues?activeQueue=commands&status=waiting&page=1`, { headers: { cookie } })).text();
    const one = await (await fetch(`${relais.url}/admin/queues/api/queues/commands/${added.id}`, { headers: { cookie } })).text();
    await commands.queue.resume();

    for (const shown of [board, one]) {
      expect(shown).toContain(code);
      expect(shown).not.toContain(ADMIN_KEY);
    }
    expect((await commands.told(added)).answer).toMatchObject({ status: 'published' });
  });

  it('and is refused at once, without retries, in the language of the key’s operator, harming nothing', async () => {
    // Its dates are far away: nothing happens to it by itself.
    const code = await story.make('/packages', { label: 'Local', kind: 'local', schedule: { start: INSTANTS.start, end: INSTANTS.end }, availableAt: INSTANTS.start });
    const nested = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
    // Deeper than this client can write, but not every client.
    const endless = async (): Promise<Job> => {
      const job = await commands.add('package.cancel', { package: code }, { delay: 600_000 });
      const client = redis();
      await client.hset(`relais:commands:${job.id as string}`, 'data', nested(20_000));
      client.disconnect();
      await job.promote();
      return job;
    };
    const refusals = await base.unchangedBy(async () => ({
      state: await commands.send('package.publish', { package: code, key: keys['carl'] }, { attempts: 5 }),
      rights: await commands.send('package.cancel', { package: code, key: keys['lea'] }),
      fields: await commands.send('package.reject', { package: 'CAT', colour: 'red', id: '', issuer: 7, expiresAt: 'soon' }),
      unknown: await commands.send('package.explode', { package: code }),
      prototype: await commands.send('constructor', { package: code }),
      nobody: await commands.send('package.cancel', { package: code, key: 'nobody-s-key' }),
      missing: await commands.send('package.cancel', { package: code, key: undefined }),
      forged: await commands.send('package.cancel', { package: code, key: undefined, caller: 'admin@relais.example' }),
      list: await commands.told(await commands.queue.add('package.cancel', ['CAT1'])),
      text: await commands.told(await commands.queue.add('package.cancel', 'CAT1')),
      nothing: await commands.told(await commands.queue.add('package.cancel', null)),
      huge: await commands.send('package.cancel', { package: code, comment: 'x'.repeat(2_000_000) }),
      nested: await commands.send('package.edit', { package: code, version: 1, form: JSON.parse(nested(500)) as object }),
      endless: await commands.told(await endless()),
      names: await commands.told(await commands.queue.add('package.cancel', JSON.parse(`{"id":"p","issuer":"crm","key":"${ADMIN_KEY}","package":"${code}","__proto__":{"x":1}}`))),
    }), ['counters', 'notifications']);

    expect(await base.mailsAbout(code)).toBe(0);
    const told = Object.fromEntries(Object.entries(refusals).map(([name, { problem }]) => [name, [problem?.['status'], problem?.['code']]]));
    expect(told).toEqual({
      state: [409, 'invalid-transition'],
      rights: [404, 'not-found'],
      fields: [422, 'invalid-fields'],
      unknown: [400, 'unknown-command'],
      prototype: [400, 'unknown-command'],
      nobody: [401, 'bad-credential'],
      missing: [401, 'unauthenticated'],
      forged: [401, 'bad-credential'],
      list: [400, 'unparseable'],
      text: [400, 'unparseable'],
      nothing: [400, 'unparseable'],
      huge: [413, 'too-large'],
      nested: [422, 'invalid-fields'],
      endless: [413, 'too-large'],
      names: [422, 'invalid-fields'],
    });
    expect(refusals.state.problem).toMatchObject({ allowed: ['submit', 'approve', 'cancel'], title: 'Impossible dans l’état actuel' });
    expect(refusals.state.job).toMatchObject({ attemptsMade: 1, opts: { attempts: 5 } });
    expect((refusals.fields.problem?.['errors'] as { field: string }[]).map(({ field }) => field).sort()).toEqual(['colour', 'comment', 'expiresAt', 'id', 'issuer', 'package']);
    expect((await journal(code)).at(-1)).toMatchObject({ command: 'publish', refused: 'invalid-transition', by: 'carl@relais.example', correlation: expect.stringMatching(/^crm command/) });
  });

  it('once: the same id is answered alike, by whichever job; with another command it is refused', async () => {
    const multiple = await story.published(await story.make('/campaigns', { label: 'Shared' }), [], { kind: 'local', distributionLevel: 'local', allowMultipleOrders: true });
    const order = { id: 'order of May', package: multiple, entity };

    const both = await Promise.all([commands.send('order.create', order), commands.send('order.create', order)]);
    const later = await commands.send('order.create', { ...order, issuer: 'crm, again', expiresAt: '2020-01-01T00:00:00Z' });
    const other = await commands.send('order.create', { ...order, label: 'Another' });
    const central = await commands.send('order.create', { ...order, key: keys['carl'] });

    expect(both[0]?.answer).toMatchObject({ code: expect.stringMatching(/^ORD/) });
    expect([both[1]?.answer, later.answer]).toEqual([both[0]?.answer, both[0]?.answer]);
    expect(other.problem).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
    expect(central.answer?.['code']).not.toBe(both[0]?.answer?.['code']);
    expect((await story.get<{ items: object[] }>(`/orders?package=${multiple}`)).items).toHaveLength(2);
  });

  it('no longer than it may wait: an expired command is not carried out, and may be sent again', async () => {
    const code = await local();

    const expired = await commands.send('package.approve', { id: 'late', package: code, expiresAt: '2020-01-01T00:00:00Z' });
    const before = await story.get(`/packages/${code}`);
    const again = await commands.send('package.approve', { id: 'late', package: code, expiresAt: '2099-01-01T00:00:00Z' });

    expect(expired.problem).toMatchObject({ status: 409, code: 'expired', expiresAt: '2020-01-01T00:00:00.000Z' });
    expect(before).toMatchObject({ status: 'being-edited' });
    expect(again.answer).toMatchObject({ status: 'published' });
  });

  it('and finds what a worker did that died before it could answer, and does it once', async () => {
    const multiple = await story.published(await story.make('/campaigns', { label: 'Shared' }), [], { kind: 'local', distributionLevel: 'local', allowMultipleOrders: true });
    const first = await commands.send('order.create', { id: 'dies late', package: multiple, entity });
    // As a worker leaves it that dies between its commit and its answer.
    const requests = relais.app.get<Connection>(getConnectionToken(), { strict: false }).collection('idempotentRequests');
    await requests.updateMany({ holder: first.job.id as string }, { $set: { state: 'running', answer: null } });

    const again = await relais.app.get(CommandsProcessor, { strict: false }).process((await commands.queue.getJob(first.job.id as string)) as Job);

    expect(again).toMatchObject({ code: first.answer?.['code'], status: 'draft' });
    expect((await story.get<{ items: object[] }>(`/orders?package=${multiple}`)).items).toHaveLength(1);
  });

  it('and does what a worker left undone that died before its commit; the dead one comes back in vain', async () => {
    const code = await local();
    const store = relais.app.get(IdempotencyStore, { strict: false });
    const id = store.seal.hash('command', 'admin@relais.example', 'dies early');
    const dead = (await store.claimFor(id, 'dies-early')) as { run: string; again: boolean };

    const told = await commands.send('package.approve', { id: 'dies early', package: code }, { jobId: 'dies-early' });

    expect(told.answer).toMatchObject({ status: 'published' });
    const transactions = relais.app.get(Transactions, { strict: false });
    await expect(transactions.run((session) => store.fence(id, dead.run, session))).rejects.toThrow('has taken this command over');
  });
});
