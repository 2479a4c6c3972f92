import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';

import { startApp, type TestApp } from '../support/app.js';
import { Story } from '../support/story.js';

interface Day {
  day: string;
  placed: number;
  canceled: number;
}

/** Nothing sweeps: no worker runs. */
describe('orders by day', () => {
  let app: TestApp;
  let story: Story;
  let package_: string;
  const days = async (query = ''): Promise<Day[]> => (await story.get<{ days: Day[] }>(`/figures/orders-by-day?${query}`)).days;
  const today = (timeZone: string): string => new Intl.DateTimeFormat('sv-SE', { timeZone }).format(performance.timeOrigin + performance.now());

  beforeAll(async () => {
    app = await startApp({ name: 'figures', roles: 'api' });
    story = new Story(app);
    const entities = await story.branches(3, 0);
    package_ = await story.published(await story.make('/campaigns', { label: 'Spring' }), entities, { distributionLevel: 'simple' });
    for (const entity of entities) await story.make('/orders', { package: package_, entity, place: true });
  });
  afterAll(() => app.close());

  it('count those placed today, in the reader’s calendar, and the days without any', async () => {
    const counted = await days('days=3&timeZone=Pacific/Auckland');

    expect(counted.map(({ placed }) => placed)).toEqual([0, 0, 3]);
    expect(counted.at(-1)?.day).toBe(today('Pacific/Auckland'));
    expect(await days()).toHaveLength(14);
  });

  it('count an order on the day that its instant belongs to where the reader is', async () => {
    const orders = app.app.get<Connection>(getConnectionToken(), { strict: false }).collection('orders');
    // Two days ago, half an hour after midnight in UTC: in New York it was the evening before, at any hour of this test.
    const instant = new Date(new Date(`${today('UTC')}T00:30:00Z`).getTime() - 2 * 86_400_000);
    const day = (before: number): string => new Date(instant.getTime() - before * 86_400_000).toISOString().slice(0, 10);
    await orders.updateOne({}, { $set: { orderedAt: instant } });

    const of = async (timeZone: string, wanted: string): Promise<number | undefined> => (await days(`timeZone=${timeZone}&days=6`)).find((each) => each.day === wanted)?.placed;

    expect([await of('America/New_York', day(1)), await of('America/New_York', day(0))]).toEqual([1, 0]);
    expect([await of('UTC', day(1)), await of('UTC', day(0))]).toEqual([0, 1]);
  });

  it('count the orders of a canceled package at once, though it is not written down yet', async () => {
    await story.post(`/packages/${package_}/cancel`, { comment: 'Wrong' });

    expect((await days('days=2')).map(({ canceled }) => canceled)).toEqual([0, 3]);
  });

  it('refuse a time zone that is none, naming it', async () => {
    const { status, body } = await story.refused('GET', '/figures/orders-by-day?timeZone=Mars/Olympus&days=0');

    expect([status, (body as unknown as { errors: { field: string }[] }).errors.map(({ field }) => field).sort()]).toEqual([400, ['days', 'timeZone']]);
  });
});
