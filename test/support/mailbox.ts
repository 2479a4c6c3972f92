import { getConnectionToken } from '@nestjs/mongoose';
import { simpleParser } from 'mailparser';
import type { Connection } from 'mongoose';

import type { TestApp } from './app.js';
import { eventually } from './eventually.js';
import { type MailSink, startMailSink } from './mail-sink.js';

export interface ReadMail {
  to: string;
  subject: string;
  text: string;
  html: string;
  raw: string;
}

/** The mails of one application, read when it has nothing left to say. */
export class Mailbox {
  private app: TestApp | undefined;

  private constructor(private readonly sink: MailSink) {}

  static async open(): Promise<Mailbox> {
    return new Mailbox(await startMailSink());
  }

  get url(): string {
    return this.sink.url;
  }

  of(app: TestApp): void {
    this.app = app;
  }

  /** What came since it was read last, sorted by address and subject. */
  async read(): Promise<ReadMail[]> {
    await this.quiet();
    const received = this.sink.received.splice(0);
    const mails = await Promise.all(received.map(async ({ to, raw }): Promise<ReadMail> => {
      const parsed = await simpleParser(raw);
      return { to: to.join(), subject: parsed.subject ?? '', text: parsed.text ?? '', html: parsed.html === false || parsed.html === undefined ? '' : parsed.html, raw };
    }));
    return mails.sort((a, b) => `${a.to} ${a.subject}`.localeCompare(`${b.to} ${b.subject}`));
  }

  /** `to: [kind of mail]` of each, as `read`. */
  async kinds(): Promise<string[]> {
    return (await this.read()).map(({ to, subject }) => `${to.split('@')[0]}: ${/^(?:\[[^\]]+\] ?)+/.exec(subject)?.[0]?.trim()}`);
  }

  async close(): Promise<void> {
    await this.sink.close();
  }

  /** Every event was relayed, every mail of it written down, and every one of those settled. */
  private async quiet(): Promise<void> {
    if (this.app === undefined) throw new Error('the mailbox is of no application yet');
    const connection = this.app.app.get<Connection>(getConnectionToken());
    const left = (name: string, filter: object): Promise<number> => connection.collection(name).countDocuments(filter, { limit: 1 });
    await eventually('every mail to be settled', async () => {
      const counts = await Promise.all([left('cancellations', { state: 'running' }), left('cycleClosures', { sweep: 'running' }), left('packages', { $or: [{ subscribing: { $type: 'date' } }, { opening: { $type: 'date' } }] })]);
      if (counts.some((count) => count > 0) || (await left('outbox', { relayedAt: null })) > 0) return false;
      // One after the other, as mails come about: nothing can slip from behind to before the look.
      return (await left('announcements', { state: 'owed' })) === 0 && (await left('notifications', { state: { $in: ['pending', 'sending'] } })) === 0 && (await left('outbox', { relayedAt: null })) === 0;
    }, 20_000);
  }
}
