import { useRef } from 'react';
import { rateOf, type Sample, withSample } from './rates.js';

/**
 * How many a second each thing does, seen from here: the figures the server gives, over the last seconds.
 * @returns null until two answers were heard
 */
export function useRates(things: { code: string; done: number }[], heardAt: number | null): (code: string) => number | null {
  const samples = useRef(new Map<string, Sample[]>());
  const last = useRef<number | null>(null);
  if (heardAt !== null && heardAt !== last.current) {
    last.current = heardAt;
    for (const { code, done } of things) samples.current.set(code, withSample(samples.current.get(code) ?? [], { at: heardAt, done }));
  }
  return (code) => rateOf(samples.current.get(code) ?? []);
}
