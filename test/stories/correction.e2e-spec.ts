import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';

import { startApp, type TestApp } from '../support/app.js';
import { ADMIN_KEY } from '../support/environment.js';
import { aRunningPackage, type RunningPackage } from '../support/running-package.js';
import { Story } from '../support/story.js';

describe('after a wrong mail was stopped', () => {
  let app: TestApp;
  let story: Story;
  let running: RunningPackage;
  let cancellation: string;

  beforeAll(async () => {
    app = await startApp({ name: 'correction' });
    story = new Story(app);
    running = await aRunningPackage(app, 'Winter savings', { recipientsEach: 60, ratePerSecond: 50 });
    await story.until<{ sent: number }>(`/deliveries/${running.delivery}`, 'has sent some', ({ sent }) => sent >= 5);
  }, 60_000);
  afterAll(() => app.close());

  it('names beforehand what the cancel would touch, where names are asked for', async () => {
    const { names } = await story.get<{ names: Record<string, unknown> }>(`/packages/${running.code}/consequences?names=true`);

    expect(names).toMatchObject({
      orders: { available: 3 },
      campaigns: [{ code: running.campaign, label: 'Winter savings campaign' }],
      workflows: [],
      deliveries: [{ code: running.delivery, label: 'Winter savings announcement' }],
      entities: running.entities.map((code, index) => ({ code, label: `Winter savings, branch ${index + 1}` })),
    });
    expect(names['messagesGone']).toBeGreaterThanOrEqual(5);
  });

  it('gives the halt report as a file that adds up', async () => {
    cancellation = (await story.post<{ cancellation: string }>(`/packages/${running.code}/cancel`, { comment: 'Wrong rate' })).cancellation;
    await story.finished(cancellation);

    const response = await fetch(`${app.url}/api/v1/cancellations/${cancellation}/report?format=csv`, { headers: { authorization: `Bearer ${ADMIN_KEY}` } });
    const rows: Record<string, string>[] = parse(Buffer.from(await response.arrayBuffer()), { bom: true, columns: true });

    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${cancellation}-halt-report.csv"`);
    expect(rows.map((row) => row['What'])).toEqual(['delivery', 'entity of a delivery', 'entity of a delivery', 'entity of a delivery']);
    const [delivery, ...entities] = rows;
    for (const figure of ['To deliver', 'Sent', 'Canceled, never sent']) {
      expect([figure, entities.reduce((all, row) => all + Number(row[figure]), 0)]).toEqual([figure, Number(delivery?.[figure])]);
    }
    expect(Number(delivery?.['To deliver'])).toBe(180);
  });

  it('makes one correction, to just those that were reached, however often it is asked for', async () => {
    const asked = await Promise.all(Array.from({ length: 5 }, () => app.call('POST', `/api/v1/cancellations/${cancellation}/correction`, {})));

    expect(asked.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201]);
    const [made] = asked.map(({ body }) => body as unknown as { campaign: string; delivery: string });
    expect(new Set(asked.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await story.get(`/campaigns/${made?.campaign}`)).toMatchObject({ label: `Correction of ${cancellation}`, package: null });
    expect(await story.get(`/deliveries/${made?.delivery}`)).toMatchObject({ status: 'draft', campaign: made?.campaign, target: { reachedBy: cancellation } });
    expect(await story.get(`/cancellations/${cancellation}`)).toMatchObject({ correction: made });

    const { deliveries } = await story.get<{ deliveries: { sent: number; uncertain: number }[] }>(`/cancellations/${cancellation}`);
    await story.post(`/deliveries/${made?.delivery}/start`);
    const sent = await story.until<{ status: string; toDeliver: number }>(`/deliveries/${made?.delivery}`, 'is finished', ({ status }) => status === 'finished');
    expect(sent.toDeliver).toBe((deliveries[0]?.sent ?? 0) + (deliveries[0]?.uncertain ?? 0));
  });

  it('says that there is nothing to correct where no delivery was running', async () => {
    const campaign = await story.make('/campaigns', { label: 'Quiet' });
    const quiet = await story.published(campaign, running.entities, { distributionLevel: 'simple' });
    const { cancellation: code } = await story.post<{ cancellation: string }>(`/packages/${quiet}/cancel`);
    await story.finished(code);

    const { status, body } = await app.call('POST', `/api/v1/cancellations/${code}/correction`, {});
    expect([status, body['code']]).toEqual([409, 'nothing-was-sent']);
  });
});
