import { useCallback, useEffect, useState } from 'react';
import { browserNow } from '../reader/browser-clock.js';
import { apiUrl, getJson, Problem, type ProblemBody } from './api.js';

export interface Live<Data> {
  data: Data | undefined;
  problem: ProblemBody | null;
  /** When the server was last heard, whether or not anything had changed. */
  heardAt: number | null;
  /** Told by the server as it happens, or asked for again and again. */
  by: 'events' | 'asking';
  reload(): void;
}

const ASKED_EVERY_MS = 500;
const ENDED_ASKED_EVERY_MS = 10_000;
/** Beats come each second: after this long without one the events do not get through. */
const SILENT_MS = 2_500;
const EVENTS_AGAIN_MS = 5_000;

interface Heard<Data> {
  path: string;
  data: Data | undefined;
  at: number | null;
}

/**
 * A thing told by server-sent events (`PATH/events`) as long as it goes on; asked for while these do not get through (a
 * proxy, a server that restarts), and again told once they do. What has ended is asked for now and then.
 * @param isOver whether it has ended: the events stop then
 */
export function useLive<Data>(path: string, query: string, isOver: (data: Data) => boolean): Live<Data> {
  const [heard, setHeard] = useState<Heard<Data>>({ path, data: undefined, at: null });
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const [by, setBy] = useState<Live<Data>['by']>('events');
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    const controller = new AbortController();
    let source: EventSource | null = null;
    let asking: ReturnType<typeof setTimeout> | undefined;
    let retrying: ReturnType<typeof setTimeout> | undefined;
    let silence: ReturnType<typeof setTimeout> | undefined;
    let over = false;

    const hear = (data: Data): void => {
      setHeard({ path, data, at: browserNow().getTime() });
      setProblem(null);
      over = isOver(data);
      if (over) stopListening();
    };
    const ask = async (): Promise<void> => {
      clearTimeout(asking);
      try {
        hear(await getJson<Data>(`${path}?${query}`, controller.signal));
      } catch (error) {
        if (controller.signal.aborted) return;
        setProblem(error instanceof Problem ? error.body : { status: 0 });
      }
      if (controller.signal.aborted || source !== null) return;
      asking = setTimeout(() => void ask(), over ? ENDED_ASKED_EVERY_MS : ASKED_EVERY_MS);
    };
    const stopListening = (): void => {
      clearTimeout(silence);
      source?.close();
      source = null;
    };
    const fallBack = (): void => {
      stopListening();
      setBy('asking');
      void ask();
      clearTimeout(retrying);
      if (!over) retrying = setTimeout(listen, EVENTS_AGAIN_MS);
    };
    const expectBeat = (): void => {
      clearTimeout(silence);
      silence = setTimeout(fallBack, SILENT_MS);
    };
    const listen = (): void => {
      if (over || controller.signal.aborted) return;
      const events = new EventSource(apiUrl(`${path}/events?${query}`));
      source = events;
      expectBeat();
      const told = (): void => {
        clearTimeout(asking);
        setBy('events');
        expectBeat();
      };
      events.onmessage = ({ data }: MessageEvent<string>) => {
        told();
        hear(JSON.parse(data) as Data);
        if (over) asking = setTimeout(() => void ask(), ENDED_ASKED_EVERY_MS);
      };
      events.addEventListener('tick', () => {
        told();
        setHeard((before) => ({ ...before, at: browserNow().getTime() }));
      });
      events.onerror = () => source === events && fallBack();
    };

    // Asked once first: a refusal is told with its reason, which events cannot.
    void ask().then(() => {
      clearTimeout(asking);
      if (over) asking = setTimeout(() => void ask(), ENDED_ASKED_EVERY_MS);
      else listen();
    });
    return () => {
      controller.abort();
      stopListening();
      clearTimeout(asking);
      clearTimeout(retrying);
    };
  }, [path, query, turn]);

  const reload = useCallback(() => setTurn((before) => before + 1), []);
  return { data: heard.path === path ? heard.data : undefined, problem, heardAt: heard.at, by, reload };
}
