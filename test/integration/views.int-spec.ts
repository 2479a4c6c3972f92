import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startApp, type TestApp } from '../support/app.js';
import { Story } from '../support/story.js';

interface View {
  id: string;
  name: string;
  version: number;
  query: Record<string, unknown>;
}

describe('saved views', () => {
  let app: TestApp;
  const keys: Record<string, string> = {};
  const as = (who: string, version?: number): Record<string, string> => ({ authorization: `Bearer ${keys[who]}`, ...(version === undefined ? {} : { 'if-match': `"${version}"` }) });
  const namesFor = async (who: string, list = 'packages'): Promise<string[]> => ((await app.call('GET', `/api/v1/views?list=${list}`, undefined, as(who))).body as unknown as { items: View[] }).items.map(({ name }) => name);

  beforeAll(async () => {
    app = await startApp({ name: 'views', roles: 'api' });
    const story = new Story(app);
    for (const name of ['claire', 'marc']) {
      await story.post('/operators', { email: `${name}@relais.example`, name, role: 'central' });
      keys[name] = (await story.post<{ key: string }>('/api-keys', { operator: `${name}@relais.example`, label: 'test' })).key;
    }
  });
  afterAll(() => app.close());

  it('show a private one to its owner alone, a shared one to all of head office', async () => {
    await app.call('POST', '/api/v1/views', { list: 'packages', name: 'Mine' }, as('claire'));
    await app.call('POST', '/api/v1/views', { list: 'packages', name: 'Everybody’s', shared: true }, as('claire'));

    expect(await namesFor('claire')).toEqual(['Everybody’s', 'Mine']);
    expect(await namesFor('marc')).toEqual(['Everybody’s']);
    expect(await namesFor('claire', 'orders')).toEqual([]);
  });

  it('refuse a query that the list would not take, naming the parameter', async () => {
    const { status, body } = await app.call('POST', '/api/v1/views', { list: 'packages', name: 'Wrong', query: { status: ['lost'], cursor: 'x' } }, as('claire'));

    expect(status).toBe(422);
    expect((body as unknown as { errors: { field: string }[] }).errors.map(({ field }) => field)).toEqual(['query.cursor', 'query.status[0]']);
  });

  it('keep a name once for each owner and list', async () => {
    const again = (who: string): Promise<{ status: number; body: Record<string, unknown> }> => app.call('POST', '/api/v1/views', { list: 'deliveries', name: 'Running' }, as(who));
    expect((await again('claire')).status).toBe(201);

    const second = await again('claire');
    expect([second.status, second.body['code']]).toEqual([409, 'view-name-taken']);
    expect((await again('marc')).status).toBe(201);
  });

  it('are changed by the version that was read, and not over a newer one', async () => {
    const made = (await app.call('POST', '/api/v1/views', { list: 'orders', name: 'To approve', query: { status: 'ordered' } }, as('claire'))).body as unknown as View;

    const changed = await app.call('PATCH', `/api/v1/views/${made.id}`, { query: { status: ['ordered'], late: 'true' } }, as('claire', made.version));
    const stale = await app.call('PATCH', `/api/v1/views/${made.id}`, { name: 'Late' }, as('claire', made.version));

    expect([changed.status, changed.body['query'], changed.body['version']]).toEqual([200, { status: ['ordered'], late: 'true' }, 2]);
    expect(stale.status).toBe(412);
    expect((await app.call('DELETE', `/api/v1/views/${made.id}`, undefined, as('marc'))).status).toBe(404);
    expect((await app.call('DELETE', `/api/v1/views/${made.id}`, undefined, as('claire'))).status).toBe(204);
  });
});
