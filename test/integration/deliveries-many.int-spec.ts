import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import { LANES_IN_A_WORKER } from '../../src/deliveries/deliveries.queue.js';
import type { Delivery } from '../../src/deliveries/delivery.schema.js';
import { startApp, type TestApp } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { type MailSink, startMailSink } from '../support/mail-sink.js';
import { Story } from '../support/story.js';

/** As many branches have: each its own delivery, slow, all at the same time. */
describe('many deliveries under way', () => {
  let sink: MailSink;
  let relais: TestApp;
  let story: Story;
  let deliveries: Model<Delivery>;
  let entity = '';

  beforeAll(async () => {
    sink = await startMailSink();
    relais = await startApp({ name: 'deliveries-many', environment: { SMTP_URL: sink.url } });
    story = new Story(relais);
    deliveries = relais.app.get(getModelToken('Delivery'), { strict: false });
    [entity = ''] = await story.branches(1, 120);
  });
  afterAll(async () => {
    await relais.close();
    await sink.close();
  });

  const record = async (code: string): Promise<Delivery> => (await deliveries.findById(code).orFail().lean()) as Delivery;
  const target = () => ({ target: { entities: [entity] } });

  test('a worker keeps no window of a slow one whose turn is far away', async () => {
    const code = await story.delivery(await story.make('/campaigns', { label: 'Slow' }), { ...target(), ratePerSecond: 2 });
    await story.post(`/deliveries/${code}/start`);
    await story.until(`/deliveries/${code}`, 'has sent some', ({ sent }) => Number(sent) > 2);

    expect((await record(code)).windows).toHaveLength(1);

    await story.post(`/deliveries/${code}/stop`);
  });

  test('a slow one that is resumed goes on after the time of one message, not of all that were claimed', async () => {
    const code = await story.delivery(await story.make('/campaigns', { label: 'Resumed' }), { ...target(), ratePerSecond: 1 });
    await story.post(`/deliveries/${code}/start`);
    await story.until(`/deliveries/${code}`, 'has sent one', ({ sent }) => Number(sent) > 0);
    await story.post(`/deliveries/${code}/pause`);
    await story.until(`/deliveries/${code}`, 'is paused', ({ status }) => status === 'paused');
    const { lastMessageAt, nextSlotAt } = await record(code);
    expect(nextSlotAt.getTime()).toBeGreaterThan((lastMessageAt?.getTime() ?? 0) + 5_000);

    await story.post(`/deliveries/${code}/resume`);

    // Claimed again, it moves on by the ten messages of the window.
    const resumed = await eventually('its next window is claimed', async () => ((await record(code)).windows.length > 0 ? record(code) : null));
    expect(resumed.nextSlotAt.getTime()).toBeLessThan(Math.max((lastMessageAt?.getTime() ?? 0) + 1_000, Date.now()) + 10_000);
    await story.post(`/deliveries/${code}/stop`);
  });

  test('more than a worker has room for take turns: none waits for another’s end, and a cancel stops them all', async () => {
    const campaign = await story.make('/campaigns', { label: 'Winter' });
    const campaignPackage = await story.published(campaign, [entity], { distributionLevel: 'simple' });
    await story.available(campaignPackage, entity);
    // So slow that the first is not through before the last has begun.
    const codes: string[] = [];
    for (let index = 0; index < LANES_IN_A_WORKER + 10; index++) codes.push(await story.delivery(campaign, { ...target(), ratePerSecond: 1 }));
    for (const code of codes) await story.post(`/deliveries/${code}/start`);

    await eventually('each has sent something', async () => ((await deliveries.countDocuments({ _id: { $in: codes }, sent: 0 })) === 0 ? true : null), 90_000);
    expect(await deliveries.countDocuments({ _id: { $in: codes }, status: 'running' })).toBe(codes.length);

    const { cancellation } = await story.post<{ cancellation: string }>(`/packages/${campaignPackage}/cancel`);
    await story.finished(cancellation);

    expect(await deliveries.countDocuments({ _id: { $in: codes }, status: 'stopped', windows: [] })).toBe(codes.length);
    const counted = await deliveries.aggregate<{ sent: number; uncertain: number }>([{ $match: { _id: { $in: codes } } }, { $group: { _id: null, sent: { $sum: '$sent' }, uncertain: { $sum: '$uncertain' } } }]);
    const arrived = sink.received.filter(({ raw }) => codes.some((code) => raw.includes(`X-Relais-Delivery: ${code}\r\n`))).length;
    expect(counted[0]).toMatchObject({ sent: arrived, uncertain: 0 });
  }, 240_000);
});
