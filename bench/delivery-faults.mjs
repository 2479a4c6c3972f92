// What a delivery survives: pauses and resumes, killed workers, frozen workers with a cancel meanwhile,
// a mail server that is away, slow, refusing or hanging up; and a million recipients in flat memory.
// The sink counts by itself; the ledger must say the same.
import { setTimeout as pause } from 'node:timers/promises';
import { say } from '../scripts/say.mjs';
import { megabytes, newDelivery, now, startDelivering, until } from './delivering.mjs';
import { percentile } from './measuring.mjs';

const WINDOW = 200;
/** Longer than the lease of a window, and than the look for what it left. */
const FROZEN_MS = 6_000;
export const FAULTS_MUST = { goingOnMs: 5_000, goingOnAimMs: 2_000, uncertainAKill: WINDOW, megabytes: 256 };

/** Each message counted as what it was: the figures add up, and agree with what arrived. */
async function balanced({ sink, db }, code, { messages }) {
  const { toDeliver, sent, failed, canceled, uncertain, status } = await db.collection('deliveries').findOne({ _id: code }, { projection: { html: 0, text: 0 } });
  const counted = await sink.ask('counts');
  const states = Object.fromEntries((await db.collection('messages').aggregate([{ $match: { delivery: code } }, { $group: { _id: '$state', n: { $sum: 1 } } }]).toArray()).map(({ _id, n }) => [_id, n]));
  const lost = toDeliver - sent - failed - canceled - uncertain;
  const agrees = toDeliver === messages && (states.sent ?? 0) === sent && (states.failed ?? 0) === failed && (states.uncertain ?? 0) === uncertain;
  return { status, toDeliver, sent, failed, canceled, uncertain, lost, twice: counted.twice.length, arrived: counted.addresses, agrees, isWhole: lost === 0 && counted.twice.length === 0 && agrees && counted.addresses >= sent && counted.addresses <= sent + uncertain };
}

/** @returns `{rounds, messages, twice, lost, isMet, …}` */
export async function benchPauses({ services, rounds = 50, messages = 100_000 }) {
  const stand = await startDelivering({ services, recipients: messages });
  try {
    const code = await newDelivery(stand);
    await stand.api.post(`/deliveries/${code}/start`);
    let paused = 0;
    for (; paused < rounds; paused++) {
      await pause(Math.random() * 400);
      const { status } = await stand.api.get(`/deliveries/${code}`);
      if (status === 'finished') break;
      if (!(await stand.api.post(`/deliveries/${code}/pause`).catch(() => null))) break;
      const still = await until(stand, code, (delivery) => ['paused', 'finished'].includes(delivery.status));
      if (still.status === 'finished') break;
      const arrived = (await stand.sink.ask('counts')).messages;
      await pause(Math.random() * 100);
      if ((await stand.sink.ask('counts')).messages !== arrived) throw new Error('a message left while the delivery was paused');
      await stand.api.post(`/deliveries/${code}/resume`);
    }
    await until(stand, code, ({ status }) => status === 'finished');
    const figures = await balanced(stand, code, { messages });
    return { rounds: paused, messages, ...figures, isMet: figures.isWhole && figures.sent === messages && figures.uncertain === 0 };
  } finally {
    await stand.stop();
  }
}

/** @returns `{kills, goingOn: {p50, most}, uncertainAKill, twice, lost, isMet, …}`: milliseconds from the kill to the next message; and until the lost window was taken up again */
export async function benchKills({ services, rounds = 50, messages = 100_000 }) {
  const stand = await startDelivering({ services, recipients: messages });
  try {
    // So slow that it lasts through all the kills.
    const code = await newDelivery(stand, { ratePerSecond: 300 });
    await stand.api.post(`/deliveries/${code}/start`);
    await until(stand, code, ({ sent }) => sent > 500);
    const goingOn = [];
    const takenUp = [];
    let kills = 0;
    for (; kills < rounds; kills++) {
      const victim = stand.workers[kills % stand.workers.length];
      await until(stand, code, ({ windows, status }) => status === 'finished' || windows.some(({ worker }) => worker === victim.name), 60_000);
      await pause(Math.random() * 300);
      if ((await stand.db.collection('deliveries').findOne({ _id: code }, { projection: { status: 1 } })).status === 'finished') break;
      const killed = now();
      victim.child.kill('SIGKILL');
      const started = stand.startWorker().then((worker) => (stand.workers[kills % stand.workers.length] = worker));
      for (;;) {
        if ((await stand.sink.ask('lastAt')) > killed + 2) break;
        if (now() - killed > 30_000) throw new Error('nothing left within 30 s of a kill');
        await pause(5);
      }
      goingOn.push((await stand.sink.ask('firstAfter', { at: killed + 2 })) - killed);
      await until(stand, code, ({ windows }) => windows.every(({ worker }) => worker !== victim.name), 60_000);
      takenUp.push(now() - killed);
      await started;
    }
    await until(stand, code, ({ status }) => status === 'finished');
    const figures = await balanced(stand, code, { messages });
    const sorted = (list) => list.sort((a, b) => a - b);
    const spread = (list) => ({ p50: percentile(sorted(list), 0.5), most: sorted(list).at(-1) });
    const uncertainAKill = figures.uncertain / kills;
    return { kills, messages, goingOn: spread(goingOn), takenUp: spread(takenUp), uncertainAKill, ...figures, isMet: figures.isWhole && uncertainAKill <= WINDOW && spread(goingOn).most <= FAULTS_MUST.goingOnMs };
  } finally {
    await stand.stop();
  }
}

