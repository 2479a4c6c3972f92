import { call } from '../support/call.js';
import { freshEnvironment } from '../support/environment.js';
import { eventually } from '../support/eventually.js';
import { rounds } from '../support/grid.js';
import { type MailSink, startMailSink } from '../support/mail-sink.js';
import { type RelaisProcess, startProcess } from '../support/process.js';
import { type Report, Story } from '../support/story.js';

let sink: MailSink;
let api: RelaisProcess;
let worker: RelaisProcess;
let environment: Record<string, string>;

beforeAll(async () => {
  // A mail server that takes its time, so that a cascade has a middle.
  sink = await startMailSink(() => 'accept', 60);
  environment = await freshEnvironment({ name: 'worker-killed', environment: { SMTP_URL: sink.url } });
  api = await startProcess('api', environment);
  worker = await startProcess('worker', environment);
}, 120_000);
afterAll(async () => {
  await Promise.all([worker.stop(), api.stop()]);
  await sink.close();
});

const cancellationMails = () => sink.received.filter(({ raw }) => /^X-Relais-Notification:/m.test(raw) && /Cancellation_of_package|Cancellation of package|Annulation/i.test(raw));
beforeEach(() => sink.forget());

test.each(rounds(6))('a worker killed in the middle of a cascade: another finishes it, and no order or mail is lost or doubled (round %i)', async () => {
  const story = new Story({ call: (method, path, body, headers) => call(api.url, method, path, body, headers) });
  const branches = await story.branches(30, 10);
  const campaign = await story.make('/campaigns', { label: 'Winter savings 2026' });
  const campaignPackage = await story.published(campaign, branches, { distributionLevel: 'simple' });
  for (const entity of branches) await story.available(campaignPackage, entity);
  const delivery = await story.delivery(campaign, { ratePerSecond: 20 });
  await story.post(`/deliveries/${delivery}/start`);
  await story.until<{ sent: number }>(`/deliveries/${delivery}`, 'has sent some', ({ sent }) => sent > 5);
  // The mails of the publishing and of the orders are out of the way.
  await eventually('every mail so far has left', async () => {
    const count = async (query: string): Promise<number> => (await story.get<{ counts: { total: number } }>(`/notifications?package=${campaignPackage}&counts=true&limit=1&${query}`)).counts.total;
    return (await count('event=campaign-available')) === 60 && (await count('state=pending&state=sending')) === 0;
  }, 60_000);

  const { cancellation } = await story.post<{ cancellation: string }>(`/packages/${campaignPackage}/cancel`, { comment: 'Wrong rate.' });
  const inTheMiddle = await eventually('the record says that some mails have left and some have not', async () => {
    const report = await story.get<Report>(`/cancellations/${cancellation}`);
    const step = report.steps.find(({ name }) => name === 'notifications');
    return step !== undefined && step.done > 0 && step.done < step.total ? step : null;
  }, 30_000);
  const killed = worker.pid;
  await worker.kill();
  const left = cancellationMails().length;
  worker = await startProcess('worker', environment);
  const report = await story.finished(cancellation, 60_000);

  expect(inTheMiddle.done).toBeGreaterThan(0);
  expect(inTheMiddle.done).toBeLessThan(inTheMiddle.total);
  // It really was in the middle: mails were still to leave.
  expect(left).toBeLessThan(60);
  expect(worker.pid).not.toBe(killed);
  expect(report.steps.map(({ name, state, total, done }) => [name, state, total, done])).toEqual([
    ['orders', 'done', 30, 30],
    ['campaigns', 'done', 1, 1],
    ['workflows', 'done', 0, 0],
    ['deliveries', 'done', 1, 1],
    ['notifications', 'done', 60, 60],
  ]);
  const canceled = await story.get<{ items: { entity: string }[] }>(`/orders?package=${campaignPackage}&status=canceled&limit=100`);
  expect(new Set(canceled.items.map(({ entity }) => entity)).size).toBe(30);
  const { sent, uncertain, failed, outstanding, addresses } = report.notifications;
  expect({ failed, outstanding, addresses }).toEqual({ failed: 0, outstanding: 0, addresses: 60 });
  expect(sent + uncertain).toBe(60);
  // What the killed worker had in the mail server's hands: six at once, and as many whose answer it was writing down.
  expect(uncertain).toBeLessThanOrEqual(12);
  const told = cancellationMails().map(({ to }) => to[0] ?? '');
  expect(new Set(told).size).toBe(told.length);
  expect(told.length).toBeGreaterThanOrEqual(sent);
  const [halted] = report.deliveries;
  expect((halted?.sent ?? 0) + (halted?.canceled ?? 0) + (halted?.uncertain ?? 0)).toBe(halted?.toDeliver);
}, 180_000);

test('two processes that start on the same data at once both become ready', async () => {
  const fresh = await freshEnvironment({ name: 'two-at-once', environment: { SMTP_URL: sink.url } });

  const both = await Promise.all([startProcess('api', fresh), startProcess('worker', fresh)]);

  expect(new Set(both.map(({ pid }) => pid)).size).toBe(2);
  expect(await Promise.all(both.map((started) => started.stop()))).toEqual(['SIGTERM', 'SIGTERM']);
}, 120_000);
