import { jest } from '@jest/globals';
import { getModelToken } from '@nestjs/mongoose';
import type { TestingModule } from '@nestjs/testing';
import type { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import type { Model } from 'mongoose';

import { CampaignsModule } from '../../src/campaigns/campaigns.module.js';
import { Environment } from '../../src/config/environment.js';
import { DeadlinesModule } from '../../src/deadlines/deadlines.module.js';
import { deadlinesQueue } from '../../src/deadlines/deadlines.queue.js';
import { DeadlinesReconciler } from '../../src/deadlines/deadlines.reconciler.js';
import { DeadlinesScheduler } from '../../src/deadlines/deadlines.scheduler.js';
import { DeadlinesService } from '../../src/deadlines/deadlines.service.js';
import { EntitiesModule } from '../../src/entities/entities.module.js';
import { Publisher } from '../../src/messaging/publisher.js';
import { OperatorsModule } from '../../src/operators/operators.module.js';
import { OrdersModule } from '../../src/orders/orders.module.js';
import { DuePublishing } from '../../src/packages/due-publishing.js';
import { DueReminders } from '../../src/packages/due-reminders.js';
import type { CampaignPackage } from '../../src/packages/package.schema.js';
import { PackagesModule } from '../../src/packages/packages.module.js';
import { aCampaignPackage } from '../builders/campaign-package.js';
import { eventually } from '../support/eventually.js';
import { startFoundation } from '../support/foundation.js';

const SCHEDULER = 'look-each-second';
const WITHIN_MS = 2_000;
const TEN_MINUTES = 600_000;

let module: TestingModule;
let deadlines: DeadlinesService;
let scheduler: DeadlinesScheduler;
let packages: Model<CampaignPackage>;
let queue: Queue;

beforeAll(async () => {
  module = await startFoundation('deadlines', { imports: [OperatorsModule, EntitiesModule, CampaignsModule, PackagesModule, OrdersModule, DeadlinesModule] });
  deadlines = module.get(DeadlinesService);
  scheduler = module.get(DeadlinesScheduler);
  packages = module.get(getModelToken('CampaignPackage'), { strict: false });
  queue = module.get(Publisher).queue(deadlinesQueue.name);
});
afterAll(() => module.close());
afterEach(() => jest.restoreAllMocks());

/** Approved, and due since long. */
const due = (code: string): CampaignPackage => aCampaignPackage({ _id: code, status: 'approved', referenceCampaign: null });
const published = (code: string, withinMs = WITHIN_MS) => eventually(`${code} is published`, () => packages.findOne({ _id: code, status: 'published' }).lean(), withinMs);
const next = async (): Promise<number | undefined> => (await queue.getJobScheduler(SCHEDULER))?.next;

describe('time', () => {
  it('is looked at by whoever the scheduler wakes', async () => {
    // The process itself looks only where nobody woke it.
    jest.spyOn(deadlines, 'sinceLastLook').mockReturnValue(0);
    const done = await queue.getCompletedCount();

    await packages.insertMany([due('CAT1')]);
    await published('CAT1');

    await eventually('the job is done', async () => (await queue.getCompletedCount()) > done);
    expect((await queue.getCompleted(0, 0))[0]).toMatchObject({ name: 'look', returnvalue: 'done' });
  });

  it('goes on where Redis was emptied, and the scheduler is there again', async () => {
    const redis = new Redis(module.get(Environment).REDIS_URL);
    await redis.flushdb();
    redis.disconnect();
    expect(await next()).toBeUndefined();

    await packages.insertMany([due('CAT2')]);
    await published('CAT2');

    await eventually('the scheduler is back', next);
    const done = await queue.getCompletedCount();
    await eventually('it wakes somebody', async () => (await queue.getCompletedCount()) > done);
  });

  it('goes on where the schedule follows a clock that is ten minutes ahead, and is set right', async () => {
    await queue.removeJobScheduler(SCHEDULER);
    const ahead = performance.timeOrigin + performance.now() + TEN_MINUTES;
    const kept = jest.spyOn(scheduler, 'keep').mockResolvedValue();
    await queue.upsertJobScheduler(SCHEDULER, { every: 1_000, startDate: ahead }, { name: 'look', data: {} });
    expect((await next()) ?? 0).toBeGreaterThan(ahead - 2_000);

    await packages.insertMany([due('CAT3')]);
    await published('CAT3');
    expect((await next()) ?? 0).toBeGreaterThan(ahead - 2_000);
    kept.mockRestore();

    await eventually('the schedule is right', async () => Math.abs(((await next()) ?? 0) - (performance.timeOrigin + performance.now())) < 5_000);
  });

  it('lets one piece fail without the others, and looks again', async () => {
    const reminders = jest.spyOn(module.get(DueReminders), 'remindDue');
    const publishing = jest.spyOn(module.get(DuePublishing), 'publishDue').mockRejectedValue(new Error('the database is away'));

    await packages.insertMany([due('CAT4')]);
    await eventually('three looks', () => publishing.mock.calls.length >= 3);
    expect(reminders.mock.calls.length).toBeGreaterThanOrEqual(2);
    publishing.mockRestore();

    await published('CAT4');
  });

  it('begins no piece a second time while it is under way here, and goes on with the others', async () => {
    let letGo: (count: number) => void = () => undefined;
    const held = new Promise<number>((resolve) => (letGo = resolve));
    const slow = jest.spyOn(module.get(DueReminders), 'remindDue').mockImplementation(() => held);
    await eventually('it is under way', () => slow.mock.calls.length === 1);

    await packages.insertMany([due('CAT5')]);
    await published('CAT5');
    expect(slow).toHaveBeenCalledTimes(1);
    letGo(0);

    await eventually('it is begun again', () => slow.mock.calls.length > 1);
  });
});

describe('two that look', () => {
  it('keep one scheduler between them', async () => {
    await queue.removeJobScheduler(SCHEDULER);

    await Promise.all([scheduler.keep(), scheduler.keep(), module.get(DeadlinesReconciler)['look']()]);
    await eventually('it is there', next);

    expect(await queue.getJobSchedulersCount()).toBe(1);
    expect(await queue.getDelayedCount()).toBeLessThanOrEqual(1);
  });

  it('at one moment publish a package once', async () => {
    await packages.insertMany([due('CAT6')]);

    await Promise.all([deadlines.look(), deadlines.look(), module.get(DuePublishing).publishDue(new Date('2026-05-01T00:00:00Z'))]);

    expect(await packages.findById('CAT6').lean()).toMatchObject({ status: 'published', version: 2 });
    expect(await packages.db.collection('outbox').countDocuments({ subject: 'CAT6' })).toBe(1);
  });
});
