import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';

import { Clock } from '../clock/clock.js';
import { CodesService } from '../codes/codes.service.js';
import { type FieldError, invalidFields, notFound } from '../errors/domain-error.js';
import type { FieldChange } from '../journal/journal.schema.js';
import { JournalService } from '../journal/journal.service.js';
import { CommandRunner } from '../lifecycle/command-runner.js';
import type { Actor } from '../operators/actor.js';
import type { Operator } from '../operators/operator.schema.js';
import { demand, demandAny, reach } from '../operators/operators.policy.js';
import { type CountedPage, findCountedPage } from '../storage/page.js';
import { expectVersion } from '../storage/version.js';
import { wordsOf } from '../storage/words.js';
import type { EntityList, EntityPatch, NewEntity } from './entity.requests.js';
import type { Entity } from './entity.schema.js';

@Injectable()
export class EntitiesService {
  constructor(
    @InjectModel('Entity') private readonly entities: Model<Entity>,
    @InjectModel('Operator') private readonly operators: Model<Operator>,
    private readonly codes: CodesService,
    private readonly runner: CommandRunner,
    private readonly journal: JournalService,
    private readonly clock: Clock,
  ) {}

  async byCodes(codes: readonly string[]): Promise<Entity[]> {
    return this.entities.find({ _id: { $in: [...codes] } }).lean();
  }

  /** Which of these codes are entities. */
  async existing(codes: readonly string[]): Promise<Set<string>> {
    const found = await this.entities.find({ _id: { $in: [...codes] } }, { _id: 1 }).lean();
    return new Set(found.map((entity) => entity._id));
  }

  /** Those that bear one of these labels exactly. */
  async labeled(labels: readonly string[]): Promise<Entity[]> {
    return this.entities.find({ label: { $in: [...labels] } }).lean();
  }

  async allCodes(): Promise<string[]> {
    const found = await this.entities.find({}, { _id: 1 }).sort({ createdAt: 1, _id: 1 }).lean();
    return found.map((entity) => entity._id);
  }

  async list(actor: Actor, query: EntityList): Promise<CountedPage<Entity>> {
    demandAny(actor, 'entities', 'read');
    const filter: QueryFilter<Entity> = {
      ...(query.locale === undefined ? {} : { locale: query.locale }),
      ...(query.q === undefined ? {} : { $or: [{ _id: query.q.trim().toUpperCase() }, { label: { $regex: query.q.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), $options: 'i' } }] }),
      ...(reach(actor, 'entities', 'read') === 'own' ? { $and: [{ _id: actor.entity ?? '' }] } : {}),
    };
    return findCountedPage(this.entities, filter, query);
  }

  async get(actor: Actor, code: string): Promise<Entity> {
    const entity = await this.entities.findById(code).lean();
    if (entity === null) throw notFound(code);
    demand(actor, 'entities', 'read', code, entity._id);
    return entity;
  }

  async create(actor: Actor, body: NewEntity): Promise<Entity> {
    demandAny(actor, 'entities', 'write');
    const _id = await this.codes.take('entity');
    return this.runner.run({ actor, subject: _id, subjectKind: 'entity', command: 'create' }, async (session) => {
      await this.refuseWrongReviewers(_id, body.orderReviewers);
      const now = this.clock.now();
      const entity: Entity = { _id, ...body, notificationGroup: once(body.notificationGroup), orderReviewers: once(body.orderReviewers), words: wordsOf(body.label), version: 1, createdAt: now, modifiedAt: now };
      await this.entities.create([entity], { session });
      await this.journal.record({ at: now, by: actor.email, subject: _id, subjectKind: 'entity', command: 'create' }, session);
      return entity;
    });
  }

  async edit(actor: Actor, code: string, version: number | undefined, patch: EntityPatch): Promise<Entity> {
    await this.get(actor, code);
    const command = { actor, subject: code, subjectKind: 'entity', command: 'edit' };
    await this.runner.ask(command, () => demand(actor, 'entities', 'write', code, code));
    const set: EntityPatch = {
      ...patch,
      ...(patch.notificationGroup === undefined ? {} : { notificationGroup: once(patch.notificationGroup) }),
      ...(patch.orderReviewers === undefined ? {} : { orderReviewers: once(patch.orderReviewers) }),
    };
    return this.runner.run(command, async (session) => {
      const present = await this.entities.findById(code, null, { session }).lean();
      if (present === null) throw notFound(code);
      expectVersion(code, present.version, version);
      await this.refuseWrongReviewers(code, set.orderReviewers ?? []);
      const now = this.clock.now();
      const updated = await this.entities
        .findOneAndUpdate({ _id: code, version: present.version }, { $set: { ...set, words: wordsOf(set.label ?? present.label), modifiedAt: now }, $inc: { version: 1 } }, { session, returnDocument: 'after' })
        .lean();
      await this.journal.record({ at: now, by: actor.email, subject: code, subjectKind: 'entity', command: 'edit', changes: changesOf(present, set) }, session);
      return updated ?? present;
    });
  }

  /**
   * What is wrong with the reviewers of an entity's orders: they are at head office or the entity's own local operators
   * (domain.md, *Things*).
   * @param entity null: one that is still to be made, without operators of its own
   */
  async wrongReviewers(entity: string | null, emails: readonly string[]): Promise<FieldError[]> {
    const found = await this.operators.find({ _id: { $in: [...emails] } }, { role: 1, entity: 1 }).lean();
    const known = new Map(found.map((operator) => [operator._id, operator.role !== 'local' || operator.entity === entity]));
    return emails.flatMap((email, index) => {
      if (known.get(email) === true) return [];
      const message = known.has(email)
        ? { en: `${email} is a local operator of another entity.`, fr: `${email} est un opérateur local d’une autre entité.` }
        : { en: `There is no operator ${email}.`, fr: `L’opérateur ${email} n’existe pas.` };
      return [{ field: `orderReviewers[${index}]`, message }];
    });
  }

  private async refuseWrongReviewers(entity: string, emails: readonly string[]): Promise<void> {
    const errors = await this.wrongReviewers(entity, emails);
    if (errors.length > 0) throw invalidFields(errors);
  }
}

function once(addresses: readonly string[]): string[] {
  return [...new Set(addresses)];
}

function changesOf(before: Entity, set: EntityPatch): FieldChange[] {
  return (Object.keys(set) as (keyof EntityPatch)[])
    .filter((field) => JSON.stringify(set[field]) !== JSON.stringify(before[field]))
    .map((field) => ({ field, from: before[field], to: set[field] }));
}
