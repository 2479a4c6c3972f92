import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';

import type { Entity } from '../entities/entity.schema.js';
import { SYSTEM } from '../operators/actor.js';
import type { Operator } from '../operators/operator.schema.js';
import type { Owed } from './events/mail-event.js';
import { ABOUT_NOTHING } from './mail/addressee.js';
import type { About, OperatorRole } from './notification.schema.js';

/** Entities whose mails are owed in one write. */
const AT_ONCE = 500;

/** Whom a notification may be owed to: notification groups of entities, operators by name or by role. */
@Injectable()
export class People {
  constructor(
    @InjectModel('Entity') private readonly entities: Model<Entity>,
    @InjectModel('Operator') private readonly operators: Model<Operator>,
  ) {}

  /** Entities in batches, by code; null: every one. */
  async *entityBatches(codes: readonly string[] | null): AsyncGenerator<Entity[]> {
    const filter: QueryFilter<Entity> = codes === null ? {} : { _id: { $in: [...codes] } };
    for (let last = ''; ; ) {
      const batch = await this.entities.find({ $and: [filter, { _id: { $gt: last } }] }).sort({ _id: 1 }).limit(AT_ONCE).lean();
      if (batch.length === 0) return;
      yield batch;
      last = batch[batch.length - 1]?._id ?? last;
    }
  }

  async entity(code: string): Promise<Entity | null> {
    return this.entities.findById(code).lean();
  }

  /** E-mail -> operator, for whoever of them exists. */
  async known(emails: readonly string[]): Promise<Map<string, Operator>> {
    const found = await this.operators.find({ _id: { $in: [...new Set(emails)] } }).lean();
    return new Map(found.map((operator) => [operator._id, operator]));
  }

  /** The named ones who still are operators. */
  async named(emails: readonly string[]): Promise<Operator[]> {
    return [...(await this.known(emails)).values()];
  }

  /** Whoever steers packages and orders: central operators and administrators. */
  async headOffice(): Promise<Operator[]> {
    return this.operators.find({ role: { $in: ['admin', 'central'] } }).sort({ _id: 1 }).lean();
  }

  /** Central operators; administrators where there is none. */
  async central(): Promise<Operator[]> {
    const all = await this.headOffice();
    const central = all.filter((operator) => operator.role === 'central');
    return central.length > 0 ? central : all;
  }

  async nameOf(email: string): Promise<string> {
    if (email === SYSTEM.email) return SYSTEM.name;
    return (await this.known([email])).get(email)?.name ?? email;
  }
}

/** A mail to each address of the entity's notification group. */
export function toGroup(entity: Entity, about: About = ABOUT_NOTHING, more: Partial<Owed> = {}): Owed[] {
  return [...new Set(entity.notificationGroup)].map((address) => ({ address, entity: entity._id, about, ...more }));
}

/** A mail to each of these operators. Those who belong to the entity may read that they were told. */
export function toOperators(operators: readonly Operator[], role: OperatorRole, about: Partial<About> = {}, more: Partial<Owed> = {}): Owed[] {
  return operators.map(({ _id: email, entity }) => ({ address: email, operator: email, entity, about: { ...ABOUT_NOTHING, ...about, role }, ...more }));
}
