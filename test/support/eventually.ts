import { setTimeout as pause } from 'node:timers/promises';

/** Asks again until the answer is there; fails with the last answer, so that a reader sees how far it came. */
export async function eventually<T>(what: string, ask: () => Promise<T | undefined | false | null> | T | undefined | false | null, withinMs = 15_000): Promise<T> {
  const started = performance.now();
  let last: unknown;
  while (performance.now() - started < withinMs) {
    last = await ask();
    if (last !== undefined && last !== false && last !== null) return last as T;
    await pause(20);
  }
  throw new Error(`waited ${withinMs} ms for: ${what}; last answer ${JSON.stringify(last)}`);
}
