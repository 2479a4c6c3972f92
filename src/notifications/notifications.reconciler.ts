import { Injectable } from '@nestjs/common';

import { Environment } from '../config/environment.js';
import { Reconciler } from '../messaging/reconciler.js';
import { NotificationClaims } from './notification-claims.js';
import { Sending } from './sending.js';

/** Sends what no job asks for: mails whose pause is over, whose wake-up was lost with Redis, whose worker died. */
@Injectable()
export class NotificationsReconciler extends Reconciler {
  constructor(
    environment: Environment,
    private readonly claims: NotificationClaims,
    private readonly sending: Sending,
  ) {
    super(environment);
  }

  protected async look(): Promise<void> {
    await this.claims.expireSending();
    await this.sending.drain();
  }
}
