import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import type { Workflow } from '../../src/workflows/workflow.schema.js';
import { startApp, type TestApp } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { type MailSink, startMailSink } from '../support/mail-sink.js';
import { Story } from '../support/story.js';

interface View extends Record<string, unknown> {
  status: string;
  selected: number | null;
  reasonCode: string | null;
  activity: { index: number; type: string; wakeAt: string | null; delivery: string | null } | null;
}

let sink: MailSink;
let relais: TestApp;
let story: Story;
let workflows: Model<Workflow>;

beforeAll(async () => {
  sink = await startMailSink();
  relais = await startApp({ name: 'workflows', environment: { SMTP_URL: sink.url } });
  story = new Story(relais);
  workflows = relais.app.get(getModelToken('Workflow'), { strict: false });
});
afterAll(async () => {
  await relais.close();
  await sink.close();
});
beforeEach(() => sink.forget());

const until = (code: string, what: string, is: (workflow: View) => boolean): Promise<View> => story.until<View>(`/workflows/${code}`, what, is, 45_000);
const content = (label: string, given: Record<string, unknown> = {}) => ({ label, subject: label, text: 'Hello', ratePerSecond: 200, ...given });

/** A started workflow of a campaign of its own; recipients of a branch of its own, `tier` 1 and 2 by turns. */
async function started(activities: (entity: string) => unknown[], recipients = 20): Promise<{ code: string; campaign: string }> {
  const [entity = ''] = await story.branches(1, recipients);
  const campaign = await story.make('/campaigns', { label: 'Waves' });
  const code = await story.make('/workflows', { campaign, label: 'Waves', activities: activities(entity) });
  await story.post(`/workflows/${code}/start`);
  return { code, campaign };
}

const deliveriesOf = async (campaign: string): Promise<{ code: string; label: string; status: string; sent: number; workflow: string }[]> =>
  (await story.get<{ items: { code: string; label: string; status: string; sent: number; workflow: string }[] }>(`/deliveries?campaign=${campaign}`)).items;

test('query, split and deliver: each part gets its delivery, one after the other, and the campaign ends with it', async () => {
  const { code, campaign } = await started((entity) => [
    { type: 'query', entities: [entity] },
    { type: 'split', by: 'tier' },
    { type: 'deliver', part: 1, delivery: content('Tier one') },
    { type: 'wait', seconds: 0 },
    { type: 'deliver', part: 2, delivery: content('Tier two') },
  ]);

  const whole = await until(code, 'is finished', ({ status }) => status === 'finished');

  expect(whole).toMatchObject({ selected: 20, activity: null });
  expect((await deliveriesOf(campaign)).map(({ label, status, sent, workflow }) => [label, status, sent, workflow]).sort()).toEqual([
    ['Tier one', 'finished', 10, code],
    ['Tier two', 'finished', 10, code],
  ]);
  expect(new Set(sink.received.map(({ to }) => to[0])).size).toBe(20);
  expect(await story.get(`/campaigns/${campaign}`)).toMatchObject({ status: 'finished' });
});

test('equal parts together reach everybody once', async () => {
  const { code } = await started((entity) => [
    { type: 'query', entities: [entity], query: { tier: [1, 2] } },
    { type: 'split', parts: 3 },
    ...[1, 2, 3].map((part) => ({ type: 'deliver', part, delivery: content(`Part ${part}`) })),
  ], 30);

  await until(code, 'is finished', ({ status }) => status === 'finished');

  expect(sink.received).toHaveLength(30);
  expect(new Set(sink.received.map(({ to }) => to[0])).size).toBe(30);
});

test('a wait holds no worker, says until when, and a stop reaches it at once', async () => {
  const { code } = await started(() => [{ type: 'wait', seconds: 3_600 }, { type: 'split', parts: 2 }]);
  const waiting = await until(code, 'waits', ({ activity }) => (activity?.wakeAt ?? null) !== null);
  await eventually('no worker holds it', async () => ((await workflows.findById(code).lean())?.lease === null ? true : null));

  await story.post(`/workflows/${code}/stop`);

  const stopped = await story.get<View>(`/workflows/${code}`);
  expect(waiting.activity).toMatchObject({ index: 0, type: 'wait' });
  expect(stopped).toMatchObject({ status: 'stopped', activity: { type: 'wait' } });
});

test('a wait that was paused goes on to the instant it had', async () => {
  const { code } = await started(() => [{ type: 'wait', seconds: 3_600 }]);
  const { activity } = await until(code, 'waits', (workflow) => (workflow.activity?.wakeAt ?? null) !== null);

  await story.post(`/workflows/${code}/pause`);
  await until(code, 'is paused', ({ status }) => status === 'paused');
  await story.post(`/workflows/${code}/resume`);

  const again = await until(code, 'runs', ({ status }) => status === 'running');
  expect(again.activity?.wakeAt).toBe(activity?.wakeAt);
});

