import { Clock } from '../../src/clock/clock.js';
import { startApp, type Answer, type TestApp } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { FixedClock } from '../support/fixed-clock.js';
import { type MailSink, startMailSink } from '../support/mail-sink.js';
import { Story } from '../support/story.js';

const APPROVED = new Date('2026-04-02T10:00:00Z');
const AVAILABLE = '2026-04-10T08:00:00.000Z';
const AFTER = new Date('2026-04-10T08:00:01Z');

interface Ordered extends Record<string, unknown> {
  code: string;
  entity: string;
  status: string;
  version: number;
  campaign: string | null;
  allowed: string[];
}

const clock = new FixedClock(APPROVED);
const keys: Record<string, string> = {};
let sink: MailSink;
let relais: TestApp;
let story: Story;
let branches: string[];

beforeAll(async () => {
  sink = await startMailSink();
  relais = await startApp({ name: 'automatic-package', environment: { SMTP_URL: sink.url }, override: (builder) => builder.overrideProvider(Clock).useValue(clock) });
  story = new Story(relais);
  branches = await story.branches(3, 5);
  for (const [index, entity] of branches.entries()) {
    const email = `head${index + 1}@relais.example`;
    await story.post('/operators', { email, name: `Head ${index + 1}`, role: 'local', entity, password: 'correct horse battery', locale: 'en' });
    keys[entity] = (await story.post<{ key: string }>('/api-keys', { operator: email, label: 'story' })).key;
  }
});
afterAll(async () => {
  await relais.close();
  await sink.close();
});

/** As the local operator of the entity. */
const as = (entity: string, method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  relais.call(method, `/api/v1${path}`, body, { authorization: `Bearer ${keys[entity]}`, ...headers });
const ordersOf = async (code: string): Promise<Ordered[]> => (await story.get<{ items: Ordered[] }>(`/orders?package=${code}`)).items.sort((a, b) => (a.entity < b.entity ? -1 : 1));
const mailed = (subject: RegExp): string[] => sink.received.filter(({ raw }) => subject.test(raw)).flatMap(({ to }) => to).sort();

test('entities are subscribed at approval, change or withdraw until the availability date, and then have a campaign that head office starts', async () => {
  const [lyon = '', nice = '', lille = ''] = branches;
  const campaign = await story.make('/campaigns', { label: 'Spring savings' });
  const letter = await story.delivery(campaign, { template: true, label: 'Letter', subject: 'Spring at {{entity.label}}', text: 'Come and see {{order.parameters.manager}}', html: '<p>{{order.parameters.manager}}</p>', target: { entities: branches, query: { tier: 1 } } });
  const code = await story.make('/packages', {
    label: 'Spring savings',
    kind: 'collaborative',
    distributionLevel: 'by-campaign',
    orderApproval: 'automatic',
    referenceCampaign: campaign,
    audience: branches,
    schedule: { start: '2026-04-01T00:00:00Z', end: '2026-06-30T00:00:00Z' },
    availableAt: AVAILABLE,
    form: [
      { name: 'manager', label: 'Manager', type: 'text', required: true },
      { name: 'size', label: 'Size', type: 'choice', options: ['small', 'large'], default: 'small' },
    ],
  });

  await story.post(`/packages/${code}/approve`);
  const [first, second, third] = (await eventually('everybody is subscribed', async () => {
    const orders = await ordersOf(code);
    return orders.length === 3 ? orders : null;
  }, 4_000)) as [Ordered, Ordered, Ordered];

  expect([first, second, third]).toMatchObject(branches.map((entity) => ({ entity, status: 'approved', incomplete: true, parameters: { size: 'small' }, approval: { by: 'admin@relais.example' }, campaign: null })));
  expect((await as(lyon, 'GET', `/orders/${first.code}`)).body).toMatchObject({ allowed: ['edit', 'cancel'] });
  expect((await as(lyon, 'GET', `/orders/${second.code}`)).status).toBe(404);
  expect((await story.get<{ items: { command: string; to: string }[] }>(`/journal?subject=${first.code}`)).items).toMatchObject([{ command: 'pre-subscribe', from: 'draft', to: 'approved' }]);
  await eventually('everybody is told', () => mailed(/^Subject:.*(Campaign subscription|Inscription)/im).length === 6);

  // Lyon says how it wants it, Nice does not want it.
  const changed = await as(lyon, 'PATCH', `/orders/${first.code}`, { parameters: { manager: 'Ann Lee' } }, { 'if-match': `"${first.version}"` });
  expect(changed).toMatchObject({ status: 200, body: { status: 'approved', incomplete: false, parameters: { manager: 'Ann Lee', size: 'small' } } });
  const withdrawn = await as(nice, 'POST', `/orders/${second.code}/cancel`, { comment: 'Not this time.' });
  expect(withdrawn).toMatchObject({ status: 200, body: { status: 'canceled', canceled: { by: 'head2@relais.example', comment: 'Not this time.' } } });
  expect(await as(lille, 'POST', `/orders/${third.code}/approve`)).toMatchObject({ status: 403 });

  clock.at = AFTER;
  await eventually('what is left is available', async () => (await ordersOf(code)).filter(({ status }) => status === 'available').length === 2, 4_000);

  const opened = (await ordersOf(code)) as [Ordered, Ordered, Ordered];
  expect(opened.map(({ status }) => status)).toEqual(['available', 'canceled', 'available']);
  const child = opened[0].campaign as string;
  expect(child).toMatch(new RegExp(`^${lyon}_OP\\d+$`));
  expect(await story.get(`/campaigns/${child}`)).toMatchObject({ kind: 'child', status: 'being-edited', package: code, order: first.code, entity: lyon });
  const [draft] = (await story.get<{ items: { code: string }[] }>(`/deliveries?campaign=${child}`)).items;
  expect(await story.get(`/deliveries/${draft?.code}`)).toMatchObject({ status: 'draft', template: false, copyOf: letter, target: { query: { tier: 1 } } });
  expect(await story.get(`/deliveries/${letter}`)).toMatchObject({ status: 'draft', template: true });
  await eventually('who has it is told', () => mailed(/^Subject:.*(Campaign available|disponible)/im).length === 4);

  // Too late to leave; and the entity starts nothing.
  expect(await as(lyon, 'POST', `/orders/${first.code}/cancel`)).toMatchObject({ status: 409, body: { code: 'order-available', allowed: [] } });
  expect(await as(lyon, 'PATCH', `/orders/${first.code}`, { parameters: { size: 'large' } }, { 'if-match': `"${opened[0].version}"` })).toMatchObject({ status: 409, body: { code: 'not-editable' } });
  expect(await as(lyon, 'POST', `/campaigns/${child}/start`)).toMatchObject({ status: 403 });
  expect(await as(nice, 'POST', `/campaigns/${child}/start`)).toMatchObject({ status: 404 });

  await story.post(`/campaigns/${child}/start`);
  await story.until(`/deliveries/${draft?.code}`, 'is finished', ({ status }) => status === 'finished');
  const letters = sink.received.filter(({ raw }) => /^Subject: Spring at Branch 1/m.test(raw));
  expect(letters.flatMap(({ to }) => to).sort()).toEqual([0, 2, 4].map((n) => `r${n}@${lyon.toLowerCase()}.example`));
  expect(letters.every(({ raw }) => raw.includes('Come and see Ann Lee'))).toBe(true);
});
