import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { call } from '../support/call.js';
import { freshEnvironment } from '../support/environment.js';
import { eventually } from '../support/eventually.js';
import { type MailSink, startMailSink } from '../support/mail-sink.js';
import { type OwnRedis, startOwnRedis } from '../support/own-redis.js';
import { type RelaisProcess, startProcess } from '../support/process.js';
import { Story } from '../support/story.js';

const BRANCHES = 40;
const PACKAGES = 2;

interface Progress extends Record<string, unknown> {
  state: string;
  total: number;
  done: number;
  succeeded: number;
  refused: number;
}

let redis: OwnRedis;
let sink: MailSink;
let api: RelaisProcess;
let worker: RelaisProcess;
let environment: Record<string, string>;

beforeAll(async () => {
  [redis, sink] = await Promise.all([startOwnRedis(), startMailSink()]);
  environment = await freshEnvironment({ name: 'bulk-survives', environment: { SMTP_URL: sink.url, REDIS_URL: redis.url } });
  api = await startProcess('api', environment);
  worker = await startProcess('worker', environment);
}, 120_000);
afterAll(async () => {
  await Promise.all([worker.stop(), api.stop()]);
  await Promise.all([redis.stop(), sink.close()]);
});

test('one command to many outlives the worker that was at it and a Redis that comes back empty: each is done once', async () => {
  const story = new Story({ call: (method, path, body, headers) => call(api.url, method, path, body, headers) });
  const branches = await story.branches(BRANCHES, 0);
  const orders: string[] = [];
  for (let index = 0; index < PACKAGES; index += 1) {
    const code = await story.published(await story.make('/campaigns', { label: `Offer ${index}` }), branches, { distributionLevel: 'simple' });
    orders.push(...(await Promise.all(branches.map((entity) => story.make('/orders', { package: code, entity, place: true })))));
  }
  const total = BRANCHES * PACKAGES;
  const { id } = await story.post<{ id: string }>('/selections/matching', { list: 'orders', query: { status: ['ordered'] } });

  const { run } = await story.post<{ run: string }>(`/selections/${id}/run`, { command: 'approve', count: total });
  const inTheMiddle = await eventually('some are done and some are not', async () => {
    const progress = await story.get<Progress>(`/bulk-runs/${run}`);
    return progress.done > 5 && progress.done < total ? progress : null;
  });
  await worker.kill();
  await redis.kill();
  await redis.startEmpty();
  expect((await story.get<Progress>(`/bulk-runs/${run}`)).done).toBeLessThan(total);
  worker = await startProcess('worker', environment);

  expect(inTheMiddle.state).toBe('running');
  expect(await story.until<Progress>(`/bulk-runs/${run}`, 'is finished', ({ state }) => state === 'finished', 60_000)).toMatchObject({ total, done: total, succeeded: total, refused: 0 });
  const left = await story.get<{ counts: { status: Record<string, number> } }>('/orders?limit=1&counts=true');
  expect(left.counts.status['ordered']).toBe(0);
  for (const order of orders) {
    const { items } = await story.get<{ items: { command: string; refused?: string | null }[] }>(`/journal?subject=${order}`);
    expect([order, items.filter(({ command, refused }) => command === 'approve' && !refused).length]).toEqual([order, 1]);
  }
}, 120_000);
