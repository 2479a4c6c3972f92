import { z } from 'zod';

import { defineQueue, job } from '../messaging/queue.js';

/** A part of what a package owes its orders (orders.ports.ts); `since` tells the debt from an earlier one. */
const range = () => z.object({ package: z.string(), since: z.iso.datetime(), from: z.string(), to: z.string() });
type Range = z.output<ReturnType<typeof range>>;

function idOf(what: string, { package: code, since, from, to }: Range): string {
  return `${what}-${code}-${Date.parse(since)}-${from}-${to}`;
}

export const deadlinesQueue = defineQueue('deadlines', {
  // Only a wake-up: what is due is read from the record, so a lost or doubled job costs nothing.
  look: job({ payload: z.object({}), retry: 'none' }),
  'subscribe-entity-range': job({ payload: range(), retry: 'none', id: (of) => idOf('subscribe', of) }),
  'open-order-range': job({ payload: range(), retry: 'none', id: (of) => idOf('open', of) }),
});
