import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';

import { Clock } from '../clock/clock.js';
import { Environment } from '../config/environment.js';
import { bareAddress } from '../mail/headers.js';
import { MailServer } from '../mail/mail-server.js';
import { compose } from './mail/compose.js';
import { NotificationClaims, RENEW_EVERY_MS } from './notification-claims.js';
import type { Notification } from './notification.schema.js';
import { Outdated } from './outdated.js';
import { renderKey, type Rendered, Rendering } from './rendering.js';

const BATCH = 100;
const SIDE_BY_SIDE = 8;

/** Sends what is due: claimed in batches, each mail marked in the record at the moment its data begins. */
@Injectable()
export class Sending implements OnApplicationShutdown {
  private readonly logger = new Logger(Sending.name);
  private draining: Promise<void> | undefined;
  private stopped = false;

  constructor(
    private readonly claims: NotificationClaims,
    private readonly rendering: Rendering,
    private readonly server: MailServer,
    private readonly outdated: Outdated,
    private readonly clock: Clock,
    private readonly environment: Environment,
  ) {}

  /** Until nothing is due any more; one at a time in a process. */
  async drain(): Promise<void> {
    this.draining ??= this.drainAll().finally(() => (this.draining = undefined));
    await this.draining;
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.draining?.catch(() => undefined);
  }

  private async drainAll(): Promise<void> {
    while (!this.stopped) {
      const { token, batch, contended } = await this.claims.claim(BATCH);
      if (batch.length === 0 && !contended) return;
      // Another sender was faster: a pause of random length keeps two from meeting at every batch.
      if (batch.length === 0) await pause(5 + Math.random() * 30);
      else await this.sendBatch(token, batch);
    }
  }

  private async sendBatch(token: string, batch: readonly Notification[]): Promise<void> {
    const renewing = setInterval(() => {
      // A renewal that fails leaves the lease that there is; whoever lost it is held back at the data.
      this.claims.renew(token).catch(() => undefined);
    }, RENEW_EVERY_MS);
    try {
      await this.sendAll(token, batch);
    } finally {
      clearInterval(renewing);
    }
  }

  private async sendAll(token: string, batch: readonly Notification[]): Promise<void> {
    const rendered = await this.rendering.render(batch);
    const outdated = await this.outdated.among(batch);
    const waiting = [...batch];
    let unreachable: string | undefined;
    const lane = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined && !this.stopped; next = waiting.shift()) {
        const why = outdated.get(next._id);
        if (why !== undefined) await this.claims.notDelivered(next, token, `held back: ${why}`, true);
        // Nobody answers: the rest of the batch need not wait for the same silence one by one.
        else if (unreachable !== undefined) await this.claims.notDelivered(next, token, unreachable);
        else unreachable = await this.sendOne(token, next, rendered.get(renderKey(next)));
      }
    };
    try {
      await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
    } finally {
      await this.claims.giveBack(token);
    }
  }

  /** @returns why the server could not be reached, where it could not */
  private async sendOne(token: string, notification: Notification, mail: Rendered | Error | undefined): Promise<string | undefined> {
    if (mail === undefined) {
      await this.claims.notDelivered(notification, token, 'what it says, or its entity, is gone', true);
      return undefined;
    }
    if (mail instanceof Error) {
      await this.claims.notDelivered(notification, token, `could not be worded: ${mail.message}`);
      return undefined;
    }
    const messageId = messageIdOf(notification, this.environment.MAIL_FROM);
    const message = await compose({ from: this.environment.MAIL_FROM, to: notification.address, subject: mail.subject, html: mail.html(notification.address), text: mail.text(notification.address), messageId, date: this.clock.now(), notification: notification._id });
    const letter = { from: bareAddress(this.environment.MAIL_FROM), to: notification.address, message };
    const attempt = await this.server.send(letter, async () => ((await this.claims.beginData(notification._id, token, messageId)) ? 'go' : 'stop'));
    if (attempt.outcome === 'held') {
      this.logger.debug(`${notification._id} held back: taken over by another worker`);
      return undefined;
    }
    if (attempt.outcome === 'accepted') await this.claims.accepted(notification._id, messageId);
    else if (attempt.outcome === 'uncertain') await this.claims.uncertain(notification._id, messageId, attempt.reply);
    else await this.claims.notDelivered(notification, token, attempt.reply);
    return attempt.outcome === 'unreachable' ? attempt.reply : undefined;
  }
}

/** The same mail always has the same Message-ID, so that a mail program shows a repetition once; a resend is another mail. */
function messageIdOf(notification: Notification, sender: string): string {
  const host = bareAddress(sender).split('@')[1] ?? 'localhost.localdomain';
  return `${notification._id}.${notification.earlier.length}@${host}`;
}
