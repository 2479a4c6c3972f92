import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';

import { Described } from '../api/described.js';
import { Open } from '../api/open.js';
import { Metrics } from './metrics.js';

@Open()
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get()
  @Described({ summary: 'Figures for Prometheus', produces: 'text/plain' })
  async read(@Res() response: Response): Promise<void> {
    response.set('Content-Type', this.metrics.contentType).send(await this.metrics.text());
  }
}
