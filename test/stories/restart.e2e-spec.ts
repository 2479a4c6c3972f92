import { startApp, type TestApp } from '../support/app.js';
import { type MailSink, startMailSink } from '../support/mail-sink.js';
import { Story } from '../support/story.js';

let sink: MailSink;
let relais: TestApp | undefined;

beforeAll(async () => {
  sink = await startMailSink();
});
afterAll(async () => {
  await relais?.close();
  await sink.close();
});

test('a restart in the middle of a delivery and of a wait leaves nothing uncertain, and everybody is mailed once', async () => {
  const environment = { SMTP_URL: sink.url };
  relais = await startApp({ name: 'restart', environment });
  const story = new Story(relais);
  const [entity = ''] = await story.branches(1, 300);
  const campaign = await story.make('/campaigns', { label: 'Announcements' });
  const delivery = await story.delivery(campaign, { target: { entities: [entity] }, ratePerSecond: 150 });
  const workflow = await story.make('/workflows', { campaign, label: 'Later', activities: [{ type: 'wait', seconds: 3 }, { type: 'query', entities: [entity] }] });
  await story.post(`/workflows/${workflow}/start`);
  await story.post(`/deliveries/${delivery}/start`);
  await story.until<{ sent: number }>(`/deliveries/${delivery}`, 'has sent some', ({ sent }) => sent > 40);

  await relais.close();
  const before = sink.received.length;
  relais = await startApp({ name: 'restart', environment, keepData: true });
  const again = new Story(relais);
  const whole = await again.until<Record<string, unknown>>(`/deliveries/${delivery}`, 'is finished', ({ status }) => status === 'finished', 30_000);

  expect(before).toBeLessThan(300);
  expect(whole).toMatchObject({ toDeliver: 300, sent: 300, failed: 0, uncertain: 0 });
  expect(sink.received).toHaveLength(300);
  expect(new Set(sink.received.map(({ to }) => to[0])).size).toBe(300);
  expect(await again.until<Record<string, unknown>>(`/workflows/${workflow}`, 'is finished', ({ status }) => status === 'finished')).toMatchObject({ selected: 300 });
}, 90_000);
