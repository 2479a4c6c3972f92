import { Controller, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';

import { Caller } from '../api/caller.js';
import { Described } from '../api/described.js';
import { IfMatch } from '../api/if-match.js';
import { ListParameters } from '../api/list-parameters.js';
import { ValidBody } from '../api/valid-body.js';
import type { Actor } from '../operators/actor.js';
import type { Page } from '../storage/page.js';
import { type DeliveryCounts, DeliveriesQueries } from './deliveries.queries.js';
import { DeliveriesService } from './deliveries.service.js';
import { DeliveryFigures, type DeliverySums, type EntityPart } from './delivery-figures.js';
import { type DeliveryList, deliveryListParameters, type DeliveryPatch, deliveryPatch, type NewDelivery, newDelivery, processComment, type ProcessComment } from './delivery.requests.js';
import { deliveryView, type DeliveryView } from './delivery.view.js';

@Controller('api/v1/deliveries')
export class DeliveriesController {
  constructor(
    private readonly deliveries: DeliveriesService,
    private readonly queries: DeliveriesQueries,
    private readonly figures: DeliveryFigures,
  ) {}

  @Get()
  @Described({ summary: 'List deliveries', parameters: deliveryListParameters })
  async list(@Caller() actor: Actor, @ListParameters(deliveryListParameters) query: DeliveryList): Promise<Page<DeliveryView> & { counts?: DeliveryCounts; figures?: DeliverySums }> {
    const page = await this.queries.list(actor, query);
    return { ...page, items: page.items.map((delivery) => deliveryView(delivery, actor)) };
  }

  @Post()
  @Described({ summary: 'Create a delivery, as a draft', body: newDelivery, refusals: [409] })
  async create(@Caller() actor: Actor, @ValidBody(newDelivery) body: NewDelivery): Promise<DeliveryView> {
    return deliveryView(await this.deliveries.create(actor, body), actor);
  }

  @Get(':code')
  @Described({ summary: 'Read a delivery with its live figures' })
  async read(@Caller() actor: Actor, @Param('code') code: string): Promise<DeliveryView> {
    return deliveryView(await this.deliveries.get(actor, code.toUpperCase()), actor);
  }

  @Get(':code/entities')
  @Described({ summary: 'Read the figures of a delivery, an entity a row; they add up to the delivery’s own' })
  async entities(@Caller() actor: Actor, @Param('code') code: string): Promise<{ items: EntityPart[] }> {
    return { items: await this.figures.byEntity(await this.deliveries.get(actor, code.toUpperCase())) };
  }

  @Patch(':code')
  @Described({ summary: 'Edit a delivery that is a draft', body: deliveryPatch, refusals: [409] })
  async edit(@Caller() actor: Actor, @Param('code') code: string, @IfMatch() version: number | undefined, @ValidBody(deliveryPatch) body: DeliveryPatch): Promise<DeliveryView> {
    return deliveryView(await this.deliveries.edit(actor, code.toUpperCase(), body, version), actor);
  }

  @Post(':code/start')
  @HttpCode(200)
  @Described({ summary: 'Start a delivery', body: processComment, refusals: [409] })
  async start(@Caller() actor: Actor, @Param('code') code: string, @ValidBody(processComment) body: ProcessComment): Promise<DeliveryView> {
    return deliveryView(await this.deliveries.start(actor, code.toUpperCase(), body.comment ?? null), actor);
  }

  @Post(':code/pause')
  @HttpCode(200)
  @Described({ summary: 'Pause a delivery: what is in flight finishes', body: processComment, refusals: [409] })
  async pause(@Caller() actor: Actor, @Param('code') code: string, @ValidBody(processComment) body: ProcessComment): Promise<DeliveryView> {
    return deliveryView(await this.deliveries.pause(actor, code.toUpperCase(), body.comment ?? null), actor);
  }

  @Post(':code/resume')
  @HttpCode(200)
  @Described({ summary: 'Resume a paused delivery: nobody twice, nobody left out', body: processComment, refusals: [409] })
  async resume(@Caller() actor: Actor, @Param('code') code: string, @ValidBody(processComment) body: ProcessComment): Promise<DeliveryView> {
    return deliveryView(await this.deliveries.resume(actor, code.toUpperCase(), body.comment ?? null), actor);
  }

  @Post(':code/stop')
  @HttpCode(200)
  @Described({ summary: 'Stop a delivery for good: what was not sent is canceled', body: processComment, refusals: [409] })
  async stop(@Caller() actor: Actor, @Param('code') code: string, @ValidBody(processComment) body: ProcessComment): Promise<DeliveryView> {
    return deliveryView(await this.deliveries.stop(actor, code.toUpperCase(), body.comment ?? null), actor);
  }
}
