// How fast a cancel really stops what runs: from the request to the last message at the sink, beside a
// mailer that stops, as most do, at its next batch.
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { fork } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { say } from '../scripts/say.mjs';
import { HTML, monotonicOf, newDelivery, now, startDelivering, SUBJECT, TEXT, until } from './delivering.mjs';
import { percentile } from './measuring.mjs';
import { startSink } from './sinking.mjs';

const PEER = fileURLToPath(new URL('./peers/batch-mailer.mjs', import.meta.url));
const RECIPIENTS = 30_000;
const WINDOW = 200;
const WORKERS = 2;
/** What is on its way when the last process has stopped arrives within this. */
const SETTLED_MS = 300;
export const HALT_MUST = { p99: 50, aim: 10, afterAnswer: WINDOW * WORKERS, afterAnswerAim: 20, afterStopped: 0 };

/**
 * @returns `{rounds, halt: {p50, p99, most}, answer: {p50, p99, most}, stopped: {…}, afterAnswer, afterStopped, peer: {halt, afterAnswer}, isMet}`:
 *   milliseconds from the request: to the last message, to the answer, to `stopped`; messages after, the most of all rounds
 */
export async function benchHalt({ services, rounds = 100, peerRounds = 10 }) {
  const stand = await startDelivering({ services, recipients: RECIPIENTS });
  try {
    const samples = [];
    for (let round = 0; round < rounds; round++) {
      samples.push(await cancelInFullRun(stand));
      if ((round + 1) % 10 === 0) say(`${round + 1} cancels`, `${round + 1} annulations`);
    }
    const figures = summed(samples);
    const peer = await haltOfPeer(services, peerRounds);
    const isMet = figures.halt.p99 <= HALT_MUST.p99 && figures.afterAnswer <= HALT_MUST.afterAnswer && figures.afterStopped === 0;
    return { rounds, ...figures, peer, isMet };
  } finally {
    await stand.stop();
  }
}

async function cancelInFullRun(stand) {
  const { api, db, sink, entity } = stand;
  const campaign = (await api.post('/campaigns', { label: 'Autumn' })).code;
  const at = (days) => new Date(Date.now() + days * 86_400_000).toISOString();
  const { code } = await api.post('/packages', { label: 'Autumn', kind: 'collaborative', distributionLevel: 'simple', referenceCampaign: campaign, audience: [entity], schedule: { start: at(-2), end: at(30) }, availableAt: at(-1), registrationDeadline: at(10) });
  await api.post(`/packages/${code}/approve`);
  const order = await api.post('/orders', { package: code, entity, place: true });
  await api.post(`/orders/${order.code}/approve`);
  await sink.ask('forget');
  const delivery = await newDelivery({ ...stand, campaign });
  await api.post(`/deliveries/${delivery}/start`);
  // Flat out on both: each has given back windows, and some of a second has passed, another each time.
  await until(stand, delivery, ({ workers, sent }) => workers.length === WORKERS && sent > 1_000);
  await pause(Math.random() * 500);
  const asked = now();
  await api.post(`/packages/${code}/cancel`, { comment: 'The wrong offer.' });
  const answered = now();
  const { stoppedAt } = await until(stand, delivery, ({ status }) => status === 'stopped');
  const stopped = monotonicOf(stoppedAt);
  await pause(SETTLED_MS);
  const last = await sink.ask('lastAt');
  const counted = await sink.ask('counts');
  const record = await db.collection('deliveries').findOne({ _id: delivery }, { projection: { sent: 1, uncertain: 1, failed: 1, canceled: 1, toDeliver: 1 } });
  if (record.sent + record.uncertain !== counted.messages && record.sent !== counted.messages) throw new Error(`${delivery}: the record says ${record.sent} sent, ${record.uncertain} uncertain; the sink counted ${counted.messages}`);
  return { halt: Math.max(0, last - asked), answer: answered - asked, stopped: stopped - asked, afterAnswer: await sink.ask('since', { at: answered }), afterStopped: await sink.ask('since', { at: stopped + 1 }), finished: await finished(db, code) };
}

async function finished(db, code) {
  for (;;) {
    const found = await db.collection('cancellations').findOne({ package: code });
    if (found.state === 'finished') return found.finishedAt - found.canceledAt;
    await pause(50);
  }
}

function summed(samples) {
  const spread = (name) => {
    const sorted = samples.map((sample) => sample[name]).sort((a, b) => a - b);
    return { p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99), most: sorted.at(-1) };
  };
  const most = (name) => Math.max(...samples.map((sample) => sample[name]));
  return { halt: spread('halt'), answer: spread('answer'), stopped: spread('stopped'), afterAnswer: most('afterAnswer'), afterStopped: most('afterStopped') };
}

async function haltOfPeer(services, rounds) {
  say('the peer', 'le témoin');
  const sink = await startSink();
  const redis = new Redis(services.env.REDIS_URL, { maxRetriesPerRequest: null });
  const queue = new Queue('peer', { connection: redis });
  const workers = await Promise.all(
    Array.from({ length: WORKERS }, async () => {
      const child = fork(PEER, [services.env.REDIS_URL, sink.url, SUBJECT, HTML, TEXT]);
      await new Promise((resolve) => child.once('message', resolve));
      return child;
    }),
  );
  try {
    const samples = [];
    for (let round = 0; round < rounds; round++) {
      await sink.ask('forget');
      const batches = Array.from({ length: RECIPIENTS / 1_000 }, (_none, index) => ({ name: 'batch', data: { campaign: round, from: index * 1_000, to: (index + 1) * 1_000 } }));
      await queue.addBulk(batches);
      await pause(1_000 + Math.random() * 500);
      const asked = now();
      await redis.set(`peer:${round}`, 'canceled');
      await queue.drain();
      const answered = now();
      for (let seen = -1, last = await sink.ask('lastAt'); last !== seen; last = await sink.ask('lastAt')) {
        seen = last;
        await pause(SETTLED_MS);
      }
      samples.push({ halt: (await sink.ask('lastAt')) - asked, answer: answered - asked, afterAnswer: await sink.ask('since', { at: answered }), stopped: 0, afterStopped: 0 });
    }
    const { halt, afterAnswer } = summed(samples);
    return { rounds, halt, afterAnswer };
  } finally {
    for (const child of workers) child.kill('SIGKILL');
    await queue.close();
    redis.disconnect();
    sink.close();
  }
}
