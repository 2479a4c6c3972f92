import { Module } from '@nestjs/common';

import { OrdersModule } from '../orders/orders.module.js';
import { FiguresController } from './figures.controller.js';
import { OrdersByDay } from './orders-by-day.service.js';

/** What head office looks at over time. */
@Module({ imports: [OrdersModule], controllers: [FiguresController], providers: [OrdersByDay] })
export class FiguresModule {}
