import { Controller, Get, Req, StreamableFile } from '@nestjs/common';

import { Caller } from '../api/caller.js';
import { Described } from '../api/described.js';
import { ListParameters } from '../api/list-parameters.js';
import { readerOf } from '../api/reader.js';
import type { ApiRequest } from '../api/request.js';
import { Clock } from '../clock/clock.js';
import type { Actor } from '../operators/actor.js';
import type { ExportedList } from './export.columns.js';
import { exportParameters, type ExportRequest } from './export.requests.js';
import { ExportsService } from './exports.service.js';

const asFile = (list: ExportedList) =>
  ({
    summary: `The list of ${list} as a CSV file`,
    description: 'What the list’s own filters leave, all pages, streamed; heads and statuses in the reader’s language, instants in UTC, cells that a spreadsheet would run as formulas made harmless.',
    parameters: exportParameters[list],
    produces: 'text/csv',
  }) as const;

@Controller('api/v1/exports')
export class ExportsController {
  constructor(
    private readonly exporting: ExportsService,
    private readonly clock: Clock,
  ) {}

  @Get('packages')
  @Described(asFile('packages'))
  packages(@Caller() actor: Actor, @Req() request: ApiRequest, @ListParameters(exportParameters.packages) query: ExportRequest): Promise<StreamableFile> {
    return this.file('packages', actor, request, query);
  }

  @Get('orders')
  @Described(asFile('orders'))
  orders(@Caller() actor: Actor, @Req() request: ApiRequest, @ListParameters(exportParameters.orders) query: ExportRequest): Promise<StreamableFile> {
    return this.file('orders', actor, request, query);
  }

  @Get('campaigns')
  @Described(asFile('campaigns'))
  campaigns(@Caller() actor: Actor, @Req() request: ApiRequest, @ListParameters(exportParameters.campaigns) query: ExportRequest): Promise<StreamableFile> {
    return this.file('campaigns', actor, request, query);
  }

  @Get('workflows')
  @Described(asFile('workflows'))
  workflows(@Caller() actor: Actor, @Req() request: ApiRequest, @ListParameters(exportParameters.workflows) query: ExportRequest): Promise<StreamableFile> {
    return this.file('workflows', actor, request, query);
  }

  @Get('deliveries')
  @Described(asFile('deliveries'))
  deliveries(@Caller() actor: Actor, @Req() request: ApiRequest, @ListParameters(exportParameters.deliveries) query: ExportRequest): Promise<StreamableFile> {
    return this.file('deliveries', actor, request, query);
  }

  @Get('cancellations')
  @Described(asFile('cancellations'))
  cancellations(@Caller() actor: Actor, @Req() request: ApiRequest, @ListParameters(exportParameters.cancellations) query: ExportRequest): Promise<StreamableFile> {
    return this.file('cancellations', actor, request, query);
  }

  @Get('entities')
  @Described(asFile('entities'))
  entities(@Caller() actor: Actor, @Req() request: ApiRequest, @ListParameters(exportParameters.entities) query: ExportRequest): Promise<StreamableFile> {
    return this.file('entities', actor, request, query);
  }

  @Get('recipients')
  @Described(asFile('recipients'))
  recipients(@Caller() actor: Actor, @Req() request: ApiRequest, @ListParameters(exportParameters.recipients) query: ExportRequest): Promise<StreamableFile> {
    return this.file('recipients', actor, request, query);
  }

  @Get('operators')
  @Described(asFile('operators'))
  operators(@Caller() actor: Actor, @Req() request: ApiRequest, @ListParameters(exportParameters.operators) query: ExportRequest): Promise<StreamableFile> {
    return this.file('operators', actor, request, query);
  }

  @Get('notifications')
  @Described(asFile('notifications'))
  notifications(@Caller() actor: Actor, @Req() request: ApiRequest, @ListParameters(exportParameters.notifications) query: ExportRequest): Promise<StreamableFile> {
    return this.file('notifications', actor, request, query);
  }

  @Get('journal')
  @Described(asFile('journal'))
  journal(@Caller() actor: Actor, @Req() request: ApiRequest, @ListParameters(exportParameters.journal) query: ExportRequest): Promise<StreamableFile> {
    return this.file('journal', actor, request, query);
  }

  private async file(list: ExportedList, actor: Actor, request: ApiRequest, query: ExportRequest): Promise<StreamableFile> {
    const rows = await this.exporting.csv(actor, list, query, readerOf(request, actor.locale).locale);
    const day = this.clock.now().toISOString().slice(0, 10);
    return new StreamableFile(rows, { type: 'text/csv; charset=utf-8', disposition: `attachment; filename="${list}-${day}.csv"` });
  }
}
