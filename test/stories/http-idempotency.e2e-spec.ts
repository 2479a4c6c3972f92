import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';

import { call } from '../support/call.js';
import { type ProbeApp, startProbeApp } from '../support/probe-app.js';

describe('a POST with an Idempotency-Key', () => {
  let probe: ProbeApp;

  beforeAll(async () => {
    probe = await startProbeApp('http-idempotency');
  });
  afterAll(() => probe.close());
  beforeEach(() => {
    Object.assign(probe.desk, { made: 0, bytes: 0, failure: undefined, gate: Promise.resolve() });
  });

  const make = (key: string, body: unknown = { label: 'x' }, headers: Record<string, string> = {}) => call(probe.url, 'POST', '/api/v1/probes', body, { 'idempotency-key': key, ...headers });

  it('is carried out once, and answered alike each time', async () => {
    const first = await make('once');
    const again = await make('once');

    expect(first.status).toBe(201);
    expect(again.status).toBe(201);
    expect(again.body).toEqual(first.body);
    expect([again.headers.get('etag'), again.headers.get('location')]).toEqual(['"1"', '/api/v1/probes/P1']);
    expect([first.headers.get('idempotency-replayed'), again.headers.get('idempotency-replayed')]).toEqual([null, 'true']);
    expect(probe.desk.made).toBe(1);
  });

  it('gets a refusal again too, status and language included', async () => {
    const first = await make('refused', { label: 7 }, { 'accept-language': 'fr' });
    const again = await make('refused', { label: 7 });

    expect(again.status).toBe(422);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('content-type')).toBe(first.headers.get('content-type'));
    expect(again.headers.get('content-language')).toBe('fr');
  });

  it('keeps a status that the command chose, though the state has moved on', async () => {
    const cancel = () => call(probe.url, 'POST', '/api/v1/probes/P1/cancel', undefined, { 'idempotency-key': 'cancel' });
    const first = await cancel();
    const again = await cancel();
    const another = await call(probe.url, 'POST', '/api/v1/probes/P1/cancel');

    expect([first.status, again.status, another.status]).toEqual([202, 202, 409]);
    expect(again.body).toEqual({ made: 1 });
  });

  it('is refused with another body or address', async () => {
    await make('reused');

    expect((await make('reused', { label: 'y' })).body).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
    expect((await call(probe.url, 'POST', '/api/v1/probes/P1/cancel', { label: 'x' }, { 'idempotency-key': 'reused' })).body).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
    expect(probe.desk.made).toBe(1);
  });

  it('is another one for another operator', async () => {
    await call(probe.url, 'POST', '/api/v1/operators', { email: 'claire@relais.example', name: 'Claire', role: 'central' });
    const { key } = (await call(probe.url, 'POST', '/api/v1/api-keys', { operator: 'claire@relais.example', label: 'x' })).body as unknown as { key: string };

    await make('shared');
    const other = await make('shared', { label: 'x' }, { authorization: `Bearer ${key}` });

    expect(other.body).toMatchObject({ code: 'P2', by: 'claire@relais.example' });
  });

  it('waits for the first where that is still running', async () => {
    let open = (): void => undefined;
    probe.desk.gate = new Promise((resolve) => {
      open = resolve;
    });

    const both = [make('twice at once'), make('twice at once'), make('twice at once')];
    await expect(Promise.race([...both, new Promise((resolve) => setTimeout(resolve, 200, 'waiting'))])).resolves.toBe('waiting');
    open();
    const answers = await Promise.all(both);

    expect(answers.map((answer) => answer.body)).toEqual([answers[0]?.body, answers[0]?.body, answers[0]?.body]);
    expect(probe.desk.made).toBe(1);
  });

  it('may be repeated after a failure of Relais', async () => {
    probe.desk.failure = new Error('broken');
    const first = await make('failed');
    const again = await make('failed');

    expect([first.status, again.status]).toEqual([500, 201]);
  });

  it('is never carried out a second time where the first was interrupted', async () => {
    const requests = probe.app.get<Connection>(getConnectionToken()).collection('idempotentRequests');
    await make('interrupted');
    await requests.updateMany({}, { $set: { state: 'running', createdAt: new Date(0) } });

    expect((await make('interrupted')).body).toMatchObject({ status: 409, code: 'outcome-unknown' });
    expect(probe.desk.made).toBe(1);
  });

  it('gives nothing away in the database: no key, no body, no answer', async () => {
    const requests = probe.app.get<Connection>(getConnectionToken()).collection('idempotentRequests');
    await requests.deleteMany({});
    const { key } = (await call(probe.url, 'POST', '/api/v1/api-keys', { operator: 'admin@relais.example', label: 'x' }, { 'idempotency-key': 'secret-ticket' })).body as unknown as { key: string };

    const stored = JSON.stringify(await requests.find().toArray());

    expect(stored).toContain('answered');
    expect(stored).not.toContain(key);
    expect(stored).not.toContain('secret-ticket');
  });

  it('covers a body that is streamed', async () => {
    const lines = `email,entity\n${'a@example.com,OU1\n'.repeat(200_000)}`;
    const send = (body: string) => call(probe.url, 'POST', '/api/v1/recipients', body, { 'content-type': 'text/csv', 'idempotency-key': 'import' });

    const first = await send(lines);
    const again = await send(lines);
    const other = await send(lines.replace('OU1', 'OU2'));

    expect(first.body).toEqual({ bytes: lines.length });
    expect(again.body).toEqual(first.body);
    expect(other.body).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
    expect(probe.desk.made).toBe(1);
  });

  it.each(['', 'é', 'x'.repeat(256)])('is refused with a key that is none: %p', async (key) => {
    const answer = await call(probe.url, 'POST', '/api/v1/probes', { label: 'x' }, { 'idempotency-key': key });

    expect(answer.body).toMatchObject({ status: 400, code: 'bad-idempotency-key' });
  });
});
