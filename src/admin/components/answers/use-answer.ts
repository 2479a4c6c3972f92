import { useCallback, useEffect, useRef, useState } from 'react';
import { getJson, Problem, type ProblemBody } from './api.js';
import { browserNow } from '../reader/browser-clock.js';

export interface Answer<Data> {
  data: Data | undefined;
  problem: ProblemBody | null;
  /** When the server last answered; null before the first time. */
  heardAt: number | null;
  reload(): void;
  replace(data: Data): void;
}

interface Options {
  /** Asks again so often (milliseconds) while the page is seen; null: never. */
  every?: number | null;
}

/** What a path of the API answers, kept while it is asked again; null asks nothing. */
export function useAnswer<Data>(path: string | null, { every = null }: Options = {}): Answer<Data> {
  const [answer, setAnswer] = useState<{ path: string | null; data?: Data; heardAt: number | null }>({ path: null, heardAt: null });
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const [turn, setTurn] = useState(0);
  const interval = useRef(every);
  interval.current = every;

  useEffect(() => {
    if (path === null) return undefined;
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let answered = false;
    const askAgain = (): void => {
      if (!controller.signal.aborted && interval.current !== null) timer = setTimeout(() => void ask(), interval.current);
    };
    const ask = async (): Promise<void> => {
      // Nobody looks: nothing is asked until they do.
      if (document.hidden && answered) return askAgain();
      try {
        const data = await getJson<Data>(path, controller.signal);
        setAnswer({ path, data, heardAt: browserNow().getTime() });
        setProblem(null);
        answered = true;
      } catch (error) {
        if (controller.signal.aborted) return;
        setProblem(error instanceof Problem ? error.body : { status: 0 });
      }
      askAgain();
    };
    void ask();
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [path, turn, every === null]);

  const reload = useCallback(() => setTurn((before) => before + 1), []);
  const replace = useCallback((data: Data) => setAnswer({ path, data, heardAt: browserNow().getTime() }), [path]);
  return { data: answer.path === path ? answer.data : undefined, problem, heardAt: answer.heardAt, reload, replace };
}

const known = new Map<string, string>();
const MOST_AT_ONCE = 150;

/** Labels for codes and names for e-mails; a code that is not known yet shows as itself. */
export function useNames(codes: (string | null | undefined)[]): (code: string | null | undefined) => string {
  const wanted = [...new Set(codes.filter((code): code is string => Boolean(code)))].filter((code) => !known.has(code)).sort();
  const key = wanted.join(',');
  const [, setHeard] = useState(0);
  useEffect(() => {
    if (key === '') return;
    const codesNow = key.split(',');
    const batches: string[][] = [];
    for (let start = 0; start < codesNow.length; start += MOST_AT_ONCE) batches.push(codesNow.slice(start, start + MOST_AT_ONCE));
    void Promise.all(batches.map(askNames)).then(() => setHeard((before) => before + 1));
  }, [key]);
  return (code) => (code ? (known.get(code) ?? code) : '');
}

async function askNames(codes: string[]): Promise<void> {
  const response = await fetch(`/admin/names?codes=${encodeURIComponent(codes.join(','))}`, { headers: { Accept: 'application/json' } });
  if (!response.ok) return;
  const names = (await response.json()) as Record<string, string>;
  for (const code of codes) known.set(code, names[code] ?? code);
}

/** Runs a render again so often, for "updated 0.3 s ago". */
export function useTick(every: number): Date {
  const [now, setNow] = useState(browserNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(browserNow()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
