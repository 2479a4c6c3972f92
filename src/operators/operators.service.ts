import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';

import { Clock } from '../clock/clock.js';
import { Environment } from '../config/environment.js';
import type { Entity } from '../entities/entity.schema.js';
import { invalidFields, notFound } from '../errors/domain-error.js';
import { JournalService } from '../journal/journal.service.js';
import { CommandRunner } from '../lifecycle/command-runner.js';
import { type CountedPage, findCountedPage } from '../storage/page.js';
import { expectVersion } from '../storage/version.js';
import { wordsOf } from '../storage/words.js';
import type { Actor } from './actor.js';
import type { NewOperator, OperatorList, OperatorPatch } from './operator.requests.js';
import type { Operator } from './operator.schema.js';
import { lastAdministrator, operatorExists } from './operators.errors.js';
import { demand, demandAny, reach } from './operators.policy.js';
import { hashPassword, passwordMatches } from './password.js';

@Injectable()
export class OperatorsService {
  constructor(
    @InjectModel('Operator') private readonly operators: Model<Operator>,
    @InjectModel('Entity') private readonly entities: Model<Entity>,
    private readonly runner: CommandRunner,
    private readonly journal: JournalService,
    private readonly clock: Clock,
    private readonly environment: Environment,
  ) {}

  /** The operator whose password this is; null for a wrong one and for nobody alike. */
  async verifyPassword(email: string, password: string): Promise<Actor | null> {
    const operator = await this.operators.findById(email.trim().toLowerCase()).lean();
    const right = await passwordMatches(password, operator?.passwordHash ?? null);
    return operator !== null && right ? this.actor(operator) : null;
  }

  async actorOf(email: string): Promise<Actor | null> {
    const operator = await this.operators.findById(email.toLowerCase()).lean();
    return operator === null ? null : this.actor(operator);
  }

  /** E-mail -> name, for whoever of them exists. */
  async namesOf(emails: readonly string[]): Promise<Map<string, string>> {
    const found = await this.operators.find({ _id: { $in: [...emails] } }, { name: 1 }).lean();
    return new Map(found.map((operator) => [operator._id, operator.name]));
  }

  /** Which of these may be named reviewers of packages or be assigned work at head office. */
  async centralAmong(emails: readonly string[]): Promise<Set<string>> {
    const found = await this.operators.find({ _id: { $in: [...emails] }, role: { $in: ['admin', 'central'] } }, { _id: 1 }).lean();
    return new Set(found.map((operator) => operator._id));
  }

  async list(actor: Actor, query: OperatorList): Promise<CountedPage<Operator>> {
    demandAny(actor, 'operators', 'read');
    const own = reach(actor, 'operators', 'read') === 'own' ? [{ entity: actor.entity }] : [];
    const filter: QueryFilter<Operator> = {
      ...(query.role === undefined ? {} : { role: query.role }),
      ...(query.entity === undefined ? {} : { entity: query.entity }),
      ...(query.q === undefined ? {} : { _id: { $regex: `^${query.q.toLowerCase().replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}` } }),
      ...(own.length > 0 ? { $and: own } : {}),
    };
    return findCountedPage(this.operators, filter, query);
  }

  async get(actor: Actor, email: string): Promise<Operator> {
    const operator = await this.operators.findById(email.toLowerCase()).lean();
    if (operator === null) throw notFound(email);
    demand(actor, 'operators', 'read', email, operator.entity);
    return operator;
  }

  async create(actor: Actor, body: NewOperator): Promise<Operator> {
    demandAny(actor, 'operators', 'write');
    const passwordHash = body.password === null ? null : await hashPassword(body.password);
    const command = { actor, subject: body.email, subjectKind: 'operator', command: 'create' };
    return this.runner.run(command, async (session) => {
      await this.refuseUnknownEntity(body.entity);
      if ((await this.operators.exists({ _id: body.email }).session(session)) !== null) throw operatorExists(body.email);
      const now = this.clock.now();
      const operator: Operator = { _id: body.email, name: body.name, role: body.role, entity: body.entity, locale: body.locale, passwordHash, words: wordsOf(body.name), version: 1, createdAt: now, modifiedAt: now };
      await this.operators.create([operator], { session });
      await this.journal.record({ at: now, by: actor.email, subject: body.email, subjectKind: 'operator', command: 'create' }, session);
      return operator;
    });
  }

  async edit(actor: Actor, email: string, version: number | undefined, patch: OperatorPatch): Promise<Operator> {
    const { password, ...fields } = patch;
    const before = await this.get(actor, email);
    const command = { actor, subject: before._id, subjectKind: 'operator', command: 'edit' };
    await this.runner.ask(command, () => demand(actor, 'operators', 'write', email, before.entity));
    const set = { ...fields, ...(password === undefined ? {} : { passwordHash: await hashPassword(password) }) };
    return this.runner.run(command, async (session) => {
      const present = await this.operators.findById(before._id, null, { session }).lean();
      if (present === null) throw notFound(email);
      expectVersion(present._id, present.version, version);
      const next = { ...present, ...set };
      if ((next.role === 'local') !== (next.entity !== null)) {
        throw invalidFields([{ field: 'entity', message: { en: 'A local operator belongs to one entity; the others to none.', fr: 'Un opérateur local appartient à une entité ; les autres à aucune.' } }]);
      }
      await this.refuseUnknownEntity(next.entity);
      if (present.role === 'admin' && next.role !== 'admin' && (await this.operators.countDocuments({ role: 'admin' }).session(session)) === 1) throw lastAdministrator(email);
      const now = this.clock.now();
      const changes = (Object.keys(fields) as (keyof typeof fields)[]).filter((field) => fields[field] !== present[field]).map((field) => ({ field, from: present[field], to: fields[field] }));
      const updated = await this.operators
        .findOneAndUpdate({ _id: present._id, version: present.version }, { $set: { ...set, words: wordsOf(next.name), modifiedAt: now }, $inc: { version: 1 } }, { session, returnDocument: 'after' })
        .lean();
      await this.journal.record({ at: now, by: actor.email, subject: present._id, subjectKind: 'operator', command: 'edit', changes: [...changes, ...(password === undefined ? [] : [{ field: 'password', from: null, to: null }])] }, session);
      return updated ?? next;
    });
  }

  private async refuseUnknownEntity(code: string | null): Promise<void> {
    if (code === null || (await this.entities.exists({ _id: code })) !== null) return;
    throw invalidFields([{ field: 'entity', message: { en: `There is no entity ${code}.`, fr: `L’entité ${code} n’existe pas.` } }]);
  }

  private actor(operator: Operator): Actor {
    return { email: operator._id, name: operator.name, role: operator.role, entity: operator.entity, locale: operator.locale ?? this.environment.RELAIS_LOCALE };
  }
}
