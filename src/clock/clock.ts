import { Injectable } from '@nestjs/common';

/**
 * The only source of time. Business decisions take `now()`; durations inside one process take
 * `monotonic()`, which no change of the wall clock moves. Leases never use either: they compare
 * with the database's own `$$NOW` inside the write.
 */
@Injectable()
export class Clock {
  private offsetMs = 0;
  private away: Date | null = null;

  /** The present instant, as the database sees it once `follow` was called. */
  now(): Date {
    return this.away === null ? new Date(Date.now() + this.offsetMs) : new Date(this.away);
  }

  /** Milliseconds from an arbitrary origin, never going back. */
  monotonic(): number {
    return performance.now();
  }

  /** Makes this process's clock agree with another one that is `offsetMs` ahead of it. */
  follow(offsetMs: number): void {
    this.offsetMs = offsetMs;
  }

  /** Stands still at another instant until `comeBack`: a history is loaded through the services, as it happened. */
  travelTo(instant: Date): void {
    this.away = instant;
  }

  comeBack(): void {
    this.away = null;
  }

  /** Whether what happens now is history, which nobody waits for. */
  get isAway(): boolean {
    return this.away !== null;
  }
}
