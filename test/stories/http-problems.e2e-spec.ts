import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { connect } from 'node:net';

import { StillContended } from '../../src/errors/still-contended.js';
import { call } from '../support/call.js';
import { type ProbeApp, startProbeApp } from '../support/probe-app.js';

const MIB = 1024 * 1024;

describe('a request that is refused', () => {
  let probe: ProbeApp;

  beforeAll(async () => {
    probe = await startProbeApp('http-problems');
  });
  afterAll(() => probe.close());
  beforeEach(() => {
    Object.assign(probe.desk, { made: 0, failure: undefined, gate: Promise.resolve() });
  });

  it('gets a problem object that names every bad field', async () => {
    const answer = await call(probe.url, 'POST', '/api/v1/probes', { label: 7, colour: 'red' });

    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.body).toEqual({
      type: 'urn:relais:problem:invalid-fields',
      title: 'Some fields are not valid',
      status: 422,
      code: 'invalid-fields',
      detail: 'Correct these fields: label, colour.',
      instance: '/api/v1/probes',
      requestId: answer.headers.get('x-request-id'),
      errors: [
        { field: 'label', message: 'must be text' },
        { field: 'colour', message: 'is not a field that can be set here' },
      ],
    });
    expect(probe.desk.made).toBe(0);
  });

  it.each([
    ['fr-CA,fr;q=0.9', 'fr', 'doit être un texte'],
    ['de, en;q=0.5', 'en', 'must be text'],
    ['*', 'en', 'must be text'],
  ])('is told in the language asked for: %s', async (asked, language, message) => {
    const answer = await call(probe.url, 'POST', '/api/v1/probes', { label: 7 }, { 'accept-language': asked });

    expect(answer.headers.get('content-language')).toBe(language);
    expect(answer.body['errors']).toEqual([{ field: 'label', message }]);
  });

  it.each([
    ['broken JSON', '{"label":', 'application/json', 400, 'unparseable'],
    ['another type', '<label/>', 'application/xml', 415, 'unsupported-media-type'],
    ['a form', 'label=x', 'application/x-www-form-urlencoded', 415, 'unsupported-media-type'],
    ['another character set', '{}', 'application/json; charset=utf-99', 415, 'unsupported-media-type'],
    ['a list', '[]', 'application/json', 422, 'invalid-fields'],
    ['a bare text', '"x"', 'application/json', 422, 'invalid-fields'],
    ['null', 'null', 'application/json', 422, 'invalid-fields'],
    ['too much', JSON.stringify({ label: 'x'.repeat(MIB) }), 'application/json', 413, 'too-large'],
    ['endless nesting', '['.repeat(MIB / 2 - 10) + ']'.repeat(MIB / 2 - 10), 'application/json', 422, 'invalid-fields'],
  ])('is refused for its body: %s', async (_case, body, type, status, code) => {
    const answer = await call(probe.url, 'POST', '/api/v1/probes', body, { 'content-type': type });

    expect({ status: answer.status, code: answer.body['code'] }).toEqual({ status, code });
    expect((await call(probe.url, 'GET', '/api/v1/probes/P1')).status).toBe(200);
  });

  it.each([
    ['half of a pair', '{"label":"\\ud800"}'],
    ['NUL', '{"label":"a\\u0000"}'],
    ['a prototype', '{"label":"a","__proto__":{"made":1}}'],
  ])('never breaks the process: %s', async (_case, body) => {
    const answer = await call(probe.url, 'POST', '/api/v1/probes', body, { 'content-type': 'application/json' });

    expect(answer.status).toBe(422);
    expect(answer.body['errors']).toHaveLength(1);
  });

  it('without a body has all its fields missing', async () => {
    const answer = await call(probe.url, 'POST', '/api/v1/probes');

    expect(answer.body).toMatchObject({ status: 422, errors: [{ field: 'label', message: 'is missing' }] });
  });

  it.each([
    ['?colour=red', 'colour'],
    ['?status=open&status=locked', 'status[1]'],
    ['?late=yes', 'late'],
    ['?limit=0', 'limit'],
    ['?limit=201', 'limit'],
    ['?limit=ten', 'limit'],
    ['?limit=1&limit=2', 'limit'],
    ['?sort=colour', 'sort'],
    ['?counts=1', 'counts'],
    ['?q=%00', 'q'],
    ['?cursor=', 'cursor'],
  ])('is refused for its query, named: %s', async (query, field) => {
    const answer = await call(probe.url, 'GET', `/api/v1/probes${query}`);

    expect(answer.body).toMatchObject({ status: 400, code: 'bad-query', errors: [{ field }] });
  });

  it('reads a good query', async () => {
    const answer = await call(probe.url, 'GET', '/api/v1/probes?status=open&status=shut&status=open&late=true&sort=-code&limit=7&counts=true&q=%20');

    expect(answer.body).toEqual({ query: { status: ['open', 'shut'], late: true, sort: '-_id', limit: 7, counts: true } });
    expect((await call(probe.url, 'GET', '/api/v1/probes?status=open')).body).toEqual({ query: { status: ['open'], sort: '-modifiedAt', limit: 50, counts: false } });
  });

  it('is counted where the list counts, and told so where it does not', async () => {
    expect((await call(probe.url, 'GET', '/api/v1/operators?counts=true')).body).toMatchObject({ counts: { total: 1 } });
    expect((await call(probe.url, 'GET', '/api/v1/operators')).body).not.toHaveProperty('counts');
    expect((await call(probe.url, 'GET', '/api/v1/api-keys?counts=true&q=x')).body).toMatchObject({ status: 400, errors: [{ field: 'counts' }, { field: 'q' }] });
  });

  it('is refused a query parameter where the call takes none', async () => {
    expect((await call(probe.url, 'GET', '/api/v1/probes/P1?expand=all')).body).toMatchObject({ status: 400, code: 'bad-query', errors: [{ field: 'expand' }] });
  });

  it('is told that there is no such address, or which methods it has', async () => {
    const nowhere = await call(probe.url, 'GET', '/api/v1/nothing');
    const wrongMethod = await call(probe.url, 'PUT', '/api/v1/probes/P1', { label: 'x' });

    expect(nowhere.body).toMatchObject({ status: 404, code: 'no-such-route' });
    expect(wrongMethod.body).toMatchObject({ status: 405, code: 'method-not-allowed' });
    expect(wrongMethod.headers.get('allow')).toBe('GET, PATCH');
  });

  it('survives an address that cannot be decoded', async () => {
    expect((await call(probe.url, 'GET', '/api/v1/probes/%ED%A0%80')).body).toMatchObject({ status: 400, code: 'unparseable' });
  });

  it.each([
    ['"six"', 400, 'bad-if-match'],
    ['*', 400, 'bad-if-match'],
    ['7', 400, 'bad-if-match'],
    ['"6"', 412, 'stale-version'],
    [undefined, 428, 'version-missing'],
  ])('edits no other version than the present one: If-Match %s', async (tag, status, code) => {
    const answer = await call(probe.url, 'PATCH', '/api/v1/probes/P1', { label: 'x' }, tag === undefined ? {} : { 'if-match': tag });

    expect(answer.body).toMatchObject({ status, code });
  });

  it('takes the version that ETag gave, also where a proxy made it weak', async () => {
    const read = await call(probe.url, 'GET', '/api/v1/probes/P1', undefined, { 'if-none-match': '"7"' });
    const edited = await call(probe.url, 'PATCH', '/api/v1/probes/P1', { label: 'x' }, { 'if-match': `W/${read.headers.get('etag') ?? ''}` });

    expect(read.status).toBe(200);
    expect(read.headers.get('etag')).toBe('"7"');
    expect(edited.headers.get('etag')).toBe('"8"');
  });

  it('learns a number and nothing else when Relais breaks', async () => {
    probe.desk.failure = new Error('connection string mongodb://user:secret@host');
    const answer = await call(probe.url, 'POST', '/api/v1/probes', { label: 'x' }, { 'x-request-id': 'ticket-4711' });

    expect(answer.body).toEqual({
      type: 'urn:relais:problem:internal',
      title: 'Something went wrong here',
      status: 500,
      code: 'internal',
      detail: 'Relais could not answer. Tell your administrator this number: ticket-4711.',
      instance: '/api/v1/probes',
      requestId: 'ticket-4711',
    });
  });

  it('is asked to come back when the database is away', async () => {
    probe.desk.failure = Object.assign(new Error('no primary'), { name: 'MongoServerSelectionError' });
    const answer = await call(probe.url, 'POST', '/api/v1/probes', { label: 'x' });

    expect(answer.body).toMatchObject({ status: 503, code: 'unavailable' });
    expect(answer.headers.get('retry-after')).toBe('2');
  });

  it('is asked to come back where too many change the same thing at once', async () => {
    probe.desk.failure = new StillContended('WriteConflict');
    const answer = await call(probe.url, 'POST', '/api/v1/probes', { label: 'x' }, { 'accept-language': 'fr' });

    expect(answer.body).toMatchObject({ status: 503, code: 'contended', detail: expect.stringContaining('Rien n’a été modifié') });
    expect(answer.headers.get('retry-after')).toBe('2');
  });

  it('leaves nothing behind when the caller hangs up in the middle of a body', async () => {
    const { port } = new URL(probe.url);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write('POST /api/v1/probes HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"label":');
        setImmediate(() => socket.destroy());
      });
      socket.once('close', () => resolve());
    });

    expect((await call(probe.url, 'POST', '/api/v1/probes', { label: 'x' })).status).toBe(201);
    expect(probe.desk.made).toBe(1);
  });
});
