import { Injectable } from '@nestjs/common';

/**
 * The only source of time. Business decisions take `now()`; durations inside one process take
 * `monotonic()`, which no change of the wall clock moves. Leases never use either: they compare
 * with the database's own `$$NOW` inside the write.
 */
@Injectable()
export class Clock {
  /** The instant at the origin of monotonic time. From here on no change of the wall clock moves the present. */
  private origin = Date.now() - performance.now();
  private away: Date | null = null;

  /** The present instant, as the database sees it once `follow` was called. */
  now(): Date {
    return new Date(this.away ?? this.origin + performance.now());
  }

  /** Milliseconds from an arbitrary origin, never going back. */
  monotonic(): number {
    return performance.now();
  }

  /** Makes this process's clock agree with another one, which showed `instant` when `monotonic()` was `monotonicMs`. */
  follow(instant: Date, monotonicMs: number): void {
    this.origin = instant.getTime() - monotonicMs;
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
