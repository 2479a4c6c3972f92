import { type Job, type JobsOptions, Queue } from 'bullmq';

import { startApp, type TestApp } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { type MailSink, startMailSink } from '../support/mail-sink.js';
import { Story } from '../support/story.js';

let sink: MailSink;
let relais: TestApp;
let story: Story;
const queues = new Map<string, Queue>();
let delivery: string;
let workflow: string;
let atStop: number;

const queue = (name: string): Queue => {
  const url = new URL(relais.environment['REDIS_URL'] as string);
  const found = queues.get(name) ?? new Queue(name, { prefix: 'relais', connection: { host: url.hostname, port: Number(url.port), db: Number(url.pathname.slice(1)) } });
  queues.set(name, found);
  return found;
};

/** A canceled package whose delivery and workflow were running. */
beforeAll(async () => {
  sink = await startMailSink();
  relais = await startApp({ name: 'stop-gate', environment: { SMTP_URL: sink.url } });
  story = new Story(relais);
  const [entity = ''] = await story.branches(1, 400);
  const campaign = await story.make('/campaigns', { label: 'Winter' });
  const campaignPackage = await story.published(campaign, [entity], { distributionLevel: 'simple' });
  await story.available(campaignPackage, entity);
  delivery = await story.delivery(campaign, { ratePerSecond: 100 });
  workflow = await story.make('/workflows', { campaign, label: 'Waves', activities: [{ type: 'query' }, { type: 'wait', seconds: 1 }, { type: 'deliver', delivery: { label: 'Never', subject: 'Never', text: 'Never' } }] });
  await story.post(`/deliveries/${delivery}/start`);
  await story.post(`/workflows/${workflow}/start`);
  await story.until(`/deliveries/${delivery}`, 'has sent some', ({ sent }) => Number(sent) > 20);
  const { cancellation } = await story.post<{ cancellation: string }>(`/packages/${campaignPackage}/cancel`);
  await story.finished(cancellation);
  // Notifications of the cancel are mails too: only the delivery's are counted.
  atStop = ofDelivery();
});
afterAll(async () => {
  for (const one of queues.values()) await one.close();
  await relais.close();
  await sink.close();
});

const ofDelivery = (): number => sink.received.filter(({ raw }) => raw.includes('X-Relais-Delivery')).length;
const finished = (job: Job): Promise<true | null> => eventually('the job has run', async () => ((await job.getState()) === 'completed' ? true : null));

const KEPT: JobsOptions = { removeOnComplete: false, removeOnFail: false };
const BIRTHS: [string, JobsOptions][] = [
  ['added by hand', {}],
  ['delayed until now', { delay: 700 }],
  ['with retries left', { attempts: 5, backoff: 10 }],
  ['with a priority', { priority: 1 }],
];

describe.each([
  ['deliveries', 'run-delivery', (epoch: number) => ({ delivery, epoch, lane: 0 })],
  ['workflows', 'run-workflow', (epoch: number) => ({ workflow, epoch })],
  ['workflows', 'wake-workflow', (epoch: number) => ({ workflow, epoch, position: 2, at: 0 })],
] as const)('in the queue %s, a job %s born after the cancel sends nothing', (name, job, data) => {
  test.each(BIRTHS)('%s, whatever run it names', async (_how, options) => {
    for (const epoch of [0, 1, 2, 3]) {
      const born = await queue(name).add(job, data(epoch), { ...KEPT, ...options });
      await finished(born);
    }
    expect(ofDelivery()).toBe(atStop);
  });

  test('run again from the board', async () => {
    const born = await queue(name).add(job, data(1), KEPT);
    await finished(born);

    await born.retry('completed');
    await finished(born);

    expect(ofDelivery()).toBe(atStop);
  });
});

test('and the record says so: nothing was sent after the cancel, nothing was born', async () => {
  expect(await story.get(`/deliveries/${delivery}`)).toMatchObject({ status: 'stopped', sent: atStop, pending: 0 });
  expect(await story.get(`/workflows/${workflow}`)).toMatchObject({ status: 'stopped' });
  expect((await story.get<{ items: unknown[] }>(`/deliveries?workflow=${workflow}`)).items).toEqual([]);
});
