import { Injectable, Logger } from '@nestjs/common';

import { Environment } from '../config/environment.js';
import { Reconciler } from '../messaging/reconciler.js';
import { DeadlinesScheduler } from './deadlines.scheduler.js';
import { DeadlinesService } from './deadlines.service.js';

/** With what the reconciler's own rhythm adds, nothing due waits for two seconds. */
const LOOKED_LATELY_MS = 400;

/** Looks by itself where the scheduler does not wake this process: Redis is away, or was emptied, or the schedule follows a clock that is off. */
@Injectable()
export class DeadlinesReconciler extends Reconciler {
  private readonly schedule = new Logger(DeadlinesScheduler.name);
  private keeping: Promise<void> | undefined;

  constructor(
    environment: Environment,
    private readonly deadlines: DeadlinesService,
    private readonly scheduler: DeadlinesScheduler,
  ) {
    super(environment);
  }

  /** What came due while no process was there waits no longer. */
  protected override firstLookAfterMs(): number {
    return 0;
  }

  protected async look(): Promise<void> {
    // Not awaited: Redis may take its time to answer, or never do.
    this.keeping ??= this.scheduler
      .keep()
      .catch((error: unknown) => this.schedule.debug(`not kept for now: ${error instanceof Error ? error.message : String(error)}`))
      .finally(() => {
        this.keeping = undefined;
      });
    if (this.deadlines.sinceLastLook() >= LOOKED_LATELY_MS) await this.deadlines.look();
  }
}
