import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import { Clock } from '../../clock/clock.js';
import { CodesService } from '../../codes/codes.service.js';
import type { Entity } from '../../entities/entity.schema.js';
import { JournalService } from '../../journal/journal.service.js';
import type { Locale } from '../../language/text.js';
import { type Actor, SYSTEM } from '../../operators/actor.js';
import type { Operator } from '../../operators/operator.schema.js';
import { OperatorsService } from '../../operators/operators.service.js';
import { RecipientsService } from '../../recipients/recipients.service.js';
import { wordsOf } from '../../storage/words.js';
import { branchNames, FIRST_NAMES, LAST_NAMES, slug } from './names.js';
import type { Random } from './random.js';

const DOMAIN = 'meridian.example';

/** People of head office that a reader can sign in as. */
const CENTRAL: readonly { name: string; role: 'admin' | 'central'; locale: Locale }[] = [
  { name: 'Claire Fontaine', role: 'central', locale: 'fr' },
  { name: 'James Holloway', role: 'central', locale: 'en' },
  { name: 'Nora Lindqvist', role: 'central', locale: 'en' },
  { name: 'Samir Benali', role: 'admin', locale: 'fr' },
];

const IMPORTED_AT_ONCE = 2_000;

/** Branches, the people who run them, and the people they write to. */
@Injectable()
export class SeedNetwork {
  constructor(
    @InjectModel('Entity') private readonly entities: Model<Entity>,
    @InjectModel('Operator') private readonly operators: Model<Operator>,
    private readonly people: OperatorsService,
    private readonly recipients: RecipientsService,
    private readonly codes: CodesService,
    private readonly journal: JournalService,
    private readonly clock: Clock,
  ) {}

  /** Head office first: they do what follows. Each signs in with `password`. */
  async centralOperators(password: string): Promise<Actor[]> {
    const actors: Actor[] = [];
    for (const { name, role, locale } of CENTRAL) {
      const email = `${slug(name)}@${DOMAIN}`;
      await this.people.create(SYSTEM, { email, name, role, entity: null, password, locale });
      actors.push({ email, name, role, entity: null, locale });
    }
    return actors;
  }

  /** Branches with their notification groups, and one operator each, who reviews its orders and has no password yet. */
  async branches(count: number, random: Random): Promise<Entity[]> {
    const codes = await this.codes.takeMany('entity', count);
    const at = this.clock.now();
    const branches = branchNames(count).map((branch, index): { entity: Entity; operator: Operator } => {
      const entity = codes[index] as string;
      const name = `${random.pick(FIRST_NAMES[branch.locale])} ${random.pick(LAST_NAMES[branch.locale])}`;
      const email = `manager.${branch.address}@${DOMAIN}`;
      const group = [`${branch.address}@${DOMAIN}`, email, `marketing.${branch.address}@${DOMAIN}`].slice(0, random.whole(1, 3));
      return {
        entity: { _id: entity, label: branch.label, locale: branch.locale, timeZone: branch.timeZone, contact: `${branch.address}@${DOMAIN}`, notificationGroup: group, orderReviewers: [email], words: wordsOf(branch.label), version: 1, createdAt: at, modifiedAt: at },
        operator: { _id: email, name, role: 'local', entity, locale: branch.locale, passwordHash: null, words: wordsOf(name), version: 1, createdAt: at, modifiedAt: at },
      };
    });
    await this.entities.insertMany(branches.map(({ entity }) => entity));
    await this.operators.insertMany(branches.map(({ operator }) => operator));
    const entry = (subject: string, subjectKind: string): { at: Date; by: string; subject: string; subjectKind: string; command: string } => ({ at, by: SYSTEM.email, subject, subjectKind, command: 'create' });
    await this.journal.record(branches.flatMap(({ entity, operator }) => [entry(entity._id, 'entity'), entry(operator._id, 'operator')]));
    return branches.map(({ entity }) => entity);
  }

  /** @param wrote told after each lot how many recipients it held */
  async customers(branches: readonly Entity[], count: number, random: Random, wrote: (count: number) => void): Promise<void> {
    for (let from = 0; from < count; from += IMPORTED_AT_ONCE) {
      const lot = Array.from({ length: Math.min(IMPORTED_AT_ONCE, count - from) }, (_, index) => customer(branches, from + index, random));
      await this.recipients.import(SYSTEM, { format: 'json', charset: null, bytes: asBytes(JSON.stringify({ recipients: lot })) }, { locale: 'en', preview: false, lines: false });
      wrote(lot.length);
    }
  }
}

function customer(branches: readonly Entity[], index: number, random: Random): Record<string, string | number | boolean> {
  const branch = branches[index % branches.length] as Entity;
  const firstName = random.pick(FIRST_NAMES[branch.locale]);
  const lastName = random.pick(LAST_NAMES[branch.locale]);
  return {
    email: `${slug(`${firstName} ${lastName}`)}.${index + 1}@customers.example`,
    entity: branch._id,
    firstName,
    lastName,
    locale: branch.locale,
    age: random.whole(18, 84),
    segment: random.pick(['mass', 'affluent', 'student', 'business']),
    savings: random.whole(0, 60) * 500,
    hasMortgage: random.chance(0.3),
  };
}

async function* asBytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
