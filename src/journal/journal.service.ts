import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';

import { Clock } from '../clock/clock.js';
import type { JournalEntry } from './journal.schema.js';

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
    await this.entries.insertMany(
      list.map((entry) => ({ at, ...entry })),
      { session: session ?? null, ordered: true },
    );
  }
}
