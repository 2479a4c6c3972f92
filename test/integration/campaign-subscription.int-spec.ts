import { eventually } from '../support/eventually.js';
import { startMailSink, type MailSink } from '../support/mail-sink.js';
import { startApp, type TestApp } from '../support/app.js';

interface Row {
  id: string;
  event: string;
  entity: string;
  address: string;
  state: string;
  allowed: string[];
}

const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString();

describe('campaign subscription', () => {
  let app: TestApp;
  let sink: MailSink;
  let campaignPackage: string;
  const entities: string[] = [];

  const post = async (path: string, body: unknown = {}): Promise<Record<string, unknown>> => {
    const answer = await app.call('POST', `/api/v1${path}`, body);
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const rows = async (query = ''): Promise<Row[]> => (await app.call('GET', `/api/v1/notifications?package=${campaignPackage}&sort=createdAt${query}`)).body['items'] as unknown as Row[];

  beforeAll(async () => {
    sink = await startMailSink();
    app = await startApp({ name: 'subscription', environment: { SMTP_URL: sink.url, PUBLIC_URL: 'https://relais.example', MAIL_FROM: 'Meridian Bank <relais@meridian.example>' } });
    for (const [label, locale] of [['Lyon', 'fr'], ['London', 'en'], ['Bath', 'en']]) {
      const entity = await post('/entities', { label, locale, timeZone: 'Europe/Paris', contact: '', notificationGroup: [`${label?.toLowerCase()}@meridian.example`], orderReviewers: [] });
      entities.push(entity['code'] as string);
    }
    const campaign = await post('/campaigns', { label: 'Winter savings' });
    const created = await post('/packages', {
      label: 'Winter savings', kind: 'collaborative', distributionLevel: 'simple', referenceCampaign: campaign['code'], audience: entities.slice(0, 2),
      schedule: { start: day(-20), end: day(60) }, availableAt: day(-10),
    });
    campaignPackage = created['code'] as string;
  });
  afterAll(async () => {
    // Where the application did not start there is none to close, and the test must still end.
    await (app as TestApp | undefined)?.close();
    await sink.close();
  });

  it('is mailed to the audience when the package is published, each in its language, with a link that only shows a page', async () => {
    await post(`/packages/${campaignPackage}/approve`);

    const sent = await eventually('two mails', async () => (await rows('&state=sent')).length === 2 && (await rows()));
    expect(sent.map((row) => [row.event, row.address])).toEqual(expect.arrayContaining([['campaign-subscription', 'lyon@meridian.example'], ['campaign-subscription', 'london@meridian.example']]));
    const english = sink.received.find((mail) => mail.to[0] === 'london@meridian.example')?.raw ?? '';
    const french = sink.received.find((mail) => mail.to[0] === 'lyon@meridian.example')?.raw ?? '';
    expect(english).toContain(`Subject: [Campaign subscription] Winter savings (${campaignPackage})`);
    expect(english).toContain('From: Meridian Bank <relais@meridian.example>');
    expect(english).toContain('https://relais.example/admin/resources/packages/records/');
    expect(french).toContain('lang=3D"fr"');
  });

  it('reaches only the entity that is added to the audience of a published package', async () => {
    sink.forget();
    const { body, headers } = await app.call('GET', `/api/v1/packages/${campaignPackage}`);

    const edited = await app.call('PATCH', `/api/v1/packages/${campaignPackage}`, { audience: [...(body['audience'] as unknown as string[]), entities[2]] }, { 'if-match': headers.get('etag') ?? '' });

    expect(edited.status).toBe(200);
    await eventually('the added entity’s mail', () => sink.received.some((mail) => mail.to[0] === 'bath@meridian.example'));
    expect(sink.received).toHaveLength(1);
  });

  it('can be sent again over HTTP, and only once it is settled', async () => {
    const [row] = await eventually('all three to be sent', async () => (await rows('&state=sent')).length === 3 && (await rows()));

    const resent = await app.call('POST', `/api/v1/notifications/${row?.id}/resend`);

    expect(row?.allowed).toEqual(['resend']);
    expect(resent.status).toBe(202);
    expect(resent.body).toMatchObject({ state: 'pending', allowed: [], earlier: [{ state: 'sent', resentBy: 'admin@relais.example' }] });
    await eventually('the mail sent again', async () => (await app.call('GET', `/api/v1/notifications/${row?.id}`)).body['state'] === ('sent' as never));
    const journal = await app.call('GET', `/api/v1/journal?subject=${campaignPackage}`);
    expect(journal.body['items']).toEqual(expect.arrayContaining([expect.objectContaining({ subject: `${campaignPackage}:notification ${row?.id}`, command: 'resend', from: 'sent', to: 'pending' })]));
  });

  it('answers a bad parameter and an unknown notification with a problem', async () => {
    const bad = await app.call('GET', '/api/v1/notifications?state=gone');
    const unknown = await app.call('POST', '/api/v1/notifications/nothing/resend');

    expect(bad.status).toBe(400);
    expect(bad.body).toMatchObject({ code: 'bad-query' });
    expect(unknown.status).toBe(404);
  });
});
