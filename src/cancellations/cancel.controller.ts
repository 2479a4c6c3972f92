import { Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';

import { Caller } from '../api/caller.js';
import { Described } from '../api/described.js';
import { ListParameters } from '../api/list-parameters.js';
import { ValidBody } from '../api/valid-body.js';
import type { Actor } from '../operators/actor.js';
import type { OrderView } from '../orders/order.view.js';
import { OrdersQueries } from '../orders/orders.queries.js';
import type { PackageView } from '../packages/package.view.js';
import { PackagesQueries } from '../packages/packages.queries.js';
import { type ClosingBody, closingBody, type ConsequencesParameters, consequencesParameters } from './cancellations.requests.js';
import { CancellationsService } from './cancellations.service.js';
import { type CancelAnswer, cancelAnswer } from './cancellation.view.js';
import type { Consequences } from './consequences.js';

/** The commands of packages and orders that close things across rooms. */
@Controller('api/v1')
export class CancelController {
  constructor(
    private readonly cancellations: CancellationsService,
    private readonly packages: PackagesQueries,
    private readonly orders: OrdersQueries,
  ) {}

  @Get('packages/:code/consequences')
  @Described({ summary: 'What a cancel of the package would touch', description: 'Each number is the total its step will show if nothing moves meanwhile; all zero for a local package. names=true adds the first of each by name.', parameters: consequencesParameters })
  async consequences(@Caller() actor: Actor, @Param('code') code: string, @ListParameters(consequencesParameters) { names }: ConsequencesParameters): Promise<Consequences> {
    return this.cancellations.consequences(actor, code.toUpperCase(), names);
  }

  @Get('orders/:code/consequences')
  @Described({ summary: 'What a cancel of the order would touch', description: 'All zero but orders, entities and addresses where nothing runs of it; all zero where it is canceled or rejected.' })
  async orderConsequences(@Caller() actor: Actor, @Param('code') code: string): Promise<Consequences> {
    return this.cancellations.orderConsequences(actor, code.toUpperCase());
  }

  @Post('packages/:code/cancel')
  @Described({ summary: 'Cancel a package', description: '202 as soon as it is durable; a repeated one answers 200 with the same cancellation.', body: closingBody, statuses: [202, 200] })
  async cancelPackage(@Caller() actor: Actor, @Param('code') code: string, @ValidBody(closingBody) body: ClosingBody, @Res({ passthrough: true }) response: Response): Promise<CancelAnswer> {
    const { cancellation, created } = await this.cancellations.cancelPackage(actor, code.toUpperCase(), body);
    response.status(created ? 202 : 200);
    return cancelAnswer(cancellation);
  }

  @Post('packages/:code/reinitialize')
  @HttpCode(200)
  @Described({ summary: 'Reinitialize a package: open its next cycle', description: 'Refused, with what is in the way, while a cancellation cascades or anything runs or is paused.', body: closingBody, refusals: [409] })
  async reinitialize(@Caller() actor: Actor, @Param('code') code: string, @ValidBody(closingBody) { comment }: ClosingBody): Promise<PackageView> {
    return this.packages.shown(actor, await this.cancellations.reinitialize(actor, code.toUpperCase(), { comment }));
  }

  @Post('orders/:code/cancel')
  @Described({
    summary: 'Cancel an order',
    description: '200 with the order where it was not available yet; 202 with a cancellation of its own where it was, 200 with that one when repeated.',
    body: closingBody,
    statuses: [202, 200],
    refusals: [404, 409],
  })
  async cancelOrder(@Caller() actor: Actor, @Param('code') code: string, @ValidBody(closingBody) body: ClosingBody, @Res({ passthrough: true }) response: Response): Promise<CancelAnswer | OrderView> {
    const { order, cancellation, created } = await this.cancellations.cancelOrder(actor, code.toUpperCase(), body);
    response.status(cancellation !== null && created ? 202 : 200);
    return cancellation === null || cancellation.order === null ? this.orders.shown(actor, order) : cancelAnswer(cancellation);
  }
}
