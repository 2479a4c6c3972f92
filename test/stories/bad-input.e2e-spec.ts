import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startApp, type TestApp } from '../support/app.js';
import { type Bad, complaintsOf } from '../support/bad-requests.js';
import { type JsonSchema, spoiled, spoiledQuery } from '../support/bad-values.js';
import { Base } from '../support/base.js';
import { GOOD, type Good, makeThings, type Things } from '../support/good-requests.js';
import { Story } from '../support/story.js';

const MIB = 1024 * 1024;
/** They tell line by line what is wrong: bad-import. */
const IMPORTS = ['POST /api/v1/entities/import', 'POST /api/v1/recipients'];
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
  ['views', '0123456789abcdef01234567'],
  ['selections', '0123456789abcdef01234567'],
  ['bulk-runs', '0123456789abcdef01234567'],
] as const;
const NONSENSE = ['nonsense', '__proto__', '%7B%22$ne%22:1%7D', '0', 'x'.repeat(400)];

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
  const complaints = (bad: Bad[], atOnce?: number): Promise<string[]> => complaintsOf(relais, base, bad, atOnce);

  it('is told of here for every route that takes a body', () => {
    expect([...Object.keys(GOOD), ...IMPORTS].sort()).toEqual(routes.filter(({ body }) => body !== undefined).map(({ name }) => name).sort());
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
      .filter(({ name, body }) => body !== undefined && !IMPORTS.includes(name))
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
});

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
