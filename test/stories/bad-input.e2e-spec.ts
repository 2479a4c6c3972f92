import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { request } from 'node:http';

import { startApp, type TestApp } from '../support/app.js';
import { type JsonSchema, spoiled, spoiledQuery } from '../support/bad-values.js';
import { Base } from '../support/base.js';
import type { Answer } from '../support/call.js';
import { ADMIN_KEY } from '../support/environment.js';
import { GOOD, type Good, makeThings, type Things } from '../support/good-requests.js';
import { Story } from '../support/story.js';

const MIB = 1024 * 1024;
const AT_ONCE = 12;
const RECIPIENTS = 'POST /api/v1/recipients';
/** Well-formed, of no thing. */
const UNKNOWN = [
  ['packages', 'CAT987654'],
  ['orders', 'ORD987654'],
  ['campaigns', 'OP987654'],
  ['workflows', 'WKF987654'],
  ['deliveries', 'DM987654'],
  ['entities', 'OU987654'],
  ['cancellations', 'CXL987654'],
  ['operators', 'nobody@relais.example'],
  ['notifications', '0123456789abcdef01234567'],
  ['api-keys', '0123456789abcdef01234567'],
] as const;
const NONSENSE = ['nonsense', '__proto__', '%7B%22$ne%22:1%7D', '0', 'x'.repeat(400)];

/** Words of libraries that no reader should meet. */
const OF_A_LIBRARY = /invalid|expected|received|undefined|NaN|validation|cast/i;

interface Route {
  name: string;
  method: string;
  path: string;
  parameters: { name: string; in: string; schema: JsonSchema }[];
  body: JsonSchema | undefined;
}

