import { Controller, Get } from '@nestjs/common';

import { Caller } from '../api/caller.js';
import { Described } from '../api/described.js';
import { ListParameters } from '../api/list-parameters.js';
import type { Actor } from '../operators/actor.js';
import type { Page } from '../storage/page.js';
import { JournalQueries } from './journal.queries.js';
import { type JournalParameters, journalParameters } from './journal.requests.js';
import type { JournalEntry } from './journal.schema.js';

export type JournalEntryView = Omit<JournalEntry, 'related'>;

@Controller('api/v1/journal')
export class JournalController {
  constructor(private readonly journal: JournalQueries) {}

  @Get()
  @Described({ summary: 'Read the journal of a thing', description: 'Who did what, oldest first; refused attempts included.', parameters: journalParameters, refusals: [404] })
  async list(@Caller() actor: Actor, @ListParameters(journalParameters) query: JournalParameters): Promise<Page<JournalEntryView>> {
    const page = await this.journal.list(actor, query.subject, query, query);
    return { ...page, items: page.items.map(entryView) };
  }
}

function entryView({ at, by, subject, subjectKind, cycle, command, from, to, changes, comment, refused, correlation }: JournalEntry): JournalEntryView {
  return { at, by, subject, subjectKind, cycle, command, from, to, changes, comment, refused, correlation };
}