/** @returns `{rounds, afterThaw, unrecorded, isMet}`: messages that arrived after a worker was thawed, in all; those of them that the ledger does not call uncertain */
export async function benchFrozen({ services, rounds = 50 }) {
  const stand = await startDelivering({ services, recipients: 20_000 });
  try {
    let afterThaw = 0;
    let unrecorded = 0;
    let uncertain = 0;
    let notStopped = 0;
    for (let round = 0; round < rounds; round++) {
      await stand.sink.ask('forget');
      const code = await newDelivery(stand, { ratePerSecond: 2_000 });
      await stand.api.post(`/deliveries/${code}/start`);
      await until(stand, code, ({ workers, sent }) => workers.length === stand.workers.length && sent > 300);
      await pause(Math.random() * 300);
      const victim = stand.workers[round % stand.workers.length];
      victim.child.kill('SIGSTOP');
      await pause(Math.random() * 200);
      await stand.api.post(`/deliveries/${code}/stop`);
      const stopped = await until(stand, code, ({ status }) => status === 'stopped', 30_000).catch(() => null);
      if (stopped === null) notStopped += 1;
      await pause(Math.max(0, FROZEN_MS - 4_000));
      const before = new Set(await stand.sink.ask('addresses'));
      victim.child.kill('SIGCONT');
      await pause(700);
      const late = (await stand.sink.ask('addresses')).filter((address) => !before.has(address));
      afterThaw += late.length;
      const rows = await stand.db.collection('messages').find({ delivery: code, address: { $in: late } }, { projection: { state: 1 } }).toArray();
      unrecorded += rows.filter(({ state }) => state !== 'uncertain').length;
      const figures = await balanced(stand, code, { messages: stopped?.toDeliver });
      uncertain += figures.uncertain;
      if (!figures.isWhole) throw new Error(`round ${round}: ${JSON.stringify(figures)}`);
      if ((round + 1) % 10 === 0) say(`${round + 1} thaws`, `${round + 1} dégels`);
    }
    return { rounds, afterThaw, unrecorded, uncertain, notStopped, isMet: unrecorded === 0 && notStopped === 0 };
  } finally {
    await stand.stop();
  }
}

const TROUBLES = {
  away: { behaviour: { name: 'down' }, forMs: 60_000 },
  slow: { behaviour: { name: 'accept', delayMs: 150 }, forMs: 10_000 },
  'refusing for now': { behaviour: { name: '4xx' }, forMs: 8_000 },
  'too busy': { behaviour: { name: '421' }, forMs: 8_000 },
  'refusing for good': { behaviour: { name: '5xx' }, forMs: 1_000 },
  'hanging up after the data': { behaviour: { name: 'cut-after-data', share: 0.2 }, forMs: 3_000 },
};

/** @returns `{troubles: {NAME: figures}, isMet}` */
export async function benchTroubles({ services, messages = 6_000 }) {
  const stand = await startDelivering({ services, recipients: messages });
  try {
    const troubles = {};
    for (const [name, { behaviour, forMs }] of Object.entries(TROUBLES)) {
      say(`a mail server ${name}`, `un serveur de messagerie\u00a0: ${name}`);
      await stand.sink.ask('forget');
      const code = await newDelivery(stand, { ratePerSecond: 1_000 });
      await stand.api.post(`/deliveries/${code}/start`);
      await until(stand, code, ({ sent }) => sent > 500);
      await stand.sink.ask('behave', { behaviour });
      await pause(forMs);
      await stand.sink.ask('behave', { behaviour: { name: 'accept' } });
      const ended = await until(stand, code, ({ status }) => ['finished', 'paused'].includes(status));
      if (ended.status === 'paused') {
        await stand.api.post(`/deliveries/${code}/resume`);
        await until(stand, code, ({ status }) => status === 'finished');
      }
      troubles[name] = { pausedItself: ended.status === 'paused' ? ended.reason.code : null, ...(await balanced(stand, code, { messages })) };
    }
    const sentAll = ['away', 'slow', 'refusing for now', 'too busy'].every((name) => troubles[name].sent + troubles[name].uncertain === messages);
    return { troubles, isMet: sentAll && Object.values(troubles).every(({ isWhole }) => isWhole) };
  } finally {
    await stand.stop();
  }
}

/** @returns `{recipients, atStart, most, atEnd, isMet}`: megabytes of the larger worker */
export async function benchMemory({ services, recipients = 1_000_000 }) {
  say(`${recipients} recipients`, `${recipients} destinataires`);
  const stand = await startDelivering({ services, recipients });
  try {
    await stand.sink.ask('forget', { keepTimes: false });
    const larger = () => Math.max(...stand.workers.map(({ child }) => megabytes(child.pid)));
    const atStart = larger();
    const samples = [];
    const code = await newDelivery(stand);
    await stand.api.post(`/deliveries/${code}/start`);
    const sampling = setInterval(() => samples.push(larger()), 1_000);
    await until(stand, code, ({ status }) => status === 'finished', 1_500_000);
    clearInterval(sampling);
    const tenth = Math.ceil(samples.length / 10);
    const mean = (list) => list.reduce((sum, one) => sum + one, 0) / list.length;
    const figures = await balanced(stand, code, { messages: recipients });
    const most = Math.max(...samples);
    return { recipients, atStart, most, second: mean(samples.slice(tenth, 2 * tenth)), last: mean(samples.slice(-tenth)), seconds: samples.length, ...figures, isMet: figures.isWhole && most < FAULTS_MUST.megabytes };
  } finally {
    await stand.stop();
  }
}
