// What the benches of deliveries stand on: one API and two workers, a sink that counts by itself, a
// branch with as many recipients as are wanted, and deliveries to them.
import { MongoClient } from 'mongodb';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from '../scripts/demo/client.mjs';
import { startApplication } from '../scripts/demo/processes.mjs';
import { removeAtExit } from '../scripts/guard.mjs';
import { firstFreePort } from '../scripts/services/ports.mjs';
import { startSink } from './sinking.mjs';

const LOAD_AT_ONCE = 10_000;
const TICKS_PER_SECOND = 100;
const LOOK_EVERY_MS = 20;
export const SUBJECT = 'Autumn news for {{recipient.firstName}}';
export const HTML = `<p>Dear {{recipient.firstName}} {{recipient.lastName}},</p>${'<p>Our autumn offer is here: come and see it in your branch – it is worth the way.</p>'.repeat(12)}<p>{{entity.label}}</p>`;
export const TEXT = `Dear {{recipient.firstName}} {{recipient.lastName}},\n\n${'Our autumn offer is here: come and see it in your branch – it is worth the way.\n'.repeat(12)}\n{{entity.label}}\n`;

/** Milliseconds of the machine's monotonic clock, which two processes agree on (the wall clocks that Node shows differ by milliseconds). */
export const now = () => Number(process.hrtime.bigint()) / 1e6;

/** An instant of the record on that clock, to the millisecond. */
export const monotonicOf = (date) => date.getTime() - Date.now() + now();

/**
 * Starts all of it, with one branch of `recipients` people r0@example.com, r1@…
 * @returns `{api, db, sink, workers, apiProcess, entity, campaign, stop, words, startWorker}`
 */
export async function startDelivering({ services, recipients, env: more = {} }) {
  const client = await new MongoClient(services.env.MONGODB_URI).connect();
  const sink = await startSink();
  const password = randomBytes(24).toString('hex');
  const port = await firstFreePort(3300);
  const data = mkdtempSync(join(tmpdir(), 'relais-bench-'));
  removeAtExit(data);
  const { MAIL_URL: _page, ...addresses } = services.env;
  const env = { ...process.env, ...addresses, SMTP_URL: sink.url, NODE_ENV: 'development', HOST: '127.0.0.1', PUBLIC_URL: `http://127.0.0.1:${port}`, SESSION_SECRET: password, RELAIS_ADMIN_EMAIL: 'admin@meridian.example', RELAIS_ADMIN_PASSWORD: password, RELAIS_ADMIN_API_KEY: password, RELAIS_DATA: data, LOG_LEVEL: 'warn', ...more };
  const running = await startApplication(env, port);
  const stop = async () => {
    await running.stop();
    sink.close();
    await client.close();
  };
  try {
    const api = new Client(`http://127.0.0.1:${port}`, password);
    const entity = (await api.post('/entities', { label: 'Meridian Lyon', locale: 'en', timeZone: 'Europe/Paris', notificationGroup: ['lyon@meridian.example'] })).code;
    await loadRecipients(client.db(), entity, recipients);
    const campaign = (await api.post('/campaigns', { label: 'Autumn' })).code;
    return { api, db: client.db(), sink, running, workers: running.workers, apiProcess: running.api, entity, campaign, stop, startWorker: () => running.startWorker() };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** As the application stores them; `bucket` from the address, as it computes it. */
async function loadRecipients(db, entity, count) {
  const at = new Date();
  for (let first = 0; first < count; first += LOAD_AT_ONCE) {
    const rows = Array.from({ length: Math.min(LOAD_AT_ONCE, count - first) }, (_none, index) => {
      const email = `r${first + index}@example.com`;
      return { email, entity, firstName: `Ada ${first + index}`, lastName: 'Lovelace', locale: 'en', attributes: { segment: index % 2 === 0 ? 'gold' : 'silver' }, bucket: createHash('sha256').update(email).digest().readUInt16BE(0), createdAt: at, modifiedAt: at };
    });
    await db.collection('recipients').insertMany(rows, { ordered: false });
  }
}

/** A draft to everybody of the branch. @returns its code */
export async function newDelivery({ api, campaign, entity }, given = {}) {
  return (await api.post('/deliveries', { campaign, label: 'Autumn news', subject: SUBJECT, html: HTML, text: TEXT, target: { entities: [entity] }, ratePerSecond: 10_000, maxFailureRate: 1, ...given })).code;
}

/** Reads the record until it is as asked. @returns the delivery as stored */
export async function until({ db }, code, is, limitMs = 600_000) {
  const last = now() + limitMs;
  for (;;) {
    const delivery = await db.collection('deliveries').findOne({ _id: code }, { projection: { html: 0, text: 0 } });
    if (is(delivery)) return delivery;
    if (now() > last) throw new Error(`${code} is ${delivery.status} with ${delivery.sent} of ${delivery.toDeliver} sent after ${limitMs} ms`);
    await pause(LOOK_EVERY_MS);
  }
}

/** Seconds of processor that a process has used so far. Linux. */
export function cpuSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** Resident memory of a process, in megabytes. Linux. */
export function megabytes(pid) {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))[1]) / 1_024;
}
