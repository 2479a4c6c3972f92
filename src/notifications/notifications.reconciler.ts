import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';

import { Environment } from '../config/environment.js';
import { NotificationClaims } from './notification-claims.js';
import { Sending } from './sending.js';

const LOOK_EVERY_MS = 1_000;

/** Sends what no job asks for: mails whose pause is over, whose wake-up was lost with Redis, whose worker died. */
@Injectable()
export class NotificationsReconciler implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(NotificationsReconciler.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly claims: NotificationClaims,
    private readonly sending: Sending,
    private readonly environment: Environment,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.environment.RELAIS_ROLES.includes('worker')) return;
    this.timer = setInterval(() => this.tick(), LOOK_EVERY_MS);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private tick(): void {
    this.running ??= this.look()
      .catch((error: unknown) => this.logger.warn(`notifications wait: ${error instanceof Error ? error.message : String(error)}`))
      .finally(() => (this.running = undefined));
  }

  private async look(): Promise<void> {
    await this.claims.expireSending();
    await this.sending.drain();
  }
}
