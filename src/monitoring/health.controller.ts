import { Controller, Get } from '@nestjs/common';

import { Described } from '../api/described.js';
import { Open } from '../api/open.js';
import { notReady } from './monitoring.errors.js';
import { type Sign, VitalSigns } from './vital-signs.js';

interface Readiness {
  status: 'ready' | 'degraded';
  checks: { mongodb: Sign; redis: Sign };
}

@Open()
@Controller('health')
export class HealthController {
  constructor(private readonly signs: VitalSigns) {}

  @Get('live')
  @Described({ summary: 'Whether this process runs' })
  live(): { status: 'up' } {
    return { status: 'up' };
  }

  /**
   * Ready as long as MongoDB answers. Without Redis it is degraded, not out: a cancel is accepted
   * and true for every reader without it, so taking the process out of the balancer would take away
   * the one thing that must always work.
   */
  @Get('ready')
  @Described({ summary: 'Whether this process can serve: MongoDB must answer, Redis may be away for a while', refusals: [503] })
  async ready(): Promise<Readiness> {
    const [mongodb, redis] = await Promise.all([this.signs.mongodb(), this.signs.redisAnswers()]);
    if (mongodb.state === 'down') throw notReady({ mongodb, redis });
    return { status: redis.state === 'up' ? 'ready' : 'degraded', checks: { mongodb, redis } };
  }
}
