import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';

import { Clock } from './clock.js';

const LOOK_EVERY_MS = 1_000;
const MEASURE_EVERY_MS = 30_000;
/** Of as many answers the quickest says best what time it was. */
const ASK_TIMES = 3;
/** A machine that slept counts no monotonic time meanwhile: its wall clock has gone on by more than this. */
const SLEPT_MS = 500;

/** Keeps the clock of this process on the database's time, so that two machines decide alike. */
@Injectable()
export class DatabaseTime implements OnModuleInit, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private measuring = false;
  private measuredAt = 0;
  private wallAhead = 0;

  constructor(
    @InjectConnection() private readonly connection: Connection,
    private readonly clock: Clock,
  ) {}

  /** Before anything is begun: with a clock that is off, what is due in ten minutes would be due at the start. */
  async onModuleInit(): Promise<void> {
    await this.measure();
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    const slept = Math.abs(wallAhead() - this.wallAhead) > SLEPT_MS;
    if (this.measuring || (!slept && this.clock.monotonic() - this.measuredAt < MEASURE_EVERY_MS)) return;
    this.measuring = true;
    this.measure()
      // What was measured last stays in force while the database cannot be asked.
      .catch(() => undefined)
      .finally(() => {
        this.measuring = false;
      });
  }

  private async measure(): Promise<void> {
    this.measuredAt = this.clock.monotonic();
    this.wallAhead = wallAhead();
    let quickest = Number.POSITIVE_INFINITY;
    for (let time = 0; time < ASK_TIMES; time++) {
      const asked = this.clock.monotonic();
      const answer = await this.connection.db?.admin().command({ hello: 1 });
      const tookMs = this.clock.monotonic() - asked;
      const there: unknown = answer?.['localTime'];
      if (!(there instanceof Date) || tookMs >= quickest) continue;
      quickest = tookMs;
      this.clock.follow(there, asked + tookMs / 2);
    }
  }
}

function wallAhead(): number {
  return Date.now() - performance.now();
}
