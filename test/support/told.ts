import { simpleParser } from 'mailparser';
import type { MongoClient } from 'mongodb';

import { eventually } from './eventually.js';
import type { MailSink } from './mail-sink.js';

/** Waits until the application owes nobody a mail: no event waits, none is to be announced, no mail is unsent. */
export async function everybodyIsTold(record: MongoClient): Promise<void> {
  const owed: [string, object][] = [
    ['outbox', { relayedAt: null }],
    ['announcements', { state: 'owed' }],
    ['notifications', { state: { $in: ['pending', 'sending'] } }],
  ];
  // In this order: what leaves the one has entered the next.
  await eventually('everybody is told', async () => {
    for (const [collection, filter] of owed) if ((await record.db().collection(collection).countDocuments(filter)) > 0) return false;
    return true;
  }, 30_000);
}

/** The mails that arrived, a line each, sorted: whose it is, and its subject. */
export async function mailLines(sink: MailSink): Promise<string[]> {
  const lines = await Promise.all(sink.received.map(async ({ to, raw }) => `${to.join()} ${(await simpleParser(raw)).subject ?? ''}`));
  return lines.sort();
}
