import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startApp, type TestApp } from '../support/app.js';
import { Story } from '../support/story.js';

interface Found {
  code: string;
  label: string;
  detail: string | null;
}

describe('things found by typing', () => {
  let app: TestApp;
  let story: Story;
  const keys: Record<string, string> = {};
  const codes: string[] = [];
  const found = async (of: string, q: string, who?: string): Promise<Found[]> => {
    const { status, body } = await app.call('GET', `/api/v1/references/${of}?q=${encodeURIComponent(q)}`, undefined, who === undefined ? {} : { authorization: `Bearer ${keys[who]}` });
    return status === 200 ? (body as unknown as { items: Found[] }).items : [{ code: String(status), label: '', detail: null }];
  };
  const labels = async (of: string, q: string, who?: string): Promise<string[]> => (await found(of, q, who)).map(({ label }) => label);

  beforeAll(async () => {
    app = await startApp({ name: 'references', roles: 'api' });
    story = new Story(app);
    const entity = (label: string): Promise<string> => story.make('/entities', { label, locale: 'fr', timeZone: 'Europe/Paris' });
    for (let branch = 1; branch <= 60; branch++) codes.push(await entity(`Agence ${branch}`));
    codes.push(await entity('Évry Centre'), await entity('Lyon Part-Dieu'));
    await story.post('/operators', { email: 'lea@relais.example', name: 'Léa Brunet', role: 'local', entity: codes.at(-1) });
    keys['lea'] = (await story.post<{ key: string }>('/api-keys', { operator: 'lea@relais.example', label: 'test' })).key;
    await story.make('/campaigns', { label: 'Livret d’hiver', folder: 'Épargne/2026' });
    await story.make('/packages', { label: 'Livret d’hiver 3,40 %', kind: 'local', folder: 'Épargne/2026' });
  });
  afterAll(() => app.close());

  it('are found by the start of any word, whatever accents and case, beyond the first fifty', async () => {
    expect(await labels('entities', 'evr')).toEqual(['Évry Centre']);
    expect(await labels('entities', 'DIEU lyo')).toEqual(['Lyon Part-Dieu']);
    expect(await labels('entities', 'agence 60')).toEqual(['Agence 60']);
    expect(await labels('entities', 'ieu')).toEqual([]);
    expect(await labels('operators', 'brun')).toEqual(['Léa Brunet']);
    expect(await labels('campaigns', 'hiver')).toEqual(['Livret d’hiver']);
  });

  it('are found by the start of a code, which comes first', async () => {
    expect((await found('entities', codes[57]?.toLowerCase() ?? ''))[0]?.label).toBe('Agence 58');
    expect((await found('operators', 'LEA@')).map(({ code, detail }) => [code, detail])).toEqual([['lea@relais.example', 'local']]);
  });

  it('are found under the new label and no longer under the old one', async () => {
    const code = await story.make('/packages', { label: 'Crédit auto', kind: 'local' });
    await app.call('PATCH', `/api/v1/packages/${code}`, { label: 'Prêt auto' }, { 'if-match': '"1"' });

    expect(await labels('packages', 'pret')).toEqual(['Prêt auto']);
    expect(await labels('packages', 'credit')).toEqual([]);
  });

  it('are folders too, each with the ones above it', async () => {
    expect(await found('folders', 'epar')).toEqual([
      { code: 'Épargne', label: 'Épargne', detail: null },
      { code: 'Épargne/2026', label: 'Épargne / 2026', detail: null },
    ]);
  });

  it('are to a local operator only what is theirs', async () => {
    expect(await labels('entities', 'agence', 'lea')).toEqual([]);
    expect(await labels('entities', 'lyon', 'lea')).toEqual(['Lyon Part-Dieu']);
    expect(await labels('packages', 'livret', 'lea')).toEqual([]);
    expect(await labels('campaigns', 'livret', 'lea')).toEqual([]);
    expect((await found('folders', 'epar', 'lea'))[0]?.code).toBe('403');
  });
});
