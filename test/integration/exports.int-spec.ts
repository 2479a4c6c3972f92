import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';

import { startApp, type TestApp } from '../support/app.js';
import { ADMIN_KEY } from '../support/environment.js';
import { Story } from '../support/story.js';

/** Nothing sweeps: no worker runs. */
describe('lists as files', () => {
  let app: TestApp;
  let story: Story;
  let one: string;
  let two: string;
  let key: string;

  const file = async (path: string, headers: Record<string, string> = {}): Promise<{ response: Response; text: string; rows: string[][] }> => {
    const response = await fetch(`${app.url}/api/v1/exports/${path}`, { headers: { authorization: `Bearer ${ADMIN_KEY}`, ...headers } });
    const bytes = Buffer.from(await response.arrayBuffer());
    return { response, text: bytes.toString('utf8'), rows: response.ok ? parse(bytes, { bom: true }) : [] };
  };

  beforeAll(async () => {
    app = await startApp({ name: 'exports', roles: 'api' });
    story = new Story(app);
    [one, two] = (await story.branches(2, 1)) as [string, string];
    await story.post('/operators', { email: 'lea@relais.example', name: 'Lea', role: 'local', entity: one });
    key = (await story.post<{ key: string }>('/api-keys', { operator: 'lea@relais.example', label: 'x' })).key;
  });
  afterAll(() => app.close());

  it('hold what the filters leave, on all pages, under heads in the reader’s language', async () => {
    for (let number = 1; number <= 205; number++) await story.make('/campaigns', { label: `Campaign ${number}`, folder: 'Many' });

    const { response, text, rows } = await file('campaigns?folder=Many&columns=label,status', { 'accept-language': 'fr' });

    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="campaigns-\d{4}-\d{2}-\d{2}\.csv"$/);
    expect(text.startsWith('\uFEFF')).toBe(true);
    expect(rows[0]).toEqual(['Libellé', 'Statut']);
    expect(rows).toHaveLength(206);
    expect(rows[1]).toEqual(['Campaign 205', 'En édition']);
    expect(rows.at(-1)).toEqual(['Campaign 1', 'En édition']);
  });

  it('hold no formula, and quote what needs it', async () => {
    await story.make('/packages', { label: '=HYPERLINK("http://x","y"), "now"', kind: 'local' });
    await story.make('/packages', { label: '+33 1', kind: 'local' });

    const { rows } = await file('packages?columns=label,kind&sort=createdAt');

    expect(rows).toEqual([
      ['Label', 'Kind'],
      ['\'=HYPERLINK("http://x","y"), "now"', 'Local'],
      ["'+33 1", 'Local'],
    ]);
  });

  it('read as the lists do while a cascade is not written down, and give a local operator theirs alone', async () => {
    const code = await story.published(await story.make('/campaigns', { label: 'Spring' }), [one, two], { distributionLevel: 'simple' });
    await story.make('/orders', { package: code, entity: one, label: 'One', place: true });
    await story.make('/orders', { package: code, entity: two, label: 'Two', place: true });
    await story.post(`/packages/${code}/cancel`, { comment: 'Wrong' });

    const all = await file(`orders?package=${code}&columns=label,status,canceledBy&sort=createdAt`);
    const theirs = await file(`orders?columns=label,status`, { authorization: `Bearer ${key}` });

    expect(all.rows).toEqual([
      ['Label', 'Status', 'Canceled by'],
      ['One', 'Canceled', 'admin@relais.example'],
      ['Two', 'Canceled', 'admin@relais.example'],
    ]);
    expect(theirs.rows).toEqual([
      ['Label', 'Status'],
      ['One', 'Canceled'],
    ]);
    expect((await file('cancellations', { authorization: `Bearer ${key}` })).response.status).toBe(403);
  });

  it('are refused before they begin where a parameter or a column is none', async () => {
    const { response, text } = await file('orders?columns=label,secret');
    const body = JSON.parse(text) as { errors: { field: string }[] };

    expect([response.status, body.errors.map(({ field }) => field)]).toEqual([400, ['columns']]);
    expect((await file('orders?limit=10')).response.status).toBe(400);
    expect((await file('journal?subject=CAT1&columns=command,to')).rows[0]).toEqual(['Command', 'To']);
    expect((await file('deliveries')).response.status).toBe(200);
    expect((await file('workflows')).response.status).toBe(200);
    expect((await file('recipients?columns=email')).rows).toHaveLength(3);
    expect((await file('operators?columns=email,role&sort=code')).rows).toContainEqual(['lea@relais.example', 'Local']);
    expect((await file('entities?columns=code')).rows).toHaveLength(3);
    expect((await file('notifications')).response.status).toBe(200);
  });
});