describe('wrong input', () => {
  let relais: TestApp;
  let base: Base;
  let routes: Route[];
  let things: Things;

  beforeAll(async () => {
    // Without a worker nothing moves by itself: what changes, a request has changed.
    relais = await startApp({ name: 'bad-input', roles: 'api' });
    base = await Base.of(relais.environment);
    routes = routesOf((await relais.call('GET', '/api/openapi.json')).body['paths'] as never);
    things = await makeThings(new Story(relais));
  });
  afterAll(async () => {
    await base.close();
    await relais.close();
  });

  const good = (route: string): Good => (GOOD[route] as (of: Things) => Good)(things);
  const versionOf = async (route: Route, { of }: Good): Promise<Record<string, string>> =>
    route.method === 'PATCH' ? { 'if-match': `"${String((await relais.call('GET', addressOf(route, of))).body['version'])}"` } : {};
  /** Sends bad requests, none of which may change anything or end the process, and tells which were answered wrongly. */
  const complaints = (bad: Bad[], atOnce = AT_ONCE): Promise<string[]> =>
    base.unchangedBy(async () => {
      const told: (string | undefined)[] = [];
      for (let from = 0; from < bad.length; from += atOnce) {
        // Every other one is asked in French.
        const asked = bad.slice(from, from + atOnce).map((one, index) => ({ ...one, language: index % 2 === 0 ? 'en' : 'fr' }));
        told.push(...(await Promise.all(asked.map(async (one) => wrongly(one, await relais.call(one.method, one.path, one.body, { 'accept-language': one.language, ...one.headers }))))));
      }
      expect((await relais.call('GET', '/health/ready')).status).toBe(200);
      return told.filter((complaint) => complaint !== undefined);
    });

  it('is told of here for every route that takes a body', () => {
    expect([...Object.keys(GOOD), RECIPIENTS].sort()).toEqual(routes.filter(({ body }) => body !== undefined).map(({ name }) => name).sort());
  });

  it.each(Object.keys(GOOD))('in a body is named by its field, and nothing is done: %s', async (name) => {
    const route = routes.find((one) => one.name === name) as Route;
    const { of, body, refused } = good(name);
    const headers = await versionOf(route, good(name));
    const bad = spoiled(route.body as JsonSchema, body).map((one): Bad => ({ ...one, method: route.method, path: addressOf(route, of), headers, status: 422, code: 'invalid-fields' }));

    expect(bad.length).toBeGreaterThan(10);
    expect(await complaints(bad)).toEqual([]);

    // And it was that field alone: without it the same request is done.
    const answer = await relais.call(route.method, addressOf(route, of), body, headers);
    expect({ status: answer.status, errors: answer.body['errors'] }).toEqual({ status: refused ?? successOf(answer.status), errors: undefined });
  });

  it('that is no JSON, of another type or over 1 MiB is refused as a whole', async () => {
    const bad = routes
      .filter(({ name, body }) => body !== undefined && name !== RECIPIENTS)
      .flatMap((route): Bad[] => {
        const to = { method: route.method, path: addressOf(route, good(route.name).of) };
        return [
          { ...to, title: `${route.name} cut off`, body: '{"label":"x"', status: 400, code: 'unparseable' },
          { ...to, title: `${route.name} as XML`, body: '<label/>', headers: { 'content-type': 'application/xml' }, status: 415, code: 'unsupported-media-type' },
          { ...to, title: `${route.name} over 1 MiB`, body: { comment: 'x'.repeat(MIB) }, status: 413, code: 'too-large' },
          ...[[], 'x', 7, null].map((body): Bad => ({ ...to, title: `${route.name} ${JSON.stringify(body)}`, body: JSON.stringify(body), status: 422, code: 'invalid-fields', field: 'body' })),
        ];
      });

    expect(bad.length).toBeGreaterThan(200);
    expect(await complaints(bad, 4)).toEqual([]);
  });

  it('in a query is named by its parameter', async () => {
    const gets = routes.filter(({ method, path }) => method === 'GET' && path.startsWith('/api/v1/'));
    const bad = gets.flatMap((route) =>
      spoiledQuery(route.parameters.filter((parameter) => parameter.in === 'query')).map(({ title, field, query }): Bad => ({ title: `${route.name} ${title}`, method: 'GET', path: `${addressOf(route, 'CAT987654')}?${query}`, status: 400, code: field === 'cursor' ? 'bad-cursor' : 'bad-query', field })),
    );

    expect(bad.length).toBeGreaterThan(100);
    expect(await complaints(bad)).toEqual([]);
  });

  it('in an address is not found, whatever is to be done with it', async () => {
    const bad = routes
      .filter(({ path }) => path.includes('{'))
      .flatMap((route) => {
        const known = UNKNOWN.find(([kind]) => route.path.startsWith(`/api/v1/${kind}/`));
        if (known === undefined) throw new Error(`${route.name}: of what kind is it?`);
        return [known[1], ...NONSENSE].map((code): Bad => ({ title: `${route.name} of ${code}`, method: route.method, path: addressOf(route, code), body: GOOD[route.name] === undefined ? undefined : good(route.name).body, headers: { 'if-match': '"1"' }, status: 404, code: 'not-found' }));
      });

    expect(bad.length).toBeGreaterThan(150);
    expect(await complaints(bad)).toEqual([]);
  });

  it('in an import rejects the row that has it, and says where and why', async () => {
    const rows = [
      { entity: things.one },
      { email: 'no address', entity: things.one },
      { email: 'ada@relais.example' },
      { email: 'ada@relais.example', entity: 'OU987654' },
      { email: 'ada@relais.example', entity: things.one, locale: 'de' },
      { email: 'ada@relais.example', entity: things.one, firstName: 'x'.repeat(300) },
      { email: 'ada@relais.example', entity: things.one, $where: '1' },
      { email: 'ada@relais.example', entity: things.one, nested: { $gt: 1 } },
    ];

    const { body } = await base.unchangedBy(() => relais.call('POST', '/api/v1/recipients', { recipients: rows }), ['journal']);
    const rejected = body['rejected'] as unknown as { line: number; why: string }[];

    expect(body).toMatchObject({ created: 0, updated: 0 });
    expect(rejected.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(rejected.filter(({ why }) => why.length < 5)).toEqual([]);
  });

  it.each([
    ['no recipients', '{"people":[]}', 'application/json', 422, 'invalid-fields', 'recipients'],
    ['a list', '[]', 'application/json', 422, 'invalid-fields', 'recipients'],
    ['recipients that are no list', '{"recipients":7}', 'application/json', 422, 'invalid-fields', 'recipients'],
    ['cut off', '{"recipients":[', 'application/json', 400, 'bad-json', undefined],
    ['an unclosed quote', 'email,entity\n"a@b.example,OU1', 'text/csv', 400, 'bad-csv', undefined],
    ['no columns of a recipient', 'colour\nred', 'text/csv', 422, 'invalid-fields', 'email'],
    ['a form', 'a=b', 'application/x-www-form-urlencoded', 415, 'unsupported-media-type', undefined],
  ])('in an import as a whole is refused: %s', async (title, body, type, status, code, field) => {
    const bad: Bad = { title, method: 'POST', path: '/api/v1/recipients', body, headers: { 'content-type': type }, status, code, ...(field === undefined ? {} : { field }), others: true };

    expect(await complaints([bad])).toEqual([]);
  });

  it('in an import may be larger than elsewhere, but not over 100 MiB', async () => {
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

/** A request that must be refused, and how. */
interface Bad {
  title: string;
  method: string;
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
  status: number;
  code: string;
  /** The one field that must be named. */
  field?: string;
  /** Other fields may be named too. */
  others?: boolean;
}

/** What is wrong with the answer to a bad request; undefined: it is as the contract says. */
function wrongly({ title, status, code, field, others = false, language }: Bad & { language: string }, answer: Answer): string | undefined {
  const errors = (answer.body['errors'] ?? []) as { field: string; message: string }[];
  const fields = errors.map((error) => error.field);
  const type = (answer.headers.get('content-type') ?? '').split(';')[0];
  const named = field === undefined ? fields.length === 0 : fields.includes(field) && (others || fields.length === 1);
  const told = answer.headers.get('content-language') === language && errors.every(({ message }) => message.length > 4 && !OF_A_LIBRARY.test(message));
  const good = answer.status === status && type === 'application/problem+json' && answer.body['code'] === (code as never) && named && told;
  return good ? undefined : `${title} -> ${JSON.stringify({ status: answer.status, type, code: answer.body['code'], errors, language })}`;
}

function routesOf(paths: Record<string, Record<string, { parameters?: Route['parameters']; requestBody?: { content: Record<string, { schema: JsonSchema }> } }>>): Route[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([verb, { parameters = [], requestBody }]) => ({ name: `${verb.toUpperCase()} ${path}`, method: verb.toUpperCase(), path, parameters, body: requestBody?.content['application/json']?.schema })),
  );
}

/** The status itself where it is one of success. */
function successOf(status: number): unknown {
  return status < 300 ? status : 'a success';
}

function addressOf({ path }: Route, of = ''): string {
  return path.replace(/\{\w+\}/, of);
}
