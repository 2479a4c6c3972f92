import { jest } from '@jest/globals';

import { Clock } from '../../src/clock/clock.js';
import { startApp, type TestApp } from './app.js';
import type { Answer } from './call.js';
import { Mailbox } from './mailbox.js';
import { Story } from './story.js';

const DAY = 86_400_000;

/** A network whose mails are read: Lyon (French, two addresses, reviewed by its own Léa), London and Bath (English), head office in New York. */
export class NotifiedNetwork {
  /** How far the clock is ahead, in milliseconds: deadlines are reached by moving it. */
  ahead = 0;
  readonly story: Story;
  lyon = '';
  london = '';
  bath = '';
  private readonly keys: Record<string, string> = {};

  private constructor(
    readonly app: TestApp,
    readonly mailbox: Mailbox,
  ) {
    this.story = new Story(app);
  }

  static async start(name: string): Promise<NotifiedNetwork> {
    const mailbox = await Mailbox.open();
    const app = await startApp({ name, environment: { SMTP_URL: mailbox.url, PUBLIC_URL: 'https://relais.example', RELAIS_TIME_ZONE: 'America/New_York' } });
    mailbox.of(app);
    const network = new NotifiedNetwork(app, mailbox);
    const clock = app.app.get(Clock);
    const real = clock.now.bind(clock);
    jest.spyOn(clock, 'now').mockImplementation(() => new Date(real().getTime() + network.ahead));
    await network.furnish();
    return network;
  }

  /** Days from now, as a request says it. */
  at(days: number): string {
    return new Date(performance.timeOrigin + performance.now() + this.ahead + days * DAY).toISOString();
  }

  as(who: string, method: string, path: string, body: unknown = {}): Promise<Answer> {
    return this.app.call(method, `/api/v1${path}`, body, { authorization: `Bearer ${this.keys[who]}` });
  }

  /** @throws Error where it is refused */
  async by(who: string, method: string, path: string, body: unknown = {}): Promise<Record<string, unknown>> {
    const { status, body: answer } = await this.as(who, method, path, body);
    if (status >= 300) throw new Error(`${method} ${path} answered ${status}: ${JSON.stringify(answer)}`);
    return answer;
  }

  /** A by-campaign package for Lyon and London, open since yesterday, being edited. */
  async aPackage(given: Record<string, unknown> = {}): Promise<string> {
    const campaign = await this.story.make('/campaigns', { label: 'Winter reference' });
    const dates = { schedule: { start: this.at(-2), end: this.at(30) }, availableAt: this.at(-1), registrationDeadline: this.at(10) };
    return this.story.make('/packages', { label: 'Winter savings', kind: 'collaborative', distributionLevel: 'by-campaign', referenceCampaign: campaign, audience: [this.lyon, this.london], ...dates, ...given });
  }

  /** The same, published; its own mails are read. */
  async published(given: Record<string, unknown> = {}): Promise<string> {
    const code = await this.aPackage(given);
    await this.story.post(`/packages/${code}/approve`);
    await this.mailbox.read();
    return code;
  }

  ordered(campaignPackage: string, entity: string, given: Record<string, unknown> = {}): Promise<string> {
    return this.story.make('/orders', { package: campaignPackage, entity, place: true, ...given });
  }

  async edit(path: string, body: unknown): Promise<void> {
    const found = await this.app.call('GET', `/api/v1${path}`);
    const { status, body: answer } = await this.app.call('PATCH', `/api/v1${path}`, body, { 'if-match': found.headers.get('etag') ?? '' });
    if (status >= 300) throw new Error(`PATCH ${path} answered ${status}: ${JSON.stringify(answer)}`);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.mailbox.close();
  }

  private async furnish(): Promise<void> {
    const entity = (label: string, locale: string, timeZone: string, notificationGroup: string[]): Promise<string> => this.story.make('/entities', { label, locale, timeZone, notificationGroup });
    this.lyon = await entity('Lyon', 'fr', 'Europe/Paris', ['lyon@relais.example', 'rhone@relais.example']);
    this.london = await entity('London', 'en', 'Europe/London', ['london@relais.example']);
    this.bath = await entity('Bath', 'en', 'Europe/London', ['bath@relais.example']);
    for (const [name, role, locale, of] of [['claire', 'central', 'en', null], ['rita', 'central', 'fr', null], ['lea', 'local', 'fr', this.lyon]] as const) {
      await this.story.post('/operators', { email: `${name}@relais.example`, name, role, entity: of, locale });
      this.keys[name] = (await this.story.post<{ key: string }>('/api-keys', { operator: `${name}@relais.example`, label: 'Test' })).key;
    }
    await this.edit(`/entities/${this.lyon}`, { orderReviewers: ['lea@relais.example'] });
  }
}
