import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, type QueryFilter, Types } from 'mongoose';

import type { Actor } from '../operators/actor.js';
import { demandAny, reach } from '../operators/operators.policy.js';
import { type CappedCount, cappedCount, findPage, type Page } from '../storage/page.js';
import { compileQuery } from './query.compiler.js';
import type { Population, Query } from './query.js';
import type { Recipient } from './recipient.schema.js';
import type { RecipientList } from './recipient.requests.js';
import { partOf } from './split.js';

/** Whom a delivery is for. */
export interface Target {
  /** Exactly these entities; null: every entity (a correction); empty: nobody. */
  entities: readonly string[] | null;
  query: Query;
  /** A second one that must hold too: the population of a workflow. */
  within?: Query;
  split?: Population['split'];
  part?: string | number | null;
}

/** Whom a message is for, and where they stand in the walk: given back as `after`, the walk goes on behind them. */
export interface Targeted extends Pick<Recipient, '_id' | 'email' | 'entity'> {
  position: string;
}

const BATCH = 1_000;

@Injectable()
export class RecipientsQueries {
  constructor(@InjectModel('Recipient') private readonly recipients: Model<Recipient>) {}

  /**
   * Walks a target in a fixed order, by entity and id (by id alone where no entity is named), never
   * holding more than a batch. Recipients imported meanwhile may be met or not.
   * @param after `position` of the last one that was taken; null: from the start
   * @throws DomainError `invalid-fields` where the query is none
   */
  async *targetCursor(target: Target & { after?: string | null }): AsyncGenerator<Targeted> {
    const conditions = conditionsOf(target);
    const behind = readPosition(target.after ?? null);
    if (target.entities === null) {
      yield* this.walk([...conditions, ...(behind === null ? [] : [{ _id: { $gt: behind.id } }])], { _id: 1 });
      return;
    }
    const entities = [...new Set(target.entities)].sort();
    if (behind !== null && entities.includes(behind.entity)) {
      yield* this.walk([{ entity: behind.entity, _id: { $gt: behind.id } }, ...conditions], { entity: 1, _id: 1 });
    }
    const rest = behind === null ? entities : entities.filter((entity) => entity > behind.entity);
    if (rest.length > 0) yield* this.walk([{ entity: { $in: rest } }, ...conditions], { entity: 1, _id: 1 });
  }

  /** How many a target selects now. */
  async count(target: Target): Promise<number> {
    const conditions = conditionsOf(target);
    if (target.entities !== null) conditions.push({ entity: { $in: [...target.entities] } });
    return this.recipients.countDocuments({ $and: conditions } as QueryFilter<Recipient>);
  }

  /** Those of them that a target selects, in their order. */
  async among<T extends Pick<Recipient, '_id' | 'entity'>>(recipients: readonly T[], target: Target): Promise<T[]> {
    if (recipients.length === 0) return [];
    const found = await this.recipients.find({ $and: [{ _id: { $in: recipients.map(({ _id }) => _id) } }, ...conditionsOf(target)] } as QueryFilter<Recipient>, { _id: 1 }).lean();
    const selected = new Set(found.map(({ _id }) => _id.toHexString()));
    return recipients.filter(({ _id, entity }) => selected.has(_id.toHexString()) && (target.entities?.includes(entity) ?? true));
  }

  /** A page of the recipients that the actor may read: a local operator's own entity's. */
  async list(actor: Actor, request: RecipientList): Promise<Page<Recipient> & { counts?: { total: CappedCount } }> {
    demandAny(actor, 'recipients', 'read');
    const conditions: Record<string, unknown>[] = [];
    if (reach(actor, 'recipients', 'read') === 'own') conditions.push({ entity: actor.entity });
    if (request.entity !== undefined) conditions.push({ entity: { $in: request.entity } });
    if (request.locale !== undefined) conditions.push({ locale: request.locale });
    if (request.q !== undefined) conditions.push({ email: { $regex: `^${request.q.trim().toLowerCase().replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}` } });
    const filter = (conditions.length === 0 ? {} : { $and: conditions }) as QueryFilter<Recipient>;
    const page = await findPage(this.recipients, filter, request);
    return request.counts ? { ...page, counts: { total: await cappedCount(this.recipients, filter) } } : page;
  }

  /** By the driver: there may be a million, and nothing of them needs casting. */
  private async *walk(conditions: Record<string, unknown>[], sort: Record<string, 1>): AsyncGenerator<Targeted> {
    const cursor = this.recipients.collection.find<Omit<Targeted, 'position'>>({ $and: conditions }, { projection: { email: 1, entity: 1 }, sort, batchSize: BATCH });
    try {
      for await (const recipient of cursor) yield { ...recipient, position: positionOf(recipient) };
    } finally {
      await cursor.close();
    }
  }
}

function conditionsOf({ query, within, split, part }: Target): Record<string, unknown>[] {
  return [compileQuery(query), ...(within === undefined ? [] : [compileQuery(within)]), partOf(split ?? null, part ?? null)];
}

/** `OU3:65a0...`: the entity and the id, by which every walk goes on. */
export function positionOf(recipient: Pick<Recipient, '_id' | 'entity'>): string {
  return `${recipient.entity}:${recipient._id.toHexString()}`;
}

function readPosition(position: string | null): { entity: string; id: Types.ObjectId } | null {
  if (position === null) return null;
  const [entity = '', id = ''] = position.split(':');
  return { entity, id: new Types.ObjectId(id) };
}
