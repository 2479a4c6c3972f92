import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';

import { notFound } from '../errors/domain-error.js';
import type { Actor } from '../operators/actor.js';
import { demandAny, reach } from '../operators/operators.policy.js';
import { between } from '../storage/between.js';
import { findPage, type Page, type PageRequest } from '../storage/page.js';
import { JournalPorts } from './journal.ports.js';
import type { JournalEntry } from './journal.schema.js';

/** More than any one thing has lived through; beyond, its own pages are asked for without its history. */
const WHOLE_LIFE = 2_000;

@Injectable()
export class JournalQueries {
  constructor(
    @InjectModel('JournalEntry') private readonly entries: Model<JournalEntry>,
    private readonly ports: JournalPorts,
  ) {}

  /**
   * Entries of one thing, or of everything, in the order asked for.
   * @throws DomainError `forbidden`, `not-found` where the thing is not the actor's to know
   */
  async list(actor: Actor, subject: string | undefined, request: PageRequest, asked: Asked = {}): Promise<Page<JournalEntry>> {
    demandAny(actor, 'journal', 'read');
    if (subject === undefined) {
      if (reach(actor, 'journal', 'read') !== 'all') throw notFound('journal');
      return this.page(allOf(conditionsOf(asked)), request);
    }
    const historyOf = this.ports.historyOf(subject);
    if (historyOf === undefined) {
      // Of what is not an order, a local operator's entity owns no journal.
      if (reach(actor, 'journal', 'read') !== 'all') throw notFound(subject);
      return this.page(allOf([ofSubject(subject), ...conditionsOf(asked)]), request);
    }
    const life = await this.withHistory(subject, await historyOf(actor, subject), request.sort);
    return { ...life, items: life.items.filter((entry) => isAskedFor(entry, asked)) };
  }

  private async page(filter: QueryFilter<JournalEntry>, request: PageRequest): Promise<Page<JournalEntry>> {
    return findPage(this.entries as never, filter as never, request) as unknown as Promise<Page<JournalEntry>>;
  }

  /** A thing's rows and what it carries itself, one life in one answer. */
  private async withHistory(subject: string, history: readonly JournalEntry[], sort: string): Promise<Page<JournalEntry>> {
    const rows = (await this.entries.find({ subject }).sort({ at: 1, _id: 1 }).limit(WHOLE_LIFE).lean()) as JournalEntry[];
    const items = [...rows, ...history].sort((a, b) => a.at.getTime() - b.at.getTime());
    return { items: sort.startsWith('-') ? items.reverse() : items, nextCursor: null };
  }
}

/** What is asked of the entries, beside whose they are. */
interface Asked {
  by?: string | undefined;
  command?: string | undefined;
  refused?: boolean | undefined;
  atFrom?: Date | undefined;
  atTo?: Date | undefined;
}

function conditionsOf({ by, command, refused, atFrom, atTo }: Asked): QueryFilter<JournalEntry>[] {
  return [
    ...(by === undefined ? [] : [{ by }]),
    ...(command === undefined ? [] : [{ command }]),
    ...(refused === undefined ? [] : [refused ? { refused: { $type: 'string' as const } } : { refused: null }]),
    ...between('at', atFrom, atTo),
  ];
}

function isAskedFor(entry: JournalEntry, { by, command, refused, atFrom, atTo }: Asked): boolean {
  if (by !== undefined && entry.by !== by) return false;
  if (command !== undefined && entry.command !== command) return false;
  if (refused !== undefined && (entry.refused !== null) !== refused) return false;
  return (atFrom === undefined || entry.at >= atFrom) && (atTo === undefined || entry.at <= atTo);
}

const allOf = (conditions: readonly QueryFilter<JournalEntry>[]): QueryFilter<JournalEntry> => (conditions.length === 0 ? {} : { $and: [...conditions] });

/** The thing's own rows, and those of the ranges written under its name (`CAT86:orders 0-999`). */
function ofSubject(subject: string): QueryFilter<JournalEntry> {
  return { $or: [{ subject }, { subject: { $gte: `${subject}:`, $lt: `${subject};` } }] };
}
