import { Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';

import { Caller } from '../api/caller.js';
import { Described } from '../api/described.js';
import { IfMatch } from '../api/if-match.js';
import { ListParameters } from '../api/list-parameters.js';
import { ValidBody } from '../api/valid-body.js';
import type { Actor } from '../operators/actor.js';
import { type NewView, newView, type ViewList, viewListParameters, type ViewPatch, viewPatch } from './view.requests.js';
import type { SavedView } from './view.schema.js';
import { ViewsService } from './views.service.js';

interface ViewView extends Omit<SavedView, '_id'> {
  id: string;
}

@Controller('api/v1/views')
export class ViewsController {
  constructor(private readonly views: ViewsService) {}

  @Get()
  @Described({ summary: 'List saved views', description: 'One’s own, then those that others share; of one list, or of all; 100 of each at most.', parameters: viewListParameters })
  async list(@Caller() actor: Actor, @ListParameters(viewListParameters) { list }: ViewList): Promise<{ items: ViewView[] }> {
    return { items: (await this.views.list(actor, list)).map(viewView) };
  }

  @Post()
  @Described({ summary: 'Save a view of a list', description: 'query holds the list’s own parameters, checked as the list checks them.', body: newView, refusals: [409] })
  async create(@Caller() actor: Actor, @ValidBody(newView) body: NewView): Promise<ViewView> {
    return viewView(await this.views.create(actor, body));
  }

  @Get(':id')
  @Described({ summary: 'Read a saved view' })
  async read(@Caller() actor: Actor, @Param('id') id: string): Promise<ViewView> {
    return viewView(await this.views.get(actor, id));
  }

  @Patch(':id')
  @Described({ summary: 'Change a saved view', description: 'A shared one: its owner or an administrator.', body: viewPatch, refusals: [409] })
  async edit(@Caller() actor: Actor, @Param('id') id: string, @IfMatch() version: number | undefined, @ValidBody(viewPatch) body: ViewPatch): Promise<ViewView> {
    return viewView(await this.views.edit(actor, id, version, body));
  }

  @Delete(':id')
  @HttpCode(204)
  @Described({ summary: 'Delete a saved view', description: 'A shared one: its owner or an administrator.' })
  delete(@Caller() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.views.delete(actor, id);
  }
}

function viewView({ _id, ...view }: SavedView): ViewView {
  return { id: _id.toString(), ...view };
}
