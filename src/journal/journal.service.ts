import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, QueryFilter } from 'mongoose';

import { Clock } from '../clock/clock.js';
import type { JournalEntry } from './journal.schema.js';
import { origins } from './origin.js';

export type NewEntry = Pick<JournalEntry, 'by' | 'subject' | 'subjectKind' | 'command'> & Partial<JournalEntry>;

@Injectable()
export class JournalService {
  constructor(
    @InjectModel('JournalEntry') private readonly entries: Model<JournalEntry>,
    private readonly clock: Clock,
  ) {}

  /** Writes entries in the caller's transaction, or at once where there is none (a refused attempt). */
  async record(entries: NewEntry | readonly NewEntry[], session?: ClientSession): Promise<void> {
    const list = (Array.isArray(entries) ? entries : [entries]) as NewEntry[];
    if (list.length === 0) return;
    const at = this.clock.now();
    const origin = origins.getStore()?.correlation ?? null;
    await this.entries.insertMany(
      list.map((entry) => ({ at, ...entry, correlation: entry.correlation ?? origin })),
      { session: session ?? null, ordered: true },
    );
  }

  /** The thing of this kind that a command with this correlation was carried out on; null: it never was. */
  async carriedOut(command: Pick<JournalEntry, 'by' | 'subjectKind'> & { correlation: string }): Promise<string | null> {
    const { by, subjectKind, correlation } = command;
    // The type is repeated for the planner: the index holds nothing else.
    const entry = await this.entries.findOne({ correlation: { $eq: correlation, $type: 'string' }, by, subjectKind, refused: null } as QueryFilter<JournalEntry>).sort({ at: 1 }).lean();
    return entry?.subject ?? null;
  }
}
