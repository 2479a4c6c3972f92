import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';

import { Clock } from '../clock/clock.js';
import { LateOrders } from '../orders/late-orders.js';
import { OrderOpening } from '../orders/order-opening.js';
import { PreSubscribing } from '../orders/pre-subscribing.js';
import { DuePublishing } from '../packages/due-publishing.js';
import { DueReminders } from '../packages/due-reminders.js';
import { LateStamps } from '../packages/late-stamps.js';
import { RegistrationClosing } from '../packages/registration-closing.js';

/** Something that time brings about. `look` finds in the record what is due by `now` and lets it happen, once. */
interface Piece {
  what: string;
  look: (now: Date) => Promise<unknown>;
}

/** Looks for everything that time owes. Who wakes it, how often and from how many processes does not matter: the record decides. */
@Injectable()
export class DeadlinesService implements OnApplicationShutdown {
  private readonly logger = new Logger(DeadlinesService.name);
  private readonly underWay = new Map<string, Promise<void>>();
  private lookedAt = Number.NEGATIVE_INFINITY;
  private readonly pieces: readonly Piece[];

  constructor(
    publishing: DuePublishing,
    reminders: DueReminders,
    closing: RegistrationClosing,
    lateStamps: LateStamps,
    subscribing: PreSubscribing,
    opening: OrderOpening,
    lateOrders: LateOrders,
    private readonly clock: Clock,
  ) {
    const openings: Piece = { what: 'openings', look: () => opening.look() };
    this.pieces = [
      {
        what: 'publishing',
        look: async (now) => {
          // What is published owes its orders their availability at the same instant: not a look later.
          if ((await publishing.publishDue(now)) > 0) void this.again(openings, now);
        },
      },
      { what: 'reminders', look: (now) => reminders.remindDue(now) },
      { what: 'registrations', look: (now) => closing.closeRegistrations(now) },
      { what: 'late stamps', look: (now) => lateStamps.stamp(now) },
      { what: 'subscriptions', look: () => subscribing.look() },
      openings,
      { what: 'late orders', look: (now) => lateOrders.look(now) },
    ];
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.underWay.values());
  }

  /** Every piece side by side: one that fails or takes long holds up no other, and is not begun twice in one process. */
  async look(): Promise<void> {
    const now = this.clock.now();
    this.lookedAt = this.clock.monotonic();
    await Promise.all(this.pieces.map((piece) => this.one(piece, now)));
  }

  /** Milliseconds since this process last looked. */
  sinceLastLook(): number {
    return this.clock.monotonic() - this.lookedAt;
  }

  private async again(piece: Piece, now: Date): Promise<void> {
    await this.underWay.get(piece.what);
    await this.one(piece, now);
  }

  private async one({ what, look }: Piece, now: Date): Promise<void> {
    if (this.underWay.has(what)) return;
    const looking = look(now)
      .then(() => undefined)
      .catch((error: unknown) => this.logger.warn(`${what}: looks again: ${error instanceof Error ? error.message : String(error)}`))
      .finally(() => this.underWay.delete(what));
    this.underWay.set(what, looking);
    await looking;
  }
}
