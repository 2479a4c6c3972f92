import { Injectable } from '@nestjs/common';

import { Environment } from '../config/environment.js';
import { Reconciler } from '../messaging/reconciler.js';
import { BulkRunsService } from './bulk-runs.service.js';

/** Puts the jobs of a run again that Redis has lost; those that wait already are not added twice. */
@Injectable()
export class BulkReconciler extends Reconciler {
  constructor(
    private readonly runs: BulkRunsService,
    environment: Environment,
  ) {
    super(environment);
  }

  protected async look(): Promise<void> {
    for (const run of await this.runs.unfinished()) await this.runs.carryOn(run);
  }
}
