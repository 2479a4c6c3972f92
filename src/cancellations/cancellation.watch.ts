import { Injectable, type MessageEvent } from '@nestjs/common';
import { Observable } from 'rxjs';

import { Clock } from '../clock/clock.js';
import type { Locale } from '../language/text.js';
import { CancellationReports } from './cancellation.report.js';

const LOOK_EVERY_MS = 200;
/** After a failed look (the database is away): the stream stays open. */
const LOOK_AGAIN_MS = 1_000;
const HEARTBEAT_MS = 15_000;

/** A cancellation's report as server-sent events: once at the start, then at each change, to the end of the cascade. */
@Injectable()
export class CancellationWatch {
  constructor(
    private readonly reports: CancellationReports,
    private readonly clock: Clock,
  ) {}

  watch(code: string, locale: Locale): Observable<MessageEvent> {
    return new Observable((reader) => {
      let timer: NodeJS.Timeout | undefined;
      let last = '';
      let saidAt = this.clock.monotonic();
      const look = async (): Promise<number | null> => {
        const report = await this.reports.of(code, locale);
        const data = JSON.stringify(report);
        const silent = this.clock.monotonic() - saidAt > HEARTBEAT_MS;
        if (data !== last || silent) saidAt = this.clock.monotonic();
        if (data !== last) reader.next({ data });
        else if (silent) reader.next({ comment: 'still under way' });
        last = data;
        return report.state === 'finished' ? null : LOOK_EVERY_MS;
      };
      const go = (): void => {
        void look()
          .catch(() => LOOK_AGAIN_MS)
          .then((next) => {
            if (reader.closed) return;
            if (next === null) reader.complete();
            else timer = setTimeout(go, next);
          });
      };
      go();
      return () => clearTimeout(timer);
    });
  }
}
