import { Controller, Get, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';

import { Caller } from '../api/caller.js';
import { Described } from '../api/described.js';
import { ListParameters } from '../api/list-parameters.js';
import { ValidBody } from '../api/valid-body.js';
import { said, type Locale } from '../language/text.js';
import type { Actor } from '../operators/actor.js';
import type { Page } from '../storage/page.js';
import { type NewMatchingSelection, newMatchingSelection, type NewRun, newRun, type NewSelection, newSelection, type RowList, rowListParameters, type RunList, runListParameters } from './bulk.requests.js';
import type { BulkRow, BulkRun } from './bulk.schema.js';
import { BulkRunsService, type RunProgress } from './bulk-runs.service.js';
import { type SelectionConsequences, SelectionsService, type SelectionView } from './selections.service.js';

type RunView = Omit<BulkRun, '_id'> & { id: string };
type ProgressView = Omit<RunProgress, '_id'> & { id: string };
interface RowView {
  code: string;
  label: string;
  result: BulkRow['result'];
  cancellation: string | null;
  problem: { code: string; detail: string; allowed: string[] | null } | null;
}

@Controller('api/v1')
export class BulkController {
  constructor(
    private readonly selections: SelectionsService,
    private readonly runs: BulkRunsService,
  ) {}

  @Post('selections')
  @Described({ summary: 'Select things of a list by their codes', description: 'Kept for an hour. Answers to how many each command applies.', body: newSelection, refusals: [409] })
  select(@Caller() actor: Actor, @ValidBody(newSelection) body: NewSelection): Promise<SelectionView> {
    return this.selections.ofTicked(actor, body);
  }

  @Post('selections/matching')
  @Described({ summary: 'Select all that the parameters of a list match', description: '10,000 at most; kept for an hour. Answers to how many each command applies.', body: newMatchingSelection, refusals: [409] })
  selectMatching(@Caller() actor: Actor, @ValidBody(newMatchingSelection) body: NewMatchingSelection): Promise<SelectionView> {
    return this.selections.ofMatching(actor, body);
  }

  @Get('selections/:id/consequences')
  @Described({ summary: 'What canceling all that were selected would touch', description: 'Packages or orders. looked says of how many of the selected the numbers are: packages are looked at up to 500.', refusals: [422] })
  consequences(@Caller() actor: Actor, @Param('id') id: string): Promise<SelectionConsequences> {
    return this.selections.consequences(actor, id);
  }

  @Post('selections/:id/run')
  @Described({ summary: 'Give a command to all that were selected', description: 'count is the number that was confirmed: refused where it has moved. 202 with the run; 200 with the same where it was asked before.', body: newRun, statuses: [202, 200], refusals: [409] })
  async run(@Caller() actor: Actor, @Param('id') id: string, @ValidBody(newRun) body: NewRun, @Res({ passthrough: true }) response: Response): Promise<{ run: string; total: number }> {
    const { run, created } = await this.runs.begin(actor, id, body);
    response.status(created ? 202 : 200);
    return { run: run._id, total: run.total };
  }

  @Get('bulk-runs')
  @Described({ summary: 'List one’s own runs over many', parameters: runListParameters })
  async list(@Caller() actor: Actor, @ListParameters(runListParameters) query: RunList): Promise<Page<RunView>> {
    const page = await this.runs.list(actor, query);
    return { ...page, items: page.items.map(({ _id, ...run }) => ({ id: _id, ...run })) };
  }

  @Get('bulk-runs/:id')
  @Described({ summary: 'Read a run over many: how far it is' })
  async read(@Caller() actor: Actor, @Param('id') id: string): Promise<ProgressView> {
    const { _id, ...run } = await this.runs.get(actor, id);
    return { id: _id, ...run };
  }

  @Get('bulk-runs/:id/rows')
  @Described({ summary: 'Read what became of each', description: 'A row a thing: pending, done, or refused with the problem in the reader’s language.', parameters: rowListParameters })
  async rows(@Caller() actor: Actor, @Param('id') id: string, @ListParameters(rowListParameters) query: RowList): Promise<Page<RowView>> {
    const page = await this.runs.rowsOf(actor, id, query);
    return { ...page, items: page.items.map((row) => rowView(row, actor.locale)) };
  }
}

function rowView({ code, label, result, problem, cancellation }: BulkRow, locale: Locale): RowView {
  return { code, label, result, cancellation, problem: problem === null ? null : { code: problem.code, detail: said(problem.text, locale), allowed: problem.allowed } };
}
