import { Controller, Get, HttpCode, Param, Patch, Post, Req } from '@nestjs/common';

import { Caller } from '../api/caller.js';
import { Described } from '../api/described.js';
import { IfMatch } from '../api/if-match.js';
import { ListParameters } from '../api/list-parameters.js';
import type { ApiRequest } from '../api/request.js';
import { ValidBody } from '../api/valid-body.js';
import type { ImportResult } from '../imports/import-report.js';
import { importBodyOf, importOptionsOf } from '../imports/import-request.js';
import { type ImportParameters, importParameters } from '../imports/import.requests.js';
import type { Actor } from '../operators/actor.js';
import type { CountedPage } from '../storage/page.js';
import { EntitiesService } from './entities.service.js';
import { entitiesBody, type EntityList, entityListParameters, type EntityPatch, entityPatch, type NewEntity, newEntity } from './entity.requests.js';
import { EntityImport } from './entity-import.js';
import type { Entity } from './entity.schema.js';

export type EntityView = Omit<Entity, '_id' | 'words'> & { code: string };

@Controller('api/v1/entities')
export class EntitiesController {
  constructor(
    private readonly entities: EntitiesService,
    private readonly imports: EntityImport,
  ) {}

  @Get()
  @Described({ summary: 'List entities', parameters: entityListParameters })
  async list(@Caller() actor: Actor, @ListParameters(entityListParameters) query: EntityList): Promise<CountedPage<EntityView>> {
    const page = await this.entities.list(actor, query);
    return { ...page, items: page.items.map(entityView) };
  }

  @Post()
  @Described({ summary: 'Create an entity', body: newEntity })
  async create(@Caller() actor: Actor, @ValidBody(newEntity) body: NewEntity): Promise<EntityView> {
    return entityView(await this.entities.create(actor, body));
  }

  @Post('import')
  @HttpCode(200)
  @Described({
    summary: 'Import entities',
    description: 'JSON, or CSV whose first line names columns of an entity (UTF-8, or windows-1252 where the content type says so), at most 10,000 lines; addresses in a cell are parted by blanks, commas or semicolons. A line with a code changes that entity (an empty cell empties contact and lists, and leaves the rest); one without makes a new one, and is refused where an entity has the label. preview=true answers the same and writes nothing; lines=true adds what becomes of each line.',
    body: entitiesBody,
    consumes: ['application/json', 'text/csv'],
    parameters: importParameters,
  })
  import(@Caller() actor: Actor, @ListParameters(importParameters) parameters: ImportParameters, @Req() request: ApiRequest): Promise<ImportResult> {
    return this.imports.import(actor, importBodyOf(request, ['json', 'csv']), importOptionsOf(request, actor, parameters));
  }

  @Get(':code')
  @Described({ summary: 'Read an entity' })
  async read(@Caller() actor: Actor, @Param('code') code: string): Promise<EntityView> {
    return entityView(await this.entities.get(actor, code.toUpperCase()));
  }

  @Patch(':code')
  @Described({ summary: 'Edit an entity', body: entityPatch })
  async edit(@Caller() actor: Actor, @Param('code') code: string, @IfMatch() version: number | undefined, @ValidBody(entityPatch) body: EntityPatch): Promise<EntityView> {
    return entityView(await this.entities.edit(actor, code.toUpperCase(), version, body));
  }
}

function entityView({ _id, words: _words, ...entity }: Entity): EntityView {
  return { code: _id, ...entity };
}
