import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { getConnectionToken } from '@nestjs/mongoose';
import type { ClientSession, Connection } from 'mongoose';

import { DeliveryFilling } from '../../src/deliveries/delivery-filling.js';
import { DeliveryRuns } from '../../src/deliveries/delivery-runs.js';
import { WorkflowRuns } from '../../src/workflows/workflow-runs.js';
import { startApp, type TestApp } from '../support/app.js';

/** More than a process has connections to MongoDB. */
const AT_ONCE = 80;
const WINDOW = { id: 'W1', from: 0, to: 10, worker: 'elsewhere', epoch: 1 };

/**
 * What a transaction has written it holds until it ends. A write that waits for that end keeps its
 * connection meanwhile, and the transaction needs one for its next statement.
 */
describe('while a transaction holds a run, more writes on it than there are connections', () => {
  let relais: TestApp;
  let connection: Connection;

  beforeAll(async () => {
    relais = await startApp({ name: 'held-runs', roles: 'api' });
    connection = relais.app.get<Connection>(getConnectionToken(), { strict: false });
  });
  afterAll(() => relais.close());
  beforeEach(async () => {
    await connection.collection<{ _id: string }>('deliveries').deleteMany({});
    await connection.collection<{ _id: string }>('workflows').deleteMany({});
    const [past, future] = [new Date(0), new Date(Date.now() + 3_600_000)];
    const run = { status: 'running', epoch: 1, excludedEntities: [], awaySince: null };
    const ledger = { toDeliver: 100_000, sent: 0, failed: 0, canceled: 0, uncertain: 0, windows: [{ ...WINDOW, until: future }], returned: [], nextSeq: 10, nextSlotAt: past, ratePerSecond: 1_000_000 };
    await connection.collection<{ _id: string }>('deliveries').insertOne({ _id: 'DM1', ...run, ...ledger, filling: { complete: false, until: past, after: null, worker: null }, scope: [], target: { entities: [], query: {}, reachedBy: null }, population: null } as never);
    await connection.collection<{ _id: string }>('workflows').insertOne({ _id: 'WKF1', ...run, position: 0, lease: null, lastWorker: null } as never);
  });

  const runs = (): DeliveryRuns => relais.app.get(DeliveryRuns, { strict: false });
  const workflows = (): WorkflowRuns => relais.app.get(WorkflowRuns, { strict: false });
  const filling = (): DeliveryFilling => relais.app.get(DeliveryFilling, { strict: false });
  /** So fast that the rate keeps no window back. */
  const run = { _id: 'DM1', epoch: 1, ratePerSecond: 1_000_000 };

  /** Asks for the writes in the middle of a transaction that has written both runs and has more to say. */
  async function whileHeld<T>(write: () => Promise<T>): Promise<T[]> {
    const session: ClientSession = await connection.startSession();
    try {
      session.startTransaction();
      const [deliveries, held] = [connection.collection<{ _id: string }>('deliveries'), connection.collection<{ _id: string }>('workflows')];
      await deliveries.updateOne({ _id: 'DM1' }, { $set: { held: true } }, { session });
      await held.updateOne({ _id: 'WKF1' }, { $set: { held: true } }, { session });
      const writing = Promise.all(Array.from({ length: AT_ONCE }, write));
      // Each has its connection by then, if it keeps it.
      for (let statement = 0; statement < 20; statement++) await deliveries.findOne({ _id: 'DM1' }, { session });
      await session.commitTransaction();
      return await writing;
    } finally {
      await session.endSession();
    }
  }

  test('leases are renewed after it', async () => {
    const renewed = await whileHeld(() => runs().renew('DM1', WINDOW.id));

    expect(renewed.filter((state) => state === null)).toEqual([]);
  });

  test('windows are claimed after it, each message by one', async () => {
    const claims = await whileHeld(() => runs().claim(run));

    const claimed = claims.map((claim) => claim?.window.from ?? -1).sort((a, b) => a - b);
    expect(claimed).toEqual(Array.from({ length: AT_ONCE }, (_none, index) => 10 + index * 200));
  });

  test('a window is given back after it, once', async () => {
    await whileHeld(() => runs().release('DM1', { ...WINDOW, until: new Date() }));

    const delivery = await connection.collection<{ _id: string; windows: unknown[]; returned: unknown[] }>('deliveries').findOne({ _id: 'DM1' });
    expect(delivery).toMatchObject({ windows: [], returned: [{ from: 0, to: 10 }] });
  });

  test('a ledger is filled after it', async () => {
    await whileHeld(() => filling().fill('DM1', 1, new AbortController().signal));

    expect(await connection.collection<{ _id: string }>('deliveries').findOne({ _id: 'DM1' })).toMatchObject({ filling: { complete: true }, toDeliver: 100_000 });
  });

  test('a workflow is taken after it, by one', async () => {
    const taken = await whileHeld(() => workflows().take('WKF1'));

    expect(taken.filter((workflow) => workflow !== null)).toHaveLength(1);
  });
});