test('a stop inside deliver stops the workflow; its delivery is a process of its own', async () => {
  const { code, campaign } = await started((entity) => [{ type: 'query', entities: [entity] }, { type: 'deliver', delivery: content('Slow', { ratePerSecond: 5 }) }, { type: 'deliver', delivery: content('Never') }], 200);
  await until(code, 'delivers', ({ activity }) => (activity?.delivery ?? null) !== null);

  await story.post(`/workflows/${code}/stop`);
  expect(await story.get<View>(`/workflows/${code}`)).toMatchObject({ status: 'stopped', activity: { type: 'deliver' } });

  const [slow] = await deliveriesOf(campaign);
  expect(slow).toMatchObject({ label: 'Slow', status: 'running' });
  await story.post(`/deliveries/${slow?.code}/stop`);
  await story.until(`/campaigns/${campaign}`, 'is finished', ({ status }) => status === 'finished');
  expect(await deliveriesOf(campaign)).toHaveLength(1);
});

test('a workflow whose delivery was stopped fails, and says why', async () => {
  const { code, campaign } = await started((entity) => [{ type: 'query', entities: [entity] }, { type: 'deliver', delivery: content('Slow', { ratePerSecond: 5 }) }], 200);
  await until(code, 'delivers', ({ activity }) => (activity?.delivery ?? null) !== null);
  const [slow] = await deliveriesOf(campaign);

  await story.post(`/deliveries/${slow?.code}/stop`);

  expect(await until(code, 'has failed', ({ status }) => status === 'failed')).toMatchObject({ reasonCode: 'delivery-stopped' });
});

test('a workflow in the hands of a worker that was killed is carried on by another', async () => {
  const { code } = await started((entity) => [{ type: 'wait', seconds: 1 }, { type: 'query', entities: [entity] }]);
  // As a killed worker leaves it: a lease that has run out, the wait over.
  await workflows.updateOne({ _id: code }, { $set: { lease: { worker: 'gone:1', until: new Date(0) } } });

  expect(await until(code, 'is finished', ({ status }) => status === 'finished')).toMatchObject({ selected: 20 });
});

test('a delivery that may not be born fails its workflow, with the refusal as its reason', async () => {
  const { code } = await started(() => [{ type: 'deliver', delivery: content('To nobody named') }]);

  expect(await until(code, 'has failed', ({ status }) => status === 'failed')).toMatchObject({ reasonCode: 'birth-refused' });
});

test('a recurring deliver makes a delivery each time, and the workflow goes on when the last has ended', async () => {
  const { code, campaign } = await started((entity) => [
    { type: 'query', entities: [entity] },
    { type: 'recurring-deliver', every: { count: 1, unit: 'minute' }, timeZone: 'Europe/Paris', times: 3, from: new Date(performance.timeOrigin + performance.now() - 59_000).toISOString(), delivery: content('Every minute') },
    { type: 'deliver', delivery: content('At last') },
  ]);

  await eventually('the first occurrence has its delivery', async () => (await deliveriesOf(campaign)).some(({ label, status }) => label === 'Every minute (1)' && status === 'finished') || null);
  const waiting = await until(code, 'waits for the second', ({ activity }) => activity?.type === 'recurring-deliver' && activity.wakeAt !== null);
  expect(waiting.status).toBe('running');
  await eventually('the second comes in its time', async () => (await deliveriesOf(campaign)).some(({ label, status }) => label === 'Every minute (2)' && status === 'finished') || null);

  await story.post(`/workflows/${code}/stop`);
  expect(await until(code, 'is stopped', ({ status }) => status === 'stopped')).toMatchObject({ activity: { type: 'recurring-deliver', index: 1 } });
  expect((await deliveriesOf(campaign)).map(({ label, sent }) => [label, sent]).sort()).toEqual([['Every minute (1)', 20], ['Every minute (2)', 20]]);
});

test('occurrences that were missed are not made up for, and after the last the workflow goes on', async () => {
  const { code, campaign } = await started((entity) => [
    { type: 'query', entities: [entity] },
    { type: 'recurring-deliver', every: { count: 1, unit: 'hour' }, times: 5, from: new Date(performance.timeOrigin + performance.now() - 30 * 3_600_000).toISOString(), delivery: content('Hourly') },
    { type: 'deliver', delivery: content('At last') },
  ]);

  await until(code, 'is finished', ({ status }) => status === 'finished');

  expect((await deliveriesOf(campaign)).map(({ label, sent }) => [label, sent]).sort()).toEqual([['At last', 20], ['Hourly (5)', 20]]);
});

test('a recurring deliver without an end is refused, and so is one in a time zone that is none', async () => {
  const campaign = await story.make('/campaigns', { label: 'Endless' });
  const recurring = { type: 'recurring-deliver', every: { count: 1, unit: 'day' }, delivery: content('Daily') };
  const refused = async (given: object): Promise<unknown> => (await story.refused('POST', '/workflows', { campaign, label: 'Endless', activities: [{ ...recurring, ...given }] })).body;

  expect(await refused({})).toMatchObject({ errors: [{ field: 'activities[0].times' }] });
  expect(await refused({ times: 2, timeZone: 'Mars/Olympus' })).toMatchObject({ errors: [{ field: 'activities[0].timeZone' }] });
  expect(await refused({ times: 2, every: { count: 0, unit: 'day' } })).toMatchObject({ errors: [{ field: 'activities[0].every.count' }] });
});
