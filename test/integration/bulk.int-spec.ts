import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import { BulkCommands } from '../../src/bulk/bulk.commands.js';
import type { BulkRow } from '../../src/bulk/bulk.schema.js';
import { BulkRunsService } from '../../src/bulk/bulk-runs.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { Story } from '../support/story.js';

interface Selected {
  id: string;
  count: number;
  commands: Record<string, { allowed: number }>;
}
interface Row {
  code: string;
  result: string;
  cancellation: string | null;
  problem: { code: string; detail: string; allowed: string[] | null } | null;
}

/** No worker runs: each job is run by hand, broken off where that is the matter. */
describe('one command to many', () => {
  let app: TestApp;
  let story: Story;
  let runs: BulkRunsService;
  let branches: string[];
  const work = (run: string): Promise<void> => runs.work(run, 0, 1_000);
  const rowsOf = async (run: string): Promise<Row[]> => (await story.get<{ items: Row[] }>(`/bulk-runs/${run}/rows`)).items;
  const ordered = async (label: string): Promise<{ package: string; orders: string[] }> => {
    const code = await story.published(await story.make('/campaigns', { label }), branches, { distributionLevel: 'simple', label });
    return { package: code, orders: await Promise.all(branches.map((entity) => story.make('/orders', { package: code, entity, label, place: true }))) };
  };

  beforeAll(async () => {
    app = await startApp({ name: 'bulk', roles: 'api' });
    story = new Story(app);
    runs = app.app.get(BulkRunsService, { strict: false });
    branches = await story.branches(4, 0);
  });
  afterAll(() => app.close());

  it('says to how many of the ticked it applies, and gives a result for each', async () => {
    const { orders } = await ordered('Ticked');
    await story.post(`/orders/${orders[0]}/reject`, { comment: 'No' });
    const selected = await story.post<Selected>('/selections', { list: 'orders', codes: orders });
    expect([selected.count, selected.commands['approve'], selected.commands['cancel']]).toEqual([4, { allowed: 3 }, { allowed: 3 }]);

    const { run, total } = await story.post<{ run: string; total: number }>(`/selections/${selected.id}/run`, { command: 'approve', count: 4 });
    await work(run);

    expect(total).toBe(4);
    expect((await rowsOf(run)).map(({ code, result, problem }) => [code, result, problem?.code ?? null])).toEqual([[orders[0], 'refused', 'already-decided'], ...orders.slice(1).map((code) => [code, 'done', null])]);
    expect(await story.get(`/bulk-runs/${run}`)).toMatchObject({ state: 'finished', total: 4, done: 4, succeeded: 3, refused: 1 });
    expect((await story.get<{ items: Row[] }>(`/bulk-runs/${run}/rows?result=refused`)).items).toHaveLength(1);
  });

  it('takes all that match, and does nothing where their number has moved since', async () => {
    const { package: code, orders } = await ordered('Moving');
    const selected = await story.post<Selected>('/selections/matching', { list: 'orders', query: { package: code, status: ['ordered'] } });
    await story.post(`/orders/${orders[0]}/approve`);

    const refused = await story.refused('POST', `/selections/${selected.id}/run`, { command: 'approve', count: 4 });

    expect([refused.status, refused.body['code'], refused.body['count']]).toEqual([409, 'selection-moved', 3]);
    expect((await story.get<{ items: { status: string }[] }>(`/orders?package=${code}&status=ordered`)).items).toHaveLength(3);
    expect((await story.refused('POST', `/selections/${selected.id}/run`, { command: 'approve', count: 3 })).status).toBe(409);
  });

  it('counts those ticked again, too: one that the command no longer applies to is a change', async () => {
    const { orders } = await ordered('Ticked and moved');
    const selected = await story.post<Selected>('/selections', { list: 'orders', codes: orders });
    await story.post(`/orders/${orders[1]}/approve`);

    const refused = await story.refused('POST', `/selections/${selected.id}/run`, { command: 'approve', count: 4 });

    expect([refused.status, refused.body['code']]).toEqual([409, 'selection-moved']);
  });

  it('goes on behind a row that fails, and ends it after a few tries', async () => {
    const { orders } = await ordered('Failing');
    const selected = await story.post<Selected>('/selections', { list: 'orders', codes: orders });
    const { run } = await story.post<{ run: string }>(`/selections/${selected.id}/run`, { command: 'approve', count: 4 });
    const commands = app.app.get(BulkCommands, { strict: false });
    const give = commands.give.bind(commands);
    const failing = jest.spyOn(commands, 'give').mockImplementation((...args: Parameters<typeof give>) => (args[3] === orders[0] ? Promise.reject(new Error('broken')) : give(...args)));
    for (let turn = 0; turn < 5; turn++) await expect(work(run)).rejects.toThrow('broken');
    await work(run);
    failing.mockRestore();

    expect((await rowsOf(run)).map(({ result, problem }) => [result, problem?.code ?? null])).toEqual([['refused', 'failed'], ['done', null], ['done', null], ['done', null]]);
    expect(await story.get(`/bulk-runs/${run}`)).toMatchObject({ state: 'finished' });
  });

  it('is one run a selection, whoever asks again', async () => {
    const { orders } = await ordered('Once');
    const selected = await story.post<Selected>('/selections', { list: 'orders', codes: orders });

    const asked = await Promise.all([1, 2, 3].map(() => app.call('POST', `/api/v1/selections/${selected.id}/run`, { command: 'approve', count: 4 })));

    expect(asked.map(({ status }) => status).sort()).toEqual([200, 200, 202]);
    expect(new Set(asked.map(({ body }) => body['run'])).size).toBe(1);
    const other = await story.refused('POST', `/selections/${selected.id}/run`, { command: 'cancel', count: 4 });
    expect([other.status, other.body['code']]).toEqual([409, 'selection-used']);
  });

  it('does no row twice where its worker died after the work and before the note', async () => {
    const { orders } = await ordered('Died');
    const selected = await story.post<Selected>('/selections', { list: 'orders', codes: orders });
    const { run } = await story.post<{ run: string }>(`/selections/${selected.id}/run`, { command: 'reject', count: 4, comment: 'Not this year' });
    const commands = app.app.get(BulkCommands, { strict: false });
    const give = commands.give.bind(commands);
    let given = 0;
    const dying = jest.spyOn(commands, 'give').mockImplementation(async (...args: Parameters<typeof give>) => {
      await give(...args);
      given += 1;
      throw new Error('killed');
    });
    await expect(work(run)).rejects.toThrow('killed');
    dying.mockRestore();

    const rows = app.app.get<Model<BulkRow>>(getModelToken('BulkRow'), { strict: false });
    expect(given).toBe(4);
    expect(await rows.countDocuments({ run, result: 'pending' })).toBe(4);
    await work(run);

    expect((await rowsOf(run)).map(({ result }) => result)).toEqual(['done', 'done', 'done', 'done']);
    expect(await story.get(`/bulk-runs/${run}`)).toMatchObject({ state: 'finished', succeeded: 4 });
    const journal = await story.get<{ items: { command: string }[] }>(`/journal?subject=${orders[0]}`);
    expect(journal.items.filter(({ command }) => command === 'reject')).toHaveLength(1);
  });

  it('refuses what is left to whoever may no longer do it', async () => {
    const { orders } = await ordered('Demoted');
    await story.post('/operators', { email: 'dora@relais.example', name: 'Dora', role: 'central' });
    const { key } = await story.post<{ key: string }>('/api-keys', { operator: 'dora@relais.example', label: 'x' });
    const asDora = async (path: string, body: unknown): Promise<Record<string, unknown>> => (await app.call('POST', `/api/v1${path}`, body, { authorization: `Bearer ${key}` })).body;
    const selected = await asDora('/selections', { list: 'orders', codes: orders });
    const { run } = await asDora(`/selections/${String(selected['id'])}/run`, { command: 'approve', count: 4 });
    await runs.work(String(run), 0, 1);
    const { version } = await story.get<{ version: number }>('/operators/dora@relais.example');
    await app.call('PATCH', '/api/v1/operators/dora@relais.example', { role: 'local', entity: branches[3] }, { 'if-match': `"${version}"` });
    await work(String(run));

    expect((await rowsOf(String(run))).map(({ result }) => result)).toEqual(['done', 'refused', 'refused', 'refused']);
    expect(await Promise.all(orders.map(async (order) => (await story.get<{ status: string }>(`/orders/${order}`)).status))).toEqual(['available', 'ordered', 'ordered', 'ordered']);
  });

  it('says what canceling all of them would touch, an entity of two packages once', async () => {
    const first = await ordered('Touched');
    const second = await ordered('Touched too');
    for (const order of [...first.orders.slice(0, 2), ...second.orders.slice(0, 1)]) await story.post(`/orders/${order}/approve`);
    await story.post(`/orders/${first.orders[3]}/reject`, { comment: 'No' });

    const packages = await story.post<Selected>('/selections', { list: 'packages', codes: [first.package, second.package] });
    expect(await story.get(`/selections/${packages.id}/consequences`)).toMatchObject({ looked: 2, orders: 7, campaigns: 2, entities: 4 });

    const orders = await story.post<Selected>('/selections', { list: 'orders', codes: [...first.orders, ...second.orders.slice(0, 1)] });
    expect(await story.get(`/selections/${orders.id}/consequences`)).toMatchObject({ looked: 5, orders: 4, campaigns: 0, workflows: 0, deliveries: 0, entities: 3 });

    const campaign = await story.make('/campaigns', { label: 'Sending' });
    const deliveries = await story.post<Selected>('/selections', { list: 'deliveries', codes: [await story.make('/deliveries', { campaign, label: 'News', subject: 'News', text: 'Hello' })] });
    expect((await story.refused('GET', `/selections/${deliveries.id}/consequences`)).status).toBe(422);
  });

  it('leads from each canceled package to its cancellation', async () => {
    const packages = [(await ordered('First')).package, (await ordered('Second')).package];
    const selected = await story.post<Selected>('/selections', { list: 'packages', codes: packages });
    const { run } = await story.post<{ run: string }>(`/selections/${selected.id}/run`, { command: 'cancel', count: 2, comment: 'Wrong rate' });
    await work(run);

    const rows = await rowsOf(run);
    expect(rows.map(({ code, result }) => [code, result])).toEqual(packages.map((code) => [code, 'done']));
    for (const { code, cancellation } of rows) expect(await story.get(`/cancellations/${cancellation}`)).toMatchObject({ package: code, comment: 'Wrong rate' });
  });

  it('refuses what the list does not offer, a rejection without why, and a selection of another', async () => {
    const { orders } = await ordered('Wrong');
    const selected = await story.post<Selected>('/selections', { list: 'orders', codes: orders });
    const asked = async (body: unknown): Promise<unknown[]> => {
      const { status, body: answer } = await story.refused('POST', `/selections/${selected.id}/run`, body);
      return [status, ((answer['errors'] ?? []) as { field: string }[]).map(({ field }) => field)];
    };

    expect(await asked({ command: 'stop', count: 4 })).toEqual([422, ['command']]);
    expect(await asked({ command: 'reject', count: 4 })).toEqual([422, ['comment']]);
    expect((await story.refused('POST', '/selections/matching', { list: 'orders', query: { status: ['lost'] } })).body['errors']).toMatchObject([{ field: 'query.status[0]' }]);
    await story.post('/operators', { email: 'carl@relais.example', name: 'Carl', role: 'central' });
    const { key } = await story.post<{ key: string }>('/api-keys', { operator: 'carl@relais.example', label: 'x' });
    expect((await app.call('POST', `/api/v1/selections/${selected.id}/run`, { command: 'approve', count: 4 }, { authorization: `Bearer ${key}` })).status).toBe(404);
  });
});
