import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Express } from 'express';

import { call } from '../support/call.js';
import { startApp, type TestApp } from '../support/app.js';

interface Operation {
  operationId: string;
  summary?: string;
  parameters?: { name: string; in: string; schema?: object }[];
  requestBody?: { content: Record<string, { schema: { type?: string; properties?: object; anyOf?: object[] } }> };
  responses: Record<string, { description: string; content?: Record<string, object> }>;
  security?: object[];
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
}

describe('the description of the API', () => {
  let relais: TestApp;
  let document: Document;
  let operations: { name: string; path: string; verb: string; operation: Operation }[];

  beforeAll(async () => {
    relais = await startApp({ name: 'http-document', panel: true, roles: 'api' });
    document = (await call(relais.url, 'GET', '/api/openapi.json')).body as unknown as Document;
    operations = Object.entries(document.paths).flatMap(([path, item]) => Object.entries(item).map(([verb, operation]) => ({ name: `${verb.toUpperCase()} ${path}`, path, verb, operation })));
  });
  afterAll(() => relais.close());

  it('holds every route of the application, and no other', () => {
    const { stack } = (relais.app.getHttpAdapter().getInstance() as Express).router;
    const routes = stack
      .flatMap((layer) => (layer.route === undefined ? [] : [layer.route as unknown as { path: string; methods: Record<string, boolean> }]))
      .flatMap(({ path, methods }) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/:(\w+)/g, '{$1}')}`))
      // The page itself and its parts.
      .filter((route) => !/ \/api\/(docs|openapi)/.test(route));

    expect(routes.length).toBeGreaterThan(50);
    expect(operations.map(({ name }) => name).sort()).toEqual([...new Set(routes)].sort());
  });

  it('says of each route what it is for, under a name of its own', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(operations.filter(({ operation }) => (operation.summary ?? '').length < 4).map(({ name }) => name)).toEqual([]);
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
  });

  it('says how each is refused, and who may call', () => {
    const api = operations.filter(({ path }) => path.startsWith('/api/v1/'));

    expect(api.filter(({ operation }) => operation.responses['401']?.content?.['application/problem+json'] === undefined).map(({ name }) => name)).toEqual([]);
    expect(api.filter(({ operation }) => operation.security?.length !== 2).map(({ name }) => name)).toEqual([]);
    expect(api.filter(({ path, operation }) => path.includes('{') && operation.responses['404'] === undefined).map(({ name }) => name)).toEqual([]);
    expect(api.filter(({ operation }) => !Object.keys(operation.responses).some((status) => status.startsWith('2'))).map(({ name }) => name)).toEqual([]);
  });

  it.each([
    ['nobody', {}, 'unauthenticated', 'Bearer realm="relais"'],
    ['an unknown key', { authorization: 'Bearer not-a-key' }, 'bad-credential', 'Bearer realm="relais", error="invalid_token"'],
  ])('is true of the 401 of every call: %s is told how to sign in', async (_case, headers, code, challenge) => {
    const api = operations.filter(({ path }) => path.startsWith('/api/v1/'));

    const answers = await Promise.all(
      api.map(async ({ name, path, verb }) => {
        const answer = await fetch(`${relais.url}${path.replace(/\{\w+\}/, 'CAT1')}`, { method: verb.toUpperCase(), headers });
        return { name, status: answer.status, type: answer.headers.get('content-type'), challenge: answer.headers.get('www-authenticate'), code: ((await answer.json()) as { code: string }).code };
      }),
    );

    expect(answers).toEqual(api.map(({ name }) => ({ name, status: 401, type: 'application/problem+json; charset=utf-8', challenge, code })));
  });

  it('gives the schema of each body, and the parameters in each path', () => {
    const bodies = operations.filter(({ verb, path }) => verb === 'patch' || (verb === 'post' && !path.includes('{') && path !== '/api/v1/recipients'));
    const parameters = operations.flatMap(({ name, path, operation }) => [...path.matchAll(/\{(\w+)\}/g)].filter(([, parameter]) => operation.parameters?.some((known) => known.in === 'path' && known.name === parameter) !== true).map(() => name));

    expect(bodies.filter(({ operation }) => Object.keys(operation.requestBody?.content['application/json']?.schema.properties ?? {}).length === 0).map(({ name }) => name)).toEqual([]);
    expect(parameters).toEqual([]);
  });

  it('asks for a version where one is edited, and for a credential nowhere outside /api/v1', () => {
    const patches = operations.filter(({ verb }) => verb === 'patch');

    expect(patches.length).toBeGreaterThan(5);
    expect(patches.filter(({ operation }) => operation.parameters?.some(({ name }) => name === 'If-Match') !== true || operation.responses['428'] === undefined).map(({ name }) => name)).toEqual([]);
    expect(operations.filter(({ path, operation }) => !path.startsWith('/api/v1') && operation.security !== undefined).map(({ name }) => name)).toEqual([]);
  });

  it('is shown on a page that takes nothing from another host', async () => {
    const page = await fetch(`${relais.url}/api/docs`);
    const html = await page.text();
    const assets = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => new URL(address as string, `${relais.url}/api/docs`));
    const answers = await Promise.all(assets.map(async (asset) => (await fetch(asset)).status));

    expect(html).toContain('Relais API');
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>\s*\S/);
    expect(new Set(assets.map(({ host }) => host))).toEqual(new Set([new URL(relais.url).host]));
    expect(new Set(answers)).toEqual(new Set([200]));
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
  });
});

describe('a process that is a worker only', () => {
  it('answers health and metrics, and neither the API nor the panel', async () => {
    const worker = await startApp({ name: 'http-worker', panel: true, roles: 'worker' });
    const status = async (path: string): Promise<number> => (await call(worker.url, 'GET', path)).status;

    expect(await Promise.all(['/health/live', '/health/ready', '/metrics'].map(status))).toEqual([200, 200, 200]);
    expect(await Promise.all(['/api/v1/packages', '/api/openapi.json', '/api/docs', '/admin', '/admin/queues'].map(status))).toEqual([404, 404, 404, 404, 404]);
    expect((await call(worker.url, 'POST', '/api/v1/campaigns', { label: 'x' })).body).toMatchObject({ status: 404, code: 'no-such-route' });
    await worker.close();
  });
});
