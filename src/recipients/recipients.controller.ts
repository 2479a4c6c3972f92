import { Controller, Get, HttpCode, Post, Req, UnsupportedMediaTypeException } from '@nestjs/common';

import { Caller } from '../api/caller.js';
import { Described } from '../api/described.js';
import { ListParameters } from '../api/list-parameters.js';
import { readerOf } from '../api/reader.js';
import type { ApiRequest } from '../api/request.js';
import type { Actor } from '../operators/actor.js';
import type { CappedCount, Page } from '../storage/page.js';
import { type RecipientList, recipientListParameters, recipientsBody } from './recipient.requests.js';
import type { Recipient } from './recipient.schema.js';
import { importIsTooLarge, MAX_IMPORT_BYTES } from './recipients.errors.js';
import { RecipientsQueries } from './recipients.queries.js';
import { type ImportResult, RecipientsService } from './recipients.service.js';

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
    description: 'JSON, or CSV whose first line names the columns; up to 100 MiB, read as a stream. A recipient that its entity has under the address is updated: fields left out stay, null (an empty cell) clears an attribute. Of those rejected the first 1,000 are listed, all counted in rejectedTotal.',
    body: recipientsBody,
    consumes: ['application/json', 'text/csv'],
  })
  import(@Caller() actor: Actor, @Req() request: ApiRequest): Promise<ImportResult> {
    const format = formatOf(request.headers['content-type']);
    if (Number(request.headers['content-length'] ?? 0) > MAX_IMPORT_BYTES) throw importIsTooLarge();
    return this.recipients.import(actor, { format, bytes: request }, readerOf(request, actor.locale).locale);
  }
}

function formatOf(contentType: string | undefined): 'json' | 'csv' {
  const type = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase();
  if (type === 'text/csv') return 'csv';
  if (type === 'application/json') return 'json';
  throw new UnsupportedMediaTypeException();
}

function recipientView({ _id, bucket: _bucket, ...recipient }: Recipient): RecipientView {
  return { id: _id.toString(), ...recipient };
}
