import { Controller, Get } from '@nestjs/common';

import { Caller } from '../api/caller.js';
import { Described } from '../api/described.js';
import { ListParameters } from '../api/list-parameters.js';
import type { Actor } from '../operators/actor.js';
import { type OrdersByDayParameters, ordersByDayParameters } from './figures.requests.js';
import { type OrderDay, OrdersByDay } from './orders-by-day.service.js';

@Controller('api/v1/figures')
export class FiguresController {
  constructor(private readonly orders: OrdersByDay) {}

  @Get('orders-by-day')
  @Described({ summary: 'Orders placed and canceled, day by day', description: 'Of the last days, today included, in the calendar of the time zone.', parameters: ordersByDayParameters })
  async ordersByDay(@Caller() actor: Actor, @ListParameters(ordersByDayParameters) { days, timeZone }: OrdersByDayParameters): Promise<{ days: OrderDay[] }> {
    return { days: await this.orders.of(actor, days, timeZone) };
  }
}
