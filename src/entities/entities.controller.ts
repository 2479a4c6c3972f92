import { Controller, Get, Param, Patch, Post } from '@nestjs/common';

import { Caller } from '../api/caller.js';
import { Described } from '../api/described.js';
import { IfMatch } from '../api/if-match.js';
import { ListParameters } from '../api/list-parameters.js';
import { ValidBody } from '../api/valid-body.js';
import type { Actor } from '../operators/actor.js';
import type { CountedPage } from '../storage/page.js';
import { EntitiesService } from './entities.service.js';
import { type EntityList, entityListParameters, type EntityPatch, entityPatch, type NewEntity, newEntity } from './entity.requests.js';
import type { Entity } from './entity.schema.js';

export type EntityView = Omit<Entity, '_id'> & { code: string };

@Controller('api/v1/entities')
export class EntitiesController {
  constructor(private readonly entities: EntitiesService) {}

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

function entityView({ _id, ...entity }: Entity): EntityView {
  return { code: _id, ...entity };
}
