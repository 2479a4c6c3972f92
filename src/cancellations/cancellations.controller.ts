import { Controller, Get, type MessageEvent, Param, Sse, StreamableFile, UseGuards } from '@nestjs/common';
import type { Observable } from 'rxjs';

import { Caller } from '../api/caller.js';
import { Described } from '../api/described.js';
import { ListParameters } from '../api/list-parameters.js';
import type { Actor } from '../operators/actor.js';
import type { CancellationReport } from './cancellation.report.js';
import { CancellationWatch } from './cancellation.watch.js';
import { type CancellationList, cancellationListParameters, type ReachedParameters, reachedParameters } from './cancellations.requests.js';
import { type CancellationPage, CancellationsService } from './cancellations.service.js';
import { KnownCancellationGuard } from './known-cancellation.guard.js';
import { asCsv, asJson } from './reached.format.js';

@Controller('api/v1/cancellations')
export class CancellationsController {
  constructor(
    private readonly cancellations: CancellationsService,
    private readonly watching: CancellationWatch,
  ) {}

  @Get()
  @Described({ summary: 'List cancellations', parameters: cancellationListParameters })
  async list(@Caller() actor: Actor, @ListParameters(cancellationListParameters) query: CancellationList): Promise<CancellationPage> {
    return this.cancellations.list(actor, query);
  }

  @Get(':code')
  @Described({ summary: 'Read a cancellation: its steps and the halt report', description: 'A local package has no steps: it is finished at once.' })
  async read(@Caller() actor: Actor, @Param('code') code: string): Promise<CancellationReport> {
    return this.cancellations.report(actor, code.toUpperCase());
  }

  @Sse(':code/events')
  @Described({ summary: 'Follow a cancellation', description: 'The object of GET at each change, 200 ms apart at least; ends when the cascade is finished.', produces: 'text/event-stream' })
  @UseGuards(KnownCancellationGuard)
  events(@Caller() actor: Actor, @Param('code') code: string): Observable<MessageEvent> {
    return this.watching.watch(code.toUpperCase(), actor.locale);
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
