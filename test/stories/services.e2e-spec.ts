import { Redis } from 'ioredis';
import { createServer } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';

interface Services {
  env: { MONGODB_URI: string; REDIS_URL: string; SMTP_URL: string; MAIL_URL: string };
  stop(): Promise<void>;
}
type StartServices = (options: { data: string; environment: object }) => Promise<Services>;

let data: string;
let startServices: StartServices;

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'relais-services-'));
  const path = '../../scripts/services/start-services.mjs';
  ({ startServices } = (await import(path)) as { startServices: StartServices });
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

const start = (): Promise<Services> => startServices({ data, environment: {} });

async function read({ env }: Services): Promise<{ document: unknown; key: string | null }> {
  const mongo = await new MongoClient(env.MONGODB_URI).connect();
  const redis = new Redis(env.REDIS_URL);
  try {
    return { document: await mongo.db('relais').collection<{ _id: string }>('kept').findOne({ _id: 'one' }), key: await redis.get('kept') };
  } finally {
    await mongo.close();
    redis.disconnect();
  }
}

test('embedded services keep their data and addresses between starts, and move when their port was taken', async () => {
  const first = await start();
  const mongo = await new MongoClient(first.env.MONGODB_URI).connect();
  const session = mongo.startSession();
  // A transaction: it is a replica set.
  await session.withTransaction(() => mongo.db('relais').collection<{ _id: string; n: number }>('kept').insertOne({ _id: 'one', n: 1 }, { session }));
  await session.endSession();
  await mongo.close();
  const redis = new Redis(first.env.REDIS_URL);
  await redis.set('kept', 'yes');
  redis.disconnect();
  await first.stop();

  const second = await start();
  expect(second.env).toEqual(first.env);
  expect(await read(second)).toEqual({ document: { _id: 'one', n: 1 }, key: 'yes' });
  await second.stop();

  const squatter = createServer().listen(Number(new URL(first.env.MONGODB_URI.replace('mongodb:', 'http:')).port), '127.0.0.1');
  await new Promise((resolve) => squatter.once('listening', resolve));
  const third = await start();

  expect(third.env.MONGODB_URI).not.toBe(first.env.MONGODB_URI);
  expect(await read(third)).toEqual({ document: { _id: 'one', n: 1 }, key: 'yes' });
  await third.stop();
  squatter.close();
}, 120_000);

test('a second owner of the same data is told who the first is', async () => {
  const first = await start();

  await expect(start()).rejects.toThrow(/in use by process \d+/);

  await first.stop();
}, 60_000);
