import { Controller, Get, HttpCode, Post, Req } from '@nestjs/common';

import { Caller } from '../api/caller.js';
import { Described } from '../api/described.js';
import { ListParameters } from '../api/list-parameters.js';
import type { ApiRequest } from '../api/request.js';
import type { ImportResult } from '../imports/import-report.js';
import { importBodyOf, importOptionsOf } from '../imports/import-request.js';
import { type ImportParameters, importParameters } from '../imports/import.requests.js';
import type { Actor } from '../operators/actor.js';
import type { CappedCount, Page } from '../storage/page.js';
import { type RecipientList, recipientListParameters, recipientsBody } from './recipient.requests.js';
import type { Recipient } from './recipient.schema.js';
import { RecipientsQueries } from './recipients.queries.js';
import { RecipientsService } from './recipients.service.js';

interface RecipientView extends Omit<Recipient, '_id' | 'bucket'> {
  id: string;
}

@Controller('api/v1/recipients')
export class RecipientsController {
  constructor(
    private readonly recipients: RecipientsService,
    private readonly queries: RecipientsQueries,
  ) {}

  @Get()
  @Described({ summary: 'List recipients', description: 'q is the start of an e-mail address.', parameters: recipientListParameters })
  async list(@Caller() actor: Actor, @ListParameters(recipientListParameters) query: RecipientList): Promise<Page<RecipientView> & { counts?: { total: CappedCount } }> {
    const page = await this.queries.list(actor, query);
    return { ...page, items: page.items.map(recipientView) };
  }

  @Post()
  @HttpCode(200)
  @Described({
    summary: 'Import recipients',
    description: 'JSON, or CSV whose first line names the columns (UTF-8, or windows-1252 where the content type says so); up to 100 MiB, read as a stream. A recipient that its entity has under the address is updated: fields left out stay, null (an empty cell) clears an attribute. Of those rejected the first 1,000 are listed, all counted in rejectedTotal. preview=true answers the same and writes nothing; lines=true adds what becomes of each line, the first 10,000.',
    body: recipientsBody,
    consumes: ['application/json', 'text/csv'],
    parameters: importParameters,
  })
  import(@Caller() actor: Actor, @ListParameters(importParameters) parameters: ImportParameters, @Req() request: ApiRequest): Promise<ImportResult> {
    return this.recipients.import(actor, importBodyOf(request, ['json', 'csv']), importOptionsOf(request, actor, parameters));
  }
}

function recipientView({ _id, bucket: _bucket, ...recipient }: Recipient): RecipientView {
  return { id: _id.toString(), ...recipient };
}
