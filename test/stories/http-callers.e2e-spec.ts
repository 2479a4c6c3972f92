import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { call } from '../support/call.js';
import { type ProbeApp, startProbeApp } from '../support/probe-app.js';

const ADMIN = 'admin@relais.example';

describe('who calls', () => {
  let probe: ProbeApp;

  beforeAll(async () => {
    probe = await startProbeApp('http-callers');
    await call(probe.url, 'POST', '/api/v1/operators', { email: 'claire@relais.example', name: 'Claire', role: 'central', locale: 'fr' });
  });
  afterAll(() => probe.close());

  const make = (headers: Record<string, string>): Promise<globalThis.Response> =>
    fetch(`${probe.url}/api/v1/probes`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ label: 'x' }) });

  it.each([
    ['nobody', {}, 'unauthenticated', 'Bearer realm="relais"'],
    ['an unknown key', { authorization: 'Bearer not-a-key' }, 'bad-credential', 'Bearer realm="relais", error="invalid_token"'],
    ['another scheme', { authorization: 'Basic YTpi' }, 'bad-credential', 'Bearer realm="relais", error="invalid_token"'],
    ['a key of endless length', { authorization: `Bearer ${'k'.repeat(4_000)}` }, 'bad-credential', 'Bearer realm="relais", error="invalid_token"'],
    ['a session of an operator who is gone', { 'x-test-session': 'gone@relais.example' }, 'bad-credential', 'Bearer realm="relais", error="invalid_token"'],
  ])('is asked of every caller: %s gets a 401 that says how', async (_case, headers, code, challenge) => {
    const answer = await make(headers);

    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe(challenge);
    expect(await answer.json()).toMatchObject({ code });
  });

  it.each(['/API/V1/probes/P1', '/api/v1/probes/P1/', '//api/v1/probes/P1', '/api/v1/./probes/P1'])('cannot be skipped by another way to write the address: %s', async (path) => {
    const answer = await fetch(`${probe.url}${path}`);

    expect([401, 404]).toContain(answer.status);
  });

  it('is the operator of the key', async () => {
    const { key } = (await call(probe.url, 'POST', '/api/v1/api-keys', { operator: 'claire@relais.example', label: 'ticketing' })).body as unknown as { key: string };

    expect(await (await make({ authorization: `bearer ${key}` })).json()).toMatchObject({ by: 'claire@relais.example' });
  });

  it('is the operator who signed in to the panel', async () => {
    expect(await (await make({ 'x-test-session': ADMIN, 'sec-fetch-site': 'same-origin' })).json()).toMatchObject({ by: ADMIN });
  });

  it('is told in the language of the account where the request asks for none', async () => {
    const answer = await fetch(`${probe.url}/api/v1/nothing-of/probes?x=1`, { headers: { 'x-test-session': 'claire@relais.example' } });
    const bad = await fetch(`${probe.url}/api/v1/probes?x=1`, { headers: { 'x-test-session': 'claire@relais.example' } });

    expect(answer.headers.get('content-language')).toBe('en');
    expect(bad.headers.get('content-language')).toBe('fr');
  });

  it.each([
    ['Sec-Fetch-Site', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour', { 'sec-fetch-site': 'same-site' }],
    ['Origin', { origin: 'https://elsewhere.example' }],
    ['a hidden Origin', { origin: 'null' }],
  ])('may not write with a session from another site: %s', async (_case, headers: Record<string, string>) => {
    const answer = await make({ 'x-test-session': ADMIN, ...headers });

    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ code: 'cross-site-request' });
  });

  it('may read with a session from a link on another site, and write from here or the public address', async () => {
    const read = await fetch(`${probe.url}/api/v1/probes/P1`, { headers: { 'x-test-session': ADMIN, 'sec-fetch-site': 'cross-site' } });

    expect(read.status).toBe(200);
    expect((await make({ 'x-test-session': ADMIN, origin: probe.url })).status).toBe(201);
    expect((await make({ 'x-test-session': ADMIN, origin: 'http://127.0.0.1' })).status).toBe(201);
  });

  it('is not asked by health, metrics and the API page, which show no data', async () => {
    const statuses = await Promise.all(['/health/live', '/health/ready', '/metrics', '/api/docs', '/api/openapi.json'].map(async (path) => (await fetch(`${probe.url}${path}`)).status));

    expect(statuses).toEqual([200, 200, 200, 200, 200]);
  });
});
