import type { TestApp } from './app.js';
import type { Answer } from './call.js';
import { eventually } from './eventually.js';

const DAY = 86_400_000;

/** What a story does through the HTTP API, each call expected to be done; a refusal fails with its problem. */
export class Story {
  constructor(private readonly relais: Pick<TestApp, 'call'>) {}

  async get<T = Record<string, unknown>>(path: string): Promise<T> {
    return done(await this.relais.call('GET', `/api/v1${path}`)) as T;
  }

  async post<T = Record<string, unknown>>(path: string, body: unknown = {}): Promise<T> {
    return done(await this.relais.call('POST', `/api/v1${path}`, body)) as T;
  }

  async make(path: string, body: unknown): Promise<string> {
    return (await this.post<{ code: string }>(path, body)).code;
  }

  /** Branches with their recipients: `r0@ou1.example` and so on, each with the attribute `tier` 1 or 2. */
  async branches(count: number, recipientsEach: number): Promise<string[]> {
    const codes: string[] = [];
    for (let index = 1; index <= count; index++) {
      codes.push(await this.make('/entities', { label: `Branch ${index}`, locale: index % 2 === 0 ? 'en' : 'fr', timeZone: 'Europe/Paris', notificationGroup: [`group${index}@relais.example`, `head${index}@relais.example`] }));
    }
    const recipients = codes.flatMap((entity) => Array.from({ length: recipientsEach }, (_, n) => ({ email: `r${n}@${entity.toLowerCase()}.example`, entity, firstName: `Ada ${n}`, tier: (n % 2) + 1 })));
    if (recipients.length > 0) await this.post('/recipients', { recipients });
    return codes;
  }

  /** A collaborative package of the campaign, approved and so published at once, its dates around now. */
  async published(campaign: string, audience: string[], given: Record<string, unknown> = {}): Promise<string> {
    const code = await this.make('/packages', { ...this.content(campaign, audience), ...given });
    await this.post(`/packages/${code}/approve`);
    return code;
  }

  content(campaign: string, audience: string[]): Record<string, unknown> {
    return { label: 'Winter savings', kind: 'collaborative', distributionLevel: 'by-campaign', referenceCampaign: campaign, audience, ...this.dates() };
  }

  dates(): Record<string, unknown> {
    const at = (days: number): string => new Date(now() + days * DAY).toISOString();
    return { schedule: { start: at(-2), end: at(30) }, availableAt: at(-1), registrationDeadline: at(10) };
  }

  /** An order of the entity, placed and approved: available. */
  async available(campaignPackage: string, entity: string): Promise<{ code: string; campaign: string }> {
    const code = await this.make('/orders', { package: campaignPackage, entity, place: true });
    return this.post(`/orders/${code}/approve`);
  }

  async delivery(campaign: string, given: Record<string, unknown> = {}): Promise<string> {
    return this.make('/deliveries', { campaign, label: 'Announcement', subject: 'News for {{recipient.firstName}}', text: 'Hello {{recipient.firstName}}', html: '<p>Hello {{recipient.firstName}}</p>', ratePerSecond: 100, ...given });
  }

  async until<T extends Record<string, unknown>>(path: string, what: string, is: (thing: T) => boolean, withinMs = 20_000): Promise<T> {
    return eventually(`${path} ${what}`, async () => {
      const thing = await this.get<T>(path);
      return is(thing) ? thing : null;
    }, withinMs);
  }

  finished(cancellation: string, withinMs = 20_000): Promise<Report> {
    return this.until<Report>(`/cancellations/${cancellation}`, 'is finished', (report) => report.state === 'finished', withinMs);
  }

  refused(method: string, path: string, body?: unknown): Promise<Answer> {
    return this.relais.call(method, `/api/v1${path}`, body);
  }
}

export interface Report extends Record<string, unknown> {
  code: string;
  state: string;
  canceledAt: string;
  steps: { name: string; state: string; total: number; done: number }[];
  workflows: { code: string; stoppedAt: string | null; requestedAt: string | null }[];
  deliveries: { code: string; toDeliver: number; sent: number; failed: number; canceled: number; uncertain: number; stoppedAt: string | null; lastMessageAt: string | null; entities: { entity: string; toDeliver: number; sent: number; failed: number; canceled: number; uncertain: number }[] }[];
  notifications: { addresses: number; sent: number; failed: number; uncertain: number; outstanding: number };
}

function now(): number {
  return performance.timeOrigin + performance.now();
}

function done(answer: Answer): unknown {
  if (answer.status >= 300) throw new Error(`answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}
