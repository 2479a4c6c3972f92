import { useRef } from 'react';
import { browserNow } from './browser-clock.js';

interface Sample {
  at: number;
  done: number;
}

const WINDOW_MS = 5000;

/**
 * How many a second each thing does, seen from here: the figures the server gives, over the last seconds.
 * @returns null until two answers were heard
 */
export function useRates(things: { code: string; done: number }[], heardAt: number | null): (code: string) => number | null {
  const samples = useRef(new Map<string, Sample[]>());
  const last = useRef<number | null>(null);
  if (heardAt !== null && heardAt !== last.current) {
    last.current = heardAt;
    for (const { code, done } of things) {
      const kept = (samples.current.get(code) ?? []).filter(({ at }) => browserNow().getTime() - at < WINDOW_MS);
      samples.current.set(code, [...kept, { at: heardAt, done }]);
    }
  }
  return (code) => {
    const known = samples.current.get(code) ?? [];
    const [first] = known;
    const newest = known.at(-1);
    if (!first || !newest || newest.at === first.at) return null;
    return Math.max(0, Math.round(((newest.done - first.done) * 1000) / (newest.at - first.at)));
  };
}
