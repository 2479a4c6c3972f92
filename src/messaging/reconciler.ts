import { Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';

import type { Environment } from '../config/environment.js';

const LOOK_EVERY_MS = 1_000;

/**
 * Looks about each second, in workers, for what the record owes and nobody carries on: Redis may
 * have lost every job, a worker may have died. One look at a time; a look that fails comes again.
 */
export abstract class Reconciler implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(this.constructor.name);
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private stopped = false;

  constructor(private readonly environment: Environment) {}

  protected abstract look(): Promise<void>;

  onApplicationBootstrap(): void {
    if (this.environment.RELAIS_ROLES.includes('worker')) this.lookLater(this.firstLookAfterMs());
  }

  protected firstLookAfterMs(): number {
    return rhythm();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.looking;
  }

  private lookLater(afterMs = rhythm()): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.looking = this.look()
        .catch((error: unknown) => {
          if (!this.stopped) this.logger.warn(`looks again: ${error instanceof Error ? error.message : String(error)}`);
        })
        .finally(() => this.lookLater());
    }, afterMs);
    this.timer.unref();
  }
}

/** Not all workers in the same instant. */
function rhythm(): number {
  return LOOK_EVERY_MS * (0.75 + Math.random() / 2);
}
