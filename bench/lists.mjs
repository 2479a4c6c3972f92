// Every quick link and filter of the lists of packages and orders, at a million of each: documents
// examined for each returned by the profiler, and the time of a call beside a bare endpoint.
import { BSON, MongoClient } from 'mongodb';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { application } from '../scripts/build.mjs';
import { removeAtExit, spawnGuarded } from '../scripts/guard.mjs';
import { end, until } from '../scripts/processes.mjs';
import { root } from '../scripts/root.mjs';
import { Refusal, say } from '../scripts/say.mjs';
import { firstFreePort } from '../scripts/services/ports.mjs';
import { listCases } from './lists-cases.mjs';
import { load, orderNumber, packageNumber } from './lists-documents.mjs';
import { byTurns, percentile, profiled, timed } from './measuring.mjs';

/** Twenty indexes on a million documents take their time. */
const READY_WITHIN_MS = 30 * 60_000;
const PAGES_DOWN = 20;
/** Of each list, before any is measured: a server is measured as it runs, not as it starts. */
const WARM_CALLS = 15;
export const MUST = { ratio: 1.5, examined: 1.1 };

/** @returns rows `{name, p50, p95, peer50, peer, ratio, examined, deep, counted, plans, isMet}`: milliseconds, documents examined for each returned */
export async function benchLists({ services, size, calls }) {
  const client = await new MongoClient(services.env.MONGODB_URI).connect();
  const started = [];
  try {
    const db = client.db();
    const now = performance.timeOrigin + performance.now();
    await fill(db, size, now);
    const key = randomBytes(24).toString('hex');
    const ours = await startOurs(services, key, started);
    const cases = listCases(now);
    const peer = await startPeer(services, cases, started);
    say('warming up', 'mise en température');
    for (const one of cases) await byTurns(WARM_CALLS, ...bothOf({ one, ours, peer, key }));
    const rows = [];
    for (const one of cases) {
      rows.push(await measure({ one, ours, peer, key, db, calls }));
      say(`${one.name}: ${rows.at(-1).p95.toFixed(1)} ms beside ${rows.at(-1).peer.toFixed(1)} ms`, `${one.name} : ${rows.at(-1).p95.toFixed(1)} ms contre ${rows.at(-1).peer.toFixed(1)} ms`);
    }
    return rows;
  } finally {
    await Promise.all(started.map((child) => end(child)));
    await client.close();
  }
}

export async function fill(db, size, now) {
  const told = (what) => (done) => done % 100_000 === 0 && say(`${what}: ${done} / ${size}`, `${what} : ${done} / ${size}`);
  await load(db.collection('packages'), size, (index) => packageNumber(index, now), told('packages'));
  await load(db.collection('orders'), size, (index) => orderNumber(index, now, Math.max(10, Math.floor(size / 10))), told('orders'));
}

export async function startOurs(services, key, started) {
  const port = await firstFreePort(3100);
  const url = `http://127.0.0.1:${port}`;
  const { MAIL_URL: _page, ...addresses } = services.env;
  const data = mkdtempSync(join(tmpdir(), 'relais-bench-'));
  removeAtExit(data);
  const secrets = { SESSION_SECRET: key, RELAIS_ADMIN_EMAIL: 'admin@meridian.example', RELAIS_ADMIN_PASSWORD: key, RELAIS_ADMIN_API_KEY: key };
  say('the application makes its indexes', 'l’application crée ses index');
  const child = spawnGuarded(process.execPath, [application], { cwd: root, env: { ...process.env, ...addresses, ...secrets, NODE_ENV: 'development', HOST: '127.0.0.1', PORT: String(port), PUBLIC_URL: url, RELAIS_ROLES: 'api', RELAIS_DATA: data, LOG_LEVEL: 'warn' }, stdio: ['ignore', 2, 2] });
  started.push(child);
  const ready = await until(async () => child.exitCode !== null || (await fetch(`${url}/health/ready`).then((response) => response.ok, () => false)), READY_WITHIN_MS);
  if (!ready || child.exitCode !== null) throw new Refusal('the application did not start', 'l’application n’a pas démarré');
  return url;
}

async function startPeer(services, cases, started) {
  const folder = mkdtempSync(join(tmpdir(), 'relais-bench-'));
  removeAtExit(folder);
  const file = join(folder, 'cases.json');
  writeFileSync(file, BSON.EJSON.stringify(cases));
  const child = spawnGuarded(process.execPath, [join(root, 'bench', 'peers', 'mongoose-list.mjs'), services.env.MONGODB_URI, file], { cwd: root, env: { ...process.env, NODE_ENV: 'production' }, stdio: ['ignore', 'pipe', 2] });
  started.push(child);
  const [port] = await once(child.stdout, 'data');
  return `http://127.0.0.1:${String(port).trim()}`;
}

const pathOf = (ours, { collection, query }) => `${ours}/api/v1/${collection}?${query ? `${query}&` : ''}limit=50`;
const headersOf = (key) => ({ authorization: `Bearer ${key}` });

function bothOf({ one, ours, peer, key }) {
  return [() => timed(pathOf(ours, one), headersOf(key)), () => timed(`${peer}/?case=${encodeURIComponent(one.name)}`)];
}

async function measure({ one, ours, peer, key, db, calls }) {
  const [path, headers] = [pathOf(ours, one), headersOf(key)];
  const took = await byTurns(calls, ...bothOf({ one, ours, peer, key }));
  const deepPath = await downTo(path, headers);
  const reads = await profiled(db, one.collection, async () => {
    await timed(path, headers);
    await timed(deepPath, headers);
  });
  const deep = await byTurns(Math.ceil(calls / 3), () => timed(deepPath, headers), async () => 0);
  const counted = await byTurns(Math.ceil(calls / 6), () => timed(`${path}&counts=true`, headers), async () => 0);
  const [p50, p95, peer95] = [percentile(took.ours, 0.5), percentile(took.ours, 0.95), percentile(took.peer, 0.95)];
  const ratio = p95 / peer95;
  const examined = reads.returned === 0 ? Number.NaN : reads.examined / reads.returned;
  return { name: one.name, p50, p95, peer50: percentile(took.peer, 0.5), peer: peer95, ratio, examined, deep: percentile(deep.ours, 0.95), counted: percentile(counted.ours, 0.95), plans: reads.plans, isMet: ratio <= MUST.ratio && examined <= MUST.examined && reads.plans.every((plan) => plan.includes('IXSCAN')) };
}

/** The address of a page well down the list, or of the last there is. */
async function downTo(path, headers) {
  let address = path;
  for (let page = 0; page < PAGES_DOWN; page++) {
    const { nextCursor } = await (await fetch(address, { headers })).json();
    if (nextCursor === null) return address;
    address = `${path}&cursor=${encodeURIComponent(nextCursor)}`;
  }
  return address;
}
