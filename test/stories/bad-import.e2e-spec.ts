import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { request } from 'node:http';

import { startApp, type TestApp } from '../support/app.js';
import { type Bad, complaintsOf, OF_A_LIBRARY } from '../support/bad-requests.js';
import { Base } from '../support/base.js';
import { ADMIN_KEY } from '../support/environment.js';
import { Story } from '../support/story.js';

const MIB = 1024 * 1024;

describe('wrong input in an import', () => {
  let relais: TestApp;
  let base: Base;
  let entity: string;

  beforeAll(async () => {
    relais = await startApp({ name: 'bad-import', roles: 'api' });
    base = await Base.of(relais.environment);
    [entity] = (await new Story(relais).branches(1, 0)) as [string];
  });
  afterAll(async () => {
    await base.close();
    await relais.close();
  });

  it('of recipients rejects the row that has it, and says where and why', async () => {
    const rows = [
      { entity },
      { email: 'no address', entity },
      { email: 'ada@relais.example' },
      { email: 'ada@relais.example', entity: 'OU987654' },
      { email: 'ada@relais.example', entity, locale: 'de' },
      { email: 'ada@relais.example', entity, firstName: 'x'.repeat(300) },
      { email: 'ada@relais.example', entity, $where: '1' },
      { email: 'ada@relais.example', entity, nested: { $gt: 1 } },
    ];

    const { body } = await base.unchangedBy(() => relais.call('POST', '/api/v1/recipients', { recipients: rows }), ['journal']);
    const rejected = body['rejected'] as unknown as { line: number; why: string }[];

    expect(body).toMatchObject({ created: 0, updated: 0 });
    expect(rejected.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(rejected.filter(({ why }) => why.length < 5)).toEqual([]);
  });

  it('of entities rejects the line that has it, and says where and why', async () => {
    const entities = [
      {},
      { label: 'Metz', code: 'OU987654' },
      { label: 'Metz', timeZone: 'Europe/Metz' },
      { label: 'Metz', locale: 'de' },
      { label: 'Metz', notificationGroup: ['no address'] },
      { label: 'Metz', orderReviewers: ['nobody@relais.example'] },
      { label: 'Metz', $where: '1' },
      { label: { $ne: 1 } },
    ];

    const { body } = await base.unchangedBy(() => relais.call('POST', '/api/v1/entities/import', { entities }), ['journal']);
    const rejected = body['rejected'] as unknown as { line: number; why: string }[];

    expect(body).toMatchObject({ created: 0, updated: 0 });
    expect(rejected.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(rejected.filter(({ why }) => why.length < 5 || OF_A_LIBRARY.test(why))).toEqual([]);
  });

  it.each([
    ['recipients', 'email,entity\n"a@b.example,OU1', 'email', 'recipients'],
    ['entities', 'label,locale\n"Metz,fr', 'label', 'body'],
  ])('of %s as a whole is refused', async (things, unclosed, column, whole) => {
    const path = things === 'entities' ? '/api/v1/entities/import' : '/api/v1/recipients';
    const bad = (
      [
        ['none of them', '{"people":[]}', 'application/json', 422, 'invalid-fields', things],
        ['a list', '[]', 'application/json', 422, 'invalid-fields', whole],
        ['no list of them', `{"${things}":7}`, 'application/json', 422, 'invalid-fields', things],
        ['cut off', `{"${things}":[`, 'application/json', 400, 'bad-json', undefined],
        ['an unclosed quote', unclosed, 'text/csv', 400, 'bad-csv', undefined],
        ['none of the columns', 'colour\nred', 'text/csv', 422, 'invalid-fields', column],
        ['a form', 'a=b', 'application/x-www-form-urlencoded', 415, 'unsupported-media-type', undefined],
      ] as const
    ).map(([title, body, type, status, code, field]): Bad => ({ title, method: 'POST', path, body, headers: { 'content-type': type }, status, code, ...(field === undefined ? {} : { field }), others: true }));

    expect(await complaintsOf(relais, base, bad)).toEqual([]);
  });

  it('may be larger than elsewhere, but not over 100 MiB', async () => {
    const rows = Array.from({ length: 12_000 }, (_, index) => ({ email: `p${index}@big.example`, entity: 'OU987654', firstName: 'x'.repeat(100) }));

    const { body } = await relais.call('POST', '/api/v1/recipients', { recipients: rows });

    expect(body).toMatchObject({ created: 0, rejectedTotal: 12_000 });
    expect(await announced(relais.url, 100 * MIB + 1)).toBe(413);
  });
});

/** The status of an import that says it is of so many bytes; none of them is sent. */
function announced(url: string, bytes: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sending = request(`${url}/api/v1/recipients`, { method: 'POST', headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'text/csv', 'content-length': bytes } });
    sending.once('response', (response) => {
      resolve(response.statusCode);
      sending.destroy();
    });
    sending.once('error', reject);
    sending.flushHeaders();
  });
}
