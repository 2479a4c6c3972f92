import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { createHash, randomBytes } from 'node:crypto';
import { type Model, type QueryFilter, Types } from 'mongoose';

import { Clock } from '../clock/clock.js';
import { invalidFields, notFound } from '../errors/domain-error.js';
import { JournalService } from '../journal/journal.service.js';
import { Transactions } from '../storage/transactions.js';
import { findPage, type Page } from '../storage/page.js';
import type { Actor } from './actor.js';
import type { ApiKey } from './api-key.schema.js';
import type { ApiKeyList, NewApiKey } from './operator.requests.js';
import { OperatorsService } from './operators.service.js';
import { demand, demandAny, reach } from './operators.policy.js';

const NOTE_USE_EVERY_MS = 60_000;
const MOST_OWNERS = 10_000;
const DUPLICATE_KEY = 11_000;

@Injectable()
export class ApiKeysService {
  /** Digest of a key -> the e-mail of its operator. */
  private readonly owners = new Map<string, string>();

  constructor(
    @InjectModel('ApiKey') private readonly keys: Model<ApiKey>,
    private readonly operators: OperatorsService,
    private readonly transactions: Transactions,
    private readonly journal: JournalService,
    private readonly clock: Clock,
  ) {}

  /** SHA-256, hex: all that is kept of a key. */
  static digestOf(key: string): string {
    return createHash('sha256').update(key).digest('hex');
  }

  /** Whose key this is; null for none. Only the hash of a key is ever looked up or kept. */
  async actorOf(key: string): Promise<Actor | null> {
    return this.actorOfDigest(ApiKeysService.digestOf(key));
  }

  /** The same for who kept only the digest of a key. */
  async actorOfDigest(digest: string): Promise<Actor | null> {
    // Whose a key is never changes, so that both are asked for at once; whether it still is, and what they may, is read each time.
    const known = this.owners.get(digest);
    const [found, actor] = await Promise.all([this.keys.findOne({ hash: digest }).lean(), known === undefined ? null : this.operators.actorOf(known)]);
    if (found === null) {
      this.owners.delete(digest);
      return null;
    }
    const now = this.clock.now();
    if (found.lastUsedAt === null || now.getTime() - found.lastUsedAt.getTime() > NOTE_USE_EVERY_MS) {
      await this.keys.updateOne({ _id: found._id }, { $set: { lastUsedAt: now } });
    }
    if (known === found.operator) return actor;
    if (this.owners.size >= MOST_OWNERS) this.owners.clear();
    this.owners.set(digest, found.operator);
    return this.operators.actorOf(found.operator);
  }

  async list(actor: Actor, query: ApiKeyList): Promise<Page<ApiKey>> {
    demandAny(actor, 'api-keys', 'read');
    const filter: QueryFilter<ApiKey> = { ...(query.operator === undefined ? {} : { operator: query.operator }), ...(reach(actor, 'api-keys', 'read') === 'own' ? { $and: [{ operator: actor.email }] } : {}) };
    return findPage(this.keys, filter, query);
  }

  /** @returns the key itself, shown this once */
  async create(actor: Actor, body: NewApiKey): Promise<{ key: string; id: string }> {
    demandAny(actor, 'api-keys', 'write');
    const key = `relais_${randomBytes(32).toString('base64url')}`;
    return { key, id: await this.keep(actor, body, key) };
  }

  /** Keeps a key that was chosen elsewhere (RELAIS_ADMIN_API_KEY); keeping it twice changes nothing. */
  async keep(actor: Actor, body: NewApiKey, key: string): Promise<string> {
    if ((await this.operators.actorOf(body.operator)) === null) {
      throw invalidFields([{ field: 'operator', message: { en: `There is no operator ${body.operator}.`, fr: `L’opérateur ${body.operator} n’existe pas.` } }]);
    }
    const known = await this.keys.findOne({ hash: ApiKeysService.digestOf(key) }).lean();
    if (known !== null) return known._id.toString();
    try {
      return await this.insert(actor, body, key);
    } catch (error) {
      // Another process that starts at the same instant was first.
      const first = (error as { code?: unknown }).code === DUPLICATE_KEY ? await this.keys.findOne({ hash: ApiKeysService.digestOf(key) }).lean() : null;
      if (first === null) throw error;
      return first._id.toString();
    }
  }

  private insert(actor: Actor, body: NewApiKey, key: string): Promise<string> {
    return this.transactions.run(async (session) => {
      const [made] = await this.keys.create([{ operator: body.operator, label: body.label, hash: ApiKeysService.digestOf(key), hint: key.slice(0, 10), createdAt: this.clock.now(), lastUsedAt: null }], { session });
      const id = String(made?._id);
      await this.journal.record({ by: actor.email, subject: id, subjectKind: 'api-key', command: 'create', related: [body.operator] }, session);
      return id;
    });
  }

  async revoke(actor: Actor, id: string): Promise<void> {
    const key = Types.ObjectId.isValid(id) ? await this.keys.findById(id).lean() : null;
    if (key === null) throw notFound(id);
    demand(actor, 'api-keys', 'write', id, key.operator);
    await this.transactions.run(async (session) => {
      await this.keys.deleteOne({ _id: key._id }, { session });
      await this.journal.record({ by: actor.email, subject: id, subjectKind: 'api-key', command: 'revoke', related: [key.operator] }, session);
    });
  }
}
