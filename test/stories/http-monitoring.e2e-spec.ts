import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';

import { startApp, type TestApp } from '../support/app.js';
import { call } from '../support/call.js';
import { startOwnRedis } from '../support/own-redis.js';

describe('what watches Relais', () => {
  let relais: TestApp;

  beforeAll(async () => {
    relais = await startApp({ name: 'http-monitoring', roles: 'worker' });
  });
  afterAll(() => relais.close());

  const figures = async (): Promise<Map<string, number>> => {
    const text = await (await fetch(`${relais.url}/metrics`)).text();
    return new Map(text.split('\n').filter((line) => line.startsWith('relais_')).map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]));
  };

  it('hears of a worker too that it lives and is ready', async () => {
    const live = await fetch(`${relais.url}/health/live`);
    const ready = await fetch(`${relais.url}/health/ready`);

    expect([live.status, ready.status]).toEqual([200, 200]);
    expect(await ready.json()).toMatchObject({ status: 'ready', checks: { mongodb: { state: 'up' }, redis: { state: 'up' } } });
  });

  it('reads the figures of process, services and queues as Prometheus does', async () => {
    const answer = await fetch(`${relais.url}/metrics`);
    const text = await answer.text();

    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(text).toMatch(/^process_cpu_seconds_total \d/m);
    expect(text).toMatch(/^nodejs_eventloop_lag_seconds \d/m);
    expect(await figures()).toEqual(
      new Map([
        ...(await figures()),
        ['relais_service_up{service="mongodb"}', 1],
        ['relais_service_up{service="redis"}', 1],
        ['relais_queue_jobs{queue="deliveries",state="waiting"}', 0],
        ['relais_queue_jobs{queue="cancellations",state="failed"}', 0],
        ['relais_cancellations_running', 0],
      ]),
    );
  });

  it('counts cancellations, waiting events and messages as the records hold them', async () => {
    const connection = relais.app.get<Connection>(getConnectionToken());
    const minuteAgo = new Date(performance.timeOrigin + performance.now() - 60_000);
    await connection.collection('cancellations').insertMany([{ key: 'a', state: 'running' }, { key: 'b', state: 'finished' }]);
    await connection.collection('outbox').insertOne({ type: 'relais.test', subject: 'CAT1', at: minuteAgo, jobs: [], relayedAt: null, takenUntil: new Date('2999-01-01') });
    await connection.collection('deliveries').insertMany([
      { toDeliver: 10, sent: 3, failed: 1, canceled: 4, uncertain: 2 },
      { toDeliver: 5, sent: 5 },
    ] as never);

    const read = await figures();

    expect(read.get('relais_cancellations_running')).toBe(1);
    expect(read.get('relais_outbox_waiting')).toBe(1);
    expect(read.get('relais_outbox_oldest_seconds')).toBeGreaterThan(50);
    expect(['toDeliver', 'sent', 'failed', 'canceled', 'uncertain'].map((state) => read.get(`relais_messages{state="${state}"}`))).toEqual([15, 8, 1, 4, 2]);
  });
});

describe('a service that is away', () => {
  it('makes Relais degraded, not out, where it is Redis: a cancel needs none', async () => {
    const redis = await startOwnRedis();
    const away = await startApp({ name: 'http-degraded', roles: 'api', environment: { REDIS_URL: redis.url } });
    await redis.kill();

    const ready = await call(away.url, 'GET', '/health/ready');
    const metrics = await (await fetch(`${away.url}/metrics`)).text();

    expect(ready.status).toBe(200);
    expect(ready.body).toMatchObject({ status: 'degraded', checks: { mongodb: { state: 'up' }, redis: { state: 'down' } } });
    expect(metrics).toContain('relais_service_up{service="redis"} 0');
    await away.close();
  });

  it('takes Relais out where it is MongoDB, and leaves it alive', async () => {
    const away = await startApp({ name: 'http-not-ready', roles: 'api' });
    await away.app.get<Connection>(getConnectionToken()).close();

    const ready = await call(away.url, 'GET', '/health/ready');

    expect(ready.body).toMatchObject({ status: 503, code: 'not-ready', checks: { mongodb: { state: 'down' }, redis: { state: 'up' } } });
    expect(ready.headers.get('retry-after')).toBe('2');
    expect((await fetch(`${away.url}/health/live`)).status).toBe(200);
    await away.close();
  });
});
