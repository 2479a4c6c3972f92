import { Injectable } from '@nestjs/common';

import { Environment } from '../config/environment.js';
import { Reconciler } from '../messaging/reconciler.js';
import { Announcing } from './announcing.js';
import { NotificationClaims } from './notification-claims.js';
import { Sending } from './sending.js';

/** Owes and sends what no job asks for: events whose wake-up was lost with Redis, mails whose pause is over or whose worker died. */
@Injectable()
export class NotificationsReconciler extends Reconciler {
  constructor(
    environment: Environment,
    private readonly announcing: Announcing,
    private readonly claims: NotificationClaims,
    private readonly sending: Sending,
  ) {
    super(environment);
  }

  protected async look(): Promise<void> {
    // Side by side: a mail server that is slow holds up no planning.
    await Promise.all([this.announcing.drain(), this.claims.expireSending().then(() => this.sending.drain())]);
  }
}
