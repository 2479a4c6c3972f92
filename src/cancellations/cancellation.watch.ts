import { Injectable, type MessageEvent } from '@nestjs/common';
import { finalize, Observable, shareReplay } from 'rxjs';

import { Clock } from '../clock/clock.js';
import type { Locale } from '../language/text.js';
import { type CancellationReport, CancellationReports, type FinalParts, type ReportParts } from './cancellation.report.js';

const LOOK_EVERY_MS = 100;
/** After a failed look (the database is away): the stream stays open. */
const LOOK_AGAIN_MS = 1_000;
/** So that who looks can tell that nothing moves from not being heard. */
const HEARTBEAT_MS = 1_000;

/**
 * A cancellation's report as server-sent events: once at the start, then at each change, to the end of the cascade; a
 * `tick` each second where nothing moves. Who watches the same shares the looking.
 */
@Injectable()
export class CancellationWatch {
  private readonly watched = new Map<string, Observable<MessageEvent>>();

  constructor(
    private readonly reports: CancellationReports,
    private readonly clock: Clock,
  ) {}

  watch(code: string, locale: Locale, parts: ReportParts): Observable<MessageEvent> {
    const key = `${code} ${locale} ${parts.entities}`;
    const known = this.watched.get(key);
    if (known !== undefined) return known;
    // Kept while somebody looks; who comes later is told at once where it stands.
    const shared = this.looking(code, locale, parts).pipe(finalize(() => this.watched.delete(key)), shareReplay({ bufferSize: 1, refCount: true }));
    this.watched.set(key, shared);
    return shared;
  }

  private looking(code: string, locale: Locale, parts: ReportParts): Observable<MessageEvent> {
    return new Observable((reader) => {
      let timer: NodeJS.Timeout | undefined;
      let last = '';
      let before: CancellationReport | null = null;
      let known: FinalParts = {};
      let saidAt = this.clock.monotonic();
      const look = async (): Promise<number | null> => {
        const report = await this.reports.of(code, locale, parts, known);
        known = finalParts(before, report);
        before = report;
        const data = JSON.stringify(report);
        const silent = this.clock.monotonic() - saidAt > HEARTBEAT_MS;
        if (data !== last || silent) saidAt = this.clock.monotonic();
        if (data !== last) reader.next({ data });
        else if (silent) reader.next({ type: 'tick', data: this.clock.now().toISOString() });
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

/** What was read after its step was seen to be done stays as it is: hundreds of stopped deliveries, while the orders go on. */
function finalParts(before: CancellationReport | null, { workflows, deliveries }: CancellationReport): FinalParts {
  const isDone = (name: 'workflows' | 'deliveries'): boolean => before?.steps.some((step) => step.name === name && step.state === 'done') === true;
  return { ...(isDone('workflows') ? { workflows } : {}), ...(isDone('deliveries') ? { deliveries } : {}) };
}
