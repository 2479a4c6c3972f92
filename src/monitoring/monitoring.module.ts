import { Module } from '@nestjs/common';

import { HealthController } from './health.controller.js';
import { Metrics } from './metrics.js';
import { MetricsController } from './metrics.controller.js';
import { SystemFigures } from './system-figures.js';
import { VitalSigns } from './vital-signs.js';

@Module({ controllers: [HealthController, MetricsController], providers: [VitalSigns, SystemFigures, Metrics] })
export class MonitoringModule {}
