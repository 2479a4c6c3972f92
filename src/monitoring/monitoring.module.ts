import { Module } from '@nestjs/common';

import { DeliveriesModule } from '../deliveries/deliveries.module.js';
import { HealthController } from './health.controller.js';
import { Metrics } from './metrics.js';
import { MetricsController } from './metrics.controller.js';
import { SystemFigures } from './system-figures.js';
import { VitalSigns } from './vital-signs.js';

@Module({ imports: [DeliveriesModule], controllers: [HealthController, MetricsController], providers: [VitalSigns, SystemFigures, Metrics] })
export class MonitoringModule {}
