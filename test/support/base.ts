import { expect } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { createHash } from 'node:crypto';

import { eventually } from './eventually.js';

/** Sessions and saved answers are of no thing. */
const OF_NO_THING = ['sessions', 'idempotentRequests'];

/** Reads the whole base from outside the application. */
export class Base {
  /** As it was read last. */
  private last = '';

  private constructor(private readonly client: MongoClient) {}

  static async of(environment: Record<string, string>): Promise<Base> {
    return new Base(await new MongoClient(environment['MONGODB_URI'] as string).connect());
  }

  /** Collection -> a hash of all that it holds; of the journal only what was done, not what was refused. */
  async contents(): Promise<Record<string, string>> {
    const database = this.client.db();
    const [{ collections }, journal] = await Promise.all([database.command({ dbHash: 1 }) as unknown as Promise<{ collections: Record<string, string> }>, database.collection('journal').countDocuments({ refused: null })]);
    // Of a key it is noted when it was last used; of an event when the relay published it, which may be after any rest.
    const { apiKeys: _used, outbox: _relayed, ...others } = collections;
    const [keys, events] = await Promise.all(['apiKeys', 'outbox'].map((name) => database.collection(name).countDocuments()));
    // That a package is late is stamped by time, within the second after it: nobody's doing.
    const packages = await database.collection('packages').find({}, { projection: { late: 0 } }).sort({ _id: 1 }).toArray();
    return { ...Object.fromEntries(Object.entries(others).filter(([name]) => !OF_NO_THING.includes(name))), packages: createHash('md5').update(JSON.stringify(packages)).digest('hex'), journal: `${journal} entries`, apiKeys: `${keys} keys`, outbox: `${events} events` };
  }

  /** Does something that must leave the base as it is; the collections `apart` may tell of it. */
  async unchangedBy<T>(work: () => Promise<T>, apart: readonly string[] = []): Promise<T> {
    const of = (contents: Record<string, string>): Record<string, string> => Object.fromEntries(Object.entries(contents).filter(([name]) => !apart.includes(name)));
    const before = of(await this.atRest());
    const done = await work();
    const after = await this.contents();
    expect(of(after)).toEqual(before);
    this.last = JSON.stringify(after);
    return done;
  }

  /** The contents once the relay of the outbox has nothing left to note. */
  private async atRest(): Promise<Record<string, string>> {
    return eventually('the base comes to rest', async () => {
      const contents = await this.contents();
      const written = JSON.stringify(contents);
      const same = written === this.last;
      this.last = written;
      return same ? contents : null;
    });
  }

  /** How many mails about a package are owed or were: those of others, whose server is away, are tried again at any moment. */
  mailsAbout(code: string): Promise<number> {
    return this.client.db().collection('notifications').countDocuments({ package: code });
  }

  close(): Promise<void> {
    return this.client.close();
  }
}
