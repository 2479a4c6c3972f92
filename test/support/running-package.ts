import type { TestApp } from './app.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export interface RunningPackage {
  code: string;
  campaign: string;
  delivery: string;
  entities: string[];
}

/** A published collaborative package that each entity ordered, while a delivery of its campaign is slowly sending. */
export async function aRunningPackage(app: TestApp, label: string, { entities = 3, recipientsEach = 100, ratePerSecond = 5 } = {}): Promise<RunningPackage> {
  const send = async (path: string, body: unknown): Promise<Record<string, string>> => {
    const answer = await app.call('POST', `/api/v1${path}`, body);
    if (answer.status >= 300) throw new Error(`POST ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body as unknown as Record<string, string>;
  };
  const code = (thing: Record<string, string>): string => thing['code'] ?? '';
  const at = (milliseconds: number): string => new Date(milliseconds).toISOString();
  const now = performance.timeOrigin + performance.now();

  const codes: string[] = [];
  for (let index = 1; index <= entities; index += 1) {
    codes.push(code(await send('/entities', { label: `${label}, branch ${index}`, locale: index % 2 ? 'fr' : 'en', timeZone: 'Europe/Paris', contact: 'Jean Martin', notificationGroup: [`branch${index}@${label.length}.example`], orderReviewers: [] })));
  }
  const recipients = codes.flatMap((entity) => Array.from({ length: recipientsEach }, (_, index) => ({ email: `r${index}@${entity.toLowerCase()}.example`, entity, firstName: 'Ada', lastName: 'Martin', locale: 'en' })));
  await send('/recipients', { recipients });
  const campaign = code(await send('/campaigns', { label: `${label} campaign` }));
  const item = code(await send('/packages', { label, kind: 'collaborative', distributionLevel: 'simple', referenceCampaign: campaign, folder: 'Stories', schedule: { start: at(now - DAY), end: at(now + 30 * DAY) }, availableAt: at(now - MINUTE), registrationDeadline: at(now + 10 * DAY), audience: codes }));
  await send(`/packages/${item}/approve`, {});
  for (const entity of codes) {
    const order = code(await send('/orders', { package: item, entity, place: true }));
    await send(`/orders/${order}/approve`, {});
  }
  const delivery = code(await send('/deliveries', { campaign, label: `${label} announcement`, subject: 'News', html: '<p>Hello {{recipient.firstName}}</p>', text: 'Hello {{recipient.firstName}}', target: { entities: codes }, ratePerSecond }));
  await send(`/deliveries/${delivery}/start`, {});
  return { code: item, campaign, delivery, entities: codes };
}
