import { startApp, type TestApp } from '../support/app.js';
import { call } from '../support/call.js';
import { type MailSink, startMailSink } from '../support/mail-sink.js';
import { Story } from '../support/story.js';

let sink: MailSink;
let relais: TestApp;
let story: Story;

beforeAll(async () => {
  sink = await startMailSink();
  relais = await startApp({ name: 'cancel-local', environment: { SMTP_URL: sink.url } });
  story = new Story(relais);
});
afterAll(async () => {
  await relais.close();
  await sink.close();
});

test('a local package that is canceled leaves the offers; what was ordered lives on, and can be sent', async () => {
  const [lyon = '', nice = '', metz = ''] = await story.branches(3, 20);
  await story.post('/operators', { email: 'luc@lyon.example', name: 'Luc', role: 'local', entity: lyon, password: 'correct horse battery' });
  const { key } = await story.post<{ key: string }>('/api-keys', { operator: 'luc@lyon.example', label: 'test' });
  const asLuc = (method: string, path: string, body?: unknown) => call(relais.url, method, `/api/v1${path}`, body, { authorization: `Bearer ${key}` });
  const campaign = await story.make('/campaigns', { label: 'Open day template' });
  await story.delivery(campaign, { template: true, label: 'Invitation' });
  const campaignPackage = await story.make('/packages', { label: 'Branch open day', kind: 'local', referenceCampaign: campaign, ...story.dates() });
  await story.post(`/packages/${campaignPackage}/approve`);
  const ordered = await story.make('/orders', { package: campaignPackage, entity: nice, place: true });
  const draft = await story.make('/orders', { package: campaignPackage, entity: metz });
  const running = await story.available(campaignPackage, lyon);
  expect((await asLuc('GET', '/packages')).body['items']).toMatchObject([{ code: campaignPackage }]);

  const canceled = await story.refused('POST', `/packages/${campaignPackage}/cancel`, { comment: 'Moved to spring.' });

  expect(canceled.status).toBe(202);
  const report = await story.get<{ state: string; steps: unknown[] }>(`/cancellations/${String(canceled.body['cancellation'])}`);
  expect(report).toMatchObject({ state: 'finished', steps: [] });
  expect((await asLuc('GET', '/packages')).body['items']).toEqual([]);
  expect((await story.get<{ items: { code: string; status: string }[] }>('/packages')).items).toMatchObject([{ code: campaignPackage, status: 'canceled' }]);
  expect(await story.refused('POST', `/orders/${draft}/place`, {})).toMatchObject({ status: 409 });
  expect(await story.get(`/orders/${running.code}`)).toMatchObject({ status: 'available' });
  expect(await story.get(`/campaigns/${campaign}`)).toMatchObject({ status: 'being-edited' });

  const approved = await story.post<{ status: string; campaign: string }>(`/orders/${ordered}/approve`);
  const [child] = (await story.get<{ items: { code: string }[] }>(`/deliveries?campaign=${approved.campaign}`)).items;
  await story.post(`/deliveries/${child?.code}/start`);
  const sent = await story.until<{ status: string; sent: number }>(`/deliveries/${child?.code}`, 'is finished', ({ status }) => status === 'finished');

  expect(approved.status).toBe('available');
  expect(sent.sent).toBe(20);
  // The branch's own mails left; of the cancel nobody was told.
  expect(sink.received.filter(({ raw }) => /X-Relais-Delivery/.test(raw))).toHaveLength(20);
  expect((await story.get<{ items: { event: string }[] }>('/notifications')).items.filter(({ event }) => event === 'package-canceled')).toEqual([]);
});
