import { Injectable } from '@nestjs/common';

import { Environment } from '../config/environment.js';
import { Reconciler } from '../messaging/reconciler.js';
import { Cascades } from './cascades.js';

/** Brings back cascades and sweeps that no job carries on. */
@Injectable()
export class CascadeReconciler extends Reconciler {
  constructor(
    environment: Environment,
    private readonly cascades: Cascades,
  ) {
    super(environment);
  }

  protected async look(): Promise<void> {
    await this.cascades.reconcile();
  }
}
