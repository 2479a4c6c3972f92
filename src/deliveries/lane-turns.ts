import { Injectable } from '@nestjs/common';

import { Clock } from '../clock/clock.js';
import { Publisher } from '../messaging/publisher.js';
import { deliveriesQueue, LANES_IN_A_WORKER } from './deliveries.queue.js';

const TURN_MS = 2_000;
const LOOK_EVERY_MS = 1_000;

/**
 * There may be more lanes than all workers have room for. Then each works a turn and makes room: the
 * reconciler puts it at the end of the queue, and no delivery waits for another one's end.
 */
@Injectable()
export class LaneTurns {
  private areOthersWaiting = false;
  private lookedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly publisher: Publisher,
    private readonly clock: Clock,
  ) {}

  /** @param begunAt of the lane, on the monotonic clock @param atWork lanes in this process */
  isOver(begunAt: number, atWork: number): boolean {
    const now = this.clock.monotonic();
    if (atWork < LANES_IN_A_WORKER || now - begunAt < TURN_MS) return false;
    if (now - this.lookedAt >= LOOK_EVERY_MS) this.look(now);
    return this.areOthersWaiting;
  }

  /** Nobody waits for the answer: a Redis that is away keeps no lane from its work. */
  private look(now: number): void {
    this.lookedAt = now;
    this.publisher
      .queue(deliveriesQueue.name)
      .getWaitingCount()
      .then((waiting) => (this.areOthersWaiting = waiting > 0))
      .catch(() => (this.areOthersWaiting = false));
  }
}
