import { Injectable } from '@nestjs/common';

/**
 * The only source of time. Business decisions take `now()`; durations inside one process take
 * `monotonic()`, which no change of the wall clock moves. Leases never use either: they compare
 * with the database's own `$$NOW` inside the write.
 */
@Injectable()
export class Clock {
  private offsetMs = 0;

  /** The present instant, as the database sees it once `follow` was called. */
  now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }

  /** Milliseconds from an arbitrary origin, never going back. */
  monotonic(): number {
    return performance.now();
  }

  /** Makes this process's clock agree with another one that is `offsetMs` ahead of it. */
  follow(offsetMs: number): void {
    this.offsetMs = offsetMs;
  }
}
