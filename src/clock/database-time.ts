import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';

import { Clock } from './clock.js';

const MEASURE_EVERY_MS = 30_000;

/** Keeps the clock of this process on the database's time, so that two machines decide alike. */
@Injectable()
export class DatabaseTime implements OnModuleInit, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @InjectConnection() private readonly connection: Connection,
    private readonly clock: Clock,
  ) {}

  /** Before anything is begun: with a clock that is off, what is due in ten minutes would be due at the start. */
  async onModuleInit(): Promise<void> {
    await this.measure();
    this.timer = setInterval(() => {
      // The last good offset stays in force while the database cannot be asked.
      this.measure().catch(() => undefined);
    }, MEASURE_EVERY_MS);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async measure(): Promise<void> {
    const asked = Date.now();
    const answer = await this.connection.db?.admin().command({ hello: 1 });
    if (!(answer?.['localTime'] instanceof Date)) return;
    const middle = (asked + Date.now()) / 2;
    this.clock.follow(Math.round(answer['localTime'].getTime() - middle));
  }
}
