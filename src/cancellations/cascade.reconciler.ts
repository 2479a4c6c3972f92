import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';

import { Environment } from '../config/environment.js';
import { Cascades } from './cascades.js';

const LOOK_EVERY_MS = 1_000;
/** Longer than this and Redis is away: what was added waits in its client; the next look asks again. */
const GIVE_UP_MS = 4_000;

/** Looks about each second, in workers, for cascades that no job carries on. */
@Injectable()
export class CascadeReconciler implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(CascadeReconciler.name);
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  private looking: Promise<void> | undefined;

  constructor(
    private readonly environment: Environment,
    private readonly cascades: Cascades,
  ) {}

  onApplicationBootstrap(): void {
    if (this.environment.RELAIS_ROLES.includes('worker')) this.lookLater();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.looking;
  }

  private lookLater(): void {
    if (this.stopped) return;
    // Not all workers in the same instant.
    this.timer = setTimeout(() => {
      this.looking = this.look().finally(() => this.lookLater());
    }, LOOK_EVERY_MS * (0.75 + Math.random() / 2));
    this.timer.unref();
  }

  private async look(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, GIVE_UP_MS);
    });
    const looked = this.cascades.reconcile().catch((error: unknown) => {
      if (!this.stopped) this.logger.warn(`cascades wait: ${error instanceof Error ? error.message : String(error)}`);
    });
    await Promise.race([looked, late]);
    clearTimeout(timer);
  }
}
