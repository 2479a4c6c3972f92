import { jest } from '@jest/globals';
import { getConnectionToken, getModelToken, MongooseModule } from '@nestjs/mongoose';
import type { TestingModule } from '@nestjs/testing';
import { type Connection, type Model, mongo, Schema } from 'mongoose';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { Environment } from '../../src/config/environment.js';
import { AbandonedTransactions } from '../../src/storage/abandoned-transactions.js';
import { applicationName } from '../../src/storage/application-name.js';
import { Transactions } from '../../src/storage/transactions.js';
import { startFoundation } from '../support/foundation.js';

interface Card {
  _id: string;
  n: number;
}

const cardSchema = new Schema<Card>({ _id: String, n: Number }, { versionKey: false });
const WITHIN_MS = 3_000;

let module: TestingModule;
let cards: Model<Card>;
let uri: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  module = await startFoundation('abandoned-transactions', { imports: [MongooseModule.forFeature([{ name: 'Card', schema: cardSchema }])] });
  cards = module.get(getModelToken('Card'));
  uri = module.get(Environment).MONGODB_URI;
});
beforeEach(async () => {
  await cards.deleteMany({});
  await cards.insertMany([{ _id: 'A', n: 0 }, { _id: 'B', n: 0 }]);
});
afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));
afterAll(() => module.close());

/** Another process that has written the card in a transaction, and does not go on. */
async function writing(card: string): Promise<ChildProcess> {
  const program = join(import.meta.dirname, '..', 'support', 'open-transaction.mjs');
  const child = spawn(process.execPath, [program], { env: { PATH: process.env['PATH'], MONGODB_URI: uri, APP_NAME: applicationName(uri), OPEN_COLLECTION: cards.collection.name, OPEN_DOCUMENT: card }, stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  await once(child.stdout as NonNullable<ChildProcess['stdout']>, 'data');
  return child;
}

const raise = (card: string): Promise<unknown> => module.get(Transactions).run((session) => cards.updateOne({ _id: card }, { $inc: { n: 10 } }, { session }));

it('what a killed process had written in a transaction is free for others after seconds, not after the server’s minute, and is undone', async () => {
  const child = await writing('A');
  child.kill('SIGKILL');
  await once(child, 'exit');
  // It really is locked: who waits for it is told to come again.
  const lockedFor = cards.updateOne({ _id: 'A' }, { $inc: { n: 100 } }, { maxTimeMS: 100 });
  await expect(lockedFor).rejects.toMatchObject({ codeName: 'MaxTimeMSExpired' });

  const asked = performance.now();
  await raise('A');

  expect(performance.now() - asked).toBeLessThan(WITHIN_MS);
  expect(await cards.findById('A').lean()).toMatchObject({ n: 10 });
});

it('a process that lives and thinks for a while keeps its transaction', async () => {
  const connection = module.get<Connection>(getConnectionToken());
  const session = await connection.startSession();
  session.startTransaction();
  await cards.updateOne({ _id: 'B' }, { $inc: { n: 1 } }, { session });

  // Two looks and more.
  await pause(2_500);

  await session.commitTransaction();
  await session.endSession();
  expect(await cards.findById('B').lean()).toMatchObject({ n: 1 });
});

it('a process that is frozen loses it: what it holds is needed', async () => {
  const child = await writing('B');
  child.kill('SIGSTOP');

  const asked = performance.now();
  await raise('B');

  expect(performance.now() - asked).toBeGreaterThan(2_000);
  expect(await cards.findById('B').lean()).toMatchObject({ n: 10 });
}, 30_000);

it('a server that does not tell of open transactions is asked once, and everything else goes on', async () => {
  const connection = module.get<Connection>(getConnectionToken());
  const refusing = { db: () => ({ aggregate: () => ({ toArray: () => Promise.reject(new mongo.MongoServerError({ message: 'not authorized', code: 13 })) }) }) };
  const asked = jest.spyOn(connection, 'getClient').mockReturnValue(refusing as never);
  const abandoned = module.get(AbandonedTransactions);

  await abandoned['look']();
  expect(asked).toHaveBeenCalled();
  asked.mockClear();
  await abandoned['look']();

  expect(asked).not.toHaveBeenCalled();
  asked.mockRestore();
});
