import { Controller, Get, type MessageEvent, Param, Post, Res, Sse, StreamableFile, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import type { Observable } from 'rxjs';

import { Caller } from '../api/caller.js';
import { Described } from '../api/described.js';
import { ListParameters } from '../api/list-parameters.js';
import { ValidBody } from '../api/valid-body.js';
import type { Actor } from '../operators/actor.js';
import type { CancellationReport } from './cancellation.report.js';
import type { Correction } from './cancellation.schema.js';
import { CancellationWatch } from './cancellation.watch.js';
import { type CancellationList, cancellationListParameters, type FileParameters, fileParameters, noBody, type ReachedParameters, reachedParameters, type ReportParameters, reportParameters } from './cancellations.requests.js';
import { type CancellationPage, CancellationsService } from './cancellations.service.js';
import { Corrections } from './correction.js';
import { KnownCancellationGuard } from './known-cancellation.guard.js';
import { asCsv, asJson } from './reached.format.js';
import { reportAsCsv } from './report.format.js';

@Controller('api/v1/cancellations')
export class CancellationsController {
  constructor(
    private readonly cancellations: CancellationsService,
    private readonly watching: CancellationWatch,
    private readonly corrections: Corrections,
  ) {}

  @Get()
  @Described({ summary: 'List cancellations', parameters: cancellationListParameters })
  async list(@Caller() actor: Actor, @ListParameters(cancellationListParameters) query: CancellationList): Promise<CancellationPage> {
    return this.cancellations.list(actor, query);
  }

  @Get(':code')
  @Described({ summary: 'Read a cancellation: its steps and the halt report', description: 'A local package has no steps: it is finished at once. entities=false leaves out the figures of each entity.', parameters: reportParameters })
  async read(@Caller() actor: Actor, @Param('code') code: string, @ListParameters(reportParameters) parts: ReportParameters): Promise<CancellationReport> {
    return this.cancellations.report(actor, code.toUpperCase(), parts);
  }

  @Sse(':code/events')
  @Described({ summary: 'Follow a cancellation', description: 'The object of GET at each change, 100 ms apart at least; an event named tick each second where nothing changed; ends when the cascade is finished.', parameters: reportParameters, produces: 'text/event-stream' })
  @UseGuards(KnownCancellationGuard)
  events(@Caller() actor: Actor, @Param('code') code: string, @ListParameters(reportParameters) parts: ReportParameters): Observable<MessageEvent> {
    return this.watching.watch(code.toUpperCase(), actor.locale, parts);
  }

  @Get(':code/report')
  @Described({ summary: 'The halt report as a file', description: 'A row a workflow, a delivery, and an entity of a delivery; heads in the reader’s language, instants in UTC.', parameters: fileParameters, produces: 'text/csv' })
  async file(@Caller() actor: Actor, @Param('code') code: string, @ListParameters(fileParameters) { format }: FileParameters): Promise<StreamableFile> {
    const report = await this.cancellations.report(actor, code.toUpperCase());
    const disposition = `attachment; filename="${report.code}-halt-report.${format}"`;
    return format === 'csv'
      ? new StreamableFile(reportAsCsv(report, actor.locale), { type: 'text/csv; charset=utf-8', disposition })
      : new StreamableFile(Buffer.from(JSON.stringify(report, null, 2)), { type: 'application/json; charset=utf-8', disposition });
  }

  @Post(':code/correction')
  @Described({ summary: 'Make the correction of what was sent', description: 'A campaign of no package with one draft delivery to those reached, 201; where it was made before, 200 with the same.', statuses: [201, 200], refusals: [409], body: noBody })
  async correct(@Caller() actor: Actor, @Param('code') code: string, @ValidBody(noBody) _nothing: object, @Res({ passthrough: true }) response: Response): Promise<Correction> {
    const { correction, created } = await this.corrections.of(actor, code.toUpperCase());
    response.status(created ? 201 : 200);
    return correction;
  }

  @Get(':code/reached')
  @Described({ summary: 'Recipients already reached', description: 'One row a message, sent or uncertain, of every delivery of the cycle (of an order: its own, and its entity’s in the reference’s).', parameters: reachedParameters, produces: 'text/csv' })
  async reached(@Caller() actor: Actor, @Param('code') code: string, @ListParameters(reachedParameters) { format }: ReachedParameters): Promise<StreamableFile> {
    const rows = await this.cancellations.reached(actor, code.toUpperCase());
    return format === 'csv'
      ? new StreamableFile(asCsv(rows), { type: 'text/csv; charset=utf-8', disposition: `attachment; filename="${code.toUpperCase()}-reached.csv"` })
      : new StreamableFile(asJson(rows), { type: 'application/json; charset=utf-8' });
  }
}
