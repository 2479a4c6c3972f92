import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { removeAtExit } from '../guard.mjs';
import { lockOwner, noteInLock, releaseLock, takeLock } from '../lock.mjs';
import { end, until } from '../processes.mjs';
import { root } from '../root.mjs';
import { Refusal, say } from '../say.mjs';
import { startMail } from './mail.mjs';
import { startMongodb } from './mongodb.mjs';
import { startRedis } from './redis.mjs';

const SERVICES = {
  mongodb: { start: startMongodb, given: 'MONGODB_URI' },
  redis: { start: startRedis, given: 'REDIS_URL' },
  mail: { start: startMail, given: 'SMTP_URL' },
};
const ADDRESSES = ['MONGODB_URI', 'REDIS_URL', 'SMTP_URL', 'MAIL_URL'];

/**
 * Starts what is not given by the environment: MongoDB, Redis and a mail catcher, on free ports.
 * They end with this process, whatever ends it.
 * @param options
 *   `data`: folder that keeps their data and ports between starts, `.data` by default;
 *   `ephemeral`: a temporary folder instead, removed at the end;
 *   `only`: which of `mongodb`, `redis`, `mail`, all by default;
 *   `ports`: the port to try first, by service;
 *   `environment`: where given addresses are looked for, `process.env` by default, `{}` for none;
 *   `reuse`: whether services that another process runs on the same data may be used;
 *   `onDeath(name)`: called when one of them ends by itself
 * @returns `{env, pids, stop}`: the addresses MONGODB_URI, REDIS_URL, SMTP_URL and MAIL_URL, the
 *   process ids of what was started, by service, and what ends it
 * @throws Refusal when the data is in use by another process, or when a program cannot be had
 */
export async function startServices({ data, ephemeral = false, only = Object.keys(SERVICES), ports = {}, environment = process.env, reuse = false, onDeath = warnOfDeath } = {}) {
  const given = Object.fromEntries(ADDRESSES.filter((name) => environment[name]).map((name) => [name, environment[name]]));
  const missing = only.filter((service) => !given[SERVICES[service].given]);
  if (missing.length === 0) return { env: given, pids: {}, stop: async () => undefined };

  if (ephemeral) {
    const folder = mkdtempSync(join(tmpdir(), 'relais-'));
    removeAtExit(folder);
    const started = await startAll(missing, folder, ports, onDeath);
    // Nobody will read this data again: no reason to wait until it is written.
    const stop = () => started.stop({ patience: 0 }).finally(() => rmSync(folder, { recursive: true, force: true }));
    return { env: { ...started.env, ...given }, pids: started.pids, stop };
  }
  return startKept({ folder: resolve(data ?? join(root, '.data')), missing, given, ports, reuse, onDeath });
}

async function startKept({ folder, missing, given, ports, reuse, onDeath }) {
  mkdirSync(folder, { recursive: true });
  const lock = join(folder, 'services.lock');
  if (!takeLock(lock)) {
    const env = reuse && (await envOfOwner(lock, missing));
    if (!env) throw inUse(folder, lock);
    say(`using the services that process ${lockOwner(lock)?.pid} runs on ${folder}`, `utilisation des services du processus ${lockOwner(lock)?.pid} sur ${folder}`);
    return { env: { ...env, ...given }, pids: {}, stop: async () => undefined };
  }
  try {
    const known = { ...readPorts(folder), ...ports };
    const started = await startAll(missing, folder, known, onDeath);
    writeFileSync(join(folder, 'ports.json'), JSON.stringify({ ...known, ...started.ports }));
    noteInLock(lock, { env: started.env });
    const stop = () => started.stop({ patience: 15_000 }).finally(() => releaseLock(lock));
    return { env: { ...started.env, ...given }, pids: started.pids, stop };
  } catch (error) {
    releaseLock(lock);
    throw error;
  }
}

/** The addresses that the owner notes once its services are ready; null if it ends or lacks some. */
async function envOfOwner(lock, missing) {
  const owner = await until(() => {
    const present = lockOwner(lock);
    return !present || present.env ? (present ?? {}) : null;
  }, 60_000);
  return missing.every((service) => owner?.env?.[SERVICES[service].given]) ? owner.env : null;
}

function inUse(folder, lock) {
  const pid = lockOwner(lock)?.pid ?? '?';
  return new Refusal(
    `the data in ${folder} is in use by process ${pid} (npm run services or npm start). Stop it first, or use another folder: -- --data DIR`,
    `les données de ${folder} sont utilisées par le processus ${pid} (npm run services ou npm start). Arrêtez-le d’abord, ou prenez un autre dossier : -- --data DIR`,
  );
}

async function startAll(names, folder, ports, onDeath) {
  const outcomes = await Promise.allSettled(names.map((name) => SERVICES[name].start({ folder, port: ports[name], ports })));
  const servers = outcomes.flatMap((outcome, i) => (outcome.status === 'fulfilled' ? [{ ...outcome.value, service: names[i] }] : []));
  let stopping = false;
  const stop = async ({ patience }) => {
    stopping = true;
    await Promise.all(servers.map(({ child }) => end(child, patience)));
  };
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failure) {
    await stop({ patience: 0 });
    throw failure.reason;
  }
  for (const { child, name } of servers) child.once('exit', () => stopping || onDeath(name));
  return {
    env: Object.assign({}, ...servers.map(({ env }) => env)),
    ports: Object.assign({}, ...servers.map(({ service, port, ports: several }) => several ?? { [service]: port })),
    pids: Object.fromEntries(servers.map(({ service, child }) => [service, child.pid])),
    stop,
  };
}

function readPorts(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, 'ports.json'), 'utf8'));
  } catch {
    return {};
  }
}

function warnOfDeath(name) {
  say(`${name} ended by itself`, `${name} s’est arrêté de lui-même`);
}
