import { getModelToken } from '@nestjs/mongoose';
import type { TestingModule } from '@nestjs/testing';
import type { Model } from 'mongoose';

import type { Gate } from '../../src/gates/gate.schema.js';
import { GatesService } from '../../src/gates/gates.service.js';
import { Transactions } from '../../src/storage/transactions.js';
import { startFoundation } from '../support/foundation.js';

let module: TestingModule;
let gates: GatesService;
let transactions: Transactions;

beforeAll(async () => {
  module = await startFoundation('gates');
  gates = module.get(GatesService);
  transactions = module.get(Transactions);
});
afterAll(() => module.close());

const pass = (code: string, cycle = 1): Promise<number> => transactions.run((session) => gates.pass(code, cycle, session));
const open = (code: string, cycle = 1): Promise<void> => transactions.run((session) => gates.open(code, cycle, session));
const close = (code: string, by: 'canceled' | 'closed'): Promise<void> => transactions.run((session) => gates.close(code, 1, by, new Date(0), session));

test('sixty births at once get sixty different ordinals', async () => {
  await open('CAT1');

  const ordinals = await Promise.all(Array.from({ length: 60 }, () => pass('CAT1')));

  expect(new Set(ordinals).size).toBe(60);
  expect(await gates.lastOrdinal('CAT1', 1)).toBe(Math.max(...ordinals));
});

test('a canceled cycle takes no birth and says so', async () => {
  await open('CAT2');
  await close('CAT2', 'canceled');

  await expect(pass('CAT2')).rejects.toMatchObject({ code: 'package-canceled', kind: 'conflict' });
  expect(await gates.isOpen('CAT2', 1)).toBe(false);
});

test('a cycle closed by reinitialize takes no birth, the next one does', async () => {
  await open('CAT3');
  await close('CAT3', 'closed');
  await open('CAT3', 2);

  await expect(pass('CAT3')).rejects.toMatchObject({ code: 'cycle-closed' });
  expect(await pass('CAT3', 2)).toBeLessThan(16);
});

test('a birth that read an open gate before the close never commits after it', async () => {
  await open('CAT4');
  let attempts = 0;

  const birth = transactions.run(async (session) => {
    attempts += 1;
    // Reading takes the snapshot of this transaction; the close then commits in between.
    await module.get<Model<Gate>>(getModelToken('Gate'), { strict: false }).findById('CAT4:1:0', null, { session });
    if (attempts === 1) await close('CAT4', 'canceled');
    return gates.pass('CAT4', 1, session);
  });

  await expect(birth).rejects.toMatchObject({ code: 'package-canceled' });
  // The first attempt met the close as a write conflict, the second read it: the fault really happened.
  expect(attempts).toBeGreaterThanOrEqual(2);
});
