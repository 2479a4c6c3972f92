import { z } from 'zod';

import { defineQueue, job } from '../messaging/queue.js';

const part = z.strictObject({ part: z.string() });

function partId(payload: z.output<typeof part>): string {
  return `part-${payload.part.replaceAll(':', '-')}`;
}

/** The work of a cascade. The record is in MongoDB: each of these jobs may be lost, late or doubled. */
export const cancellationsQueue = defineQueue('cancellations', {
  /** Writes the parts of a cancellation down and puts the first ones into the queue. */
  'plan-cancellation': job({ payload: z.strictObject({ cancellation: z.string() }), retry: 'standard', id: ({ cancellation }) => `plan-${cancellation}` }),
  /** One part: one workflow, one delivery, one campaign, a range of entities. */
  'run-part': job({ payload: part, retry: 'standard', id: partId }),
  /** One part: a range of orders or campaigns. Heavy, and nobody's mail waits for it: what stops a process goes first. */
  'run-range': job({ payload: part, retry: 'standard', id: partId, priority: 1 }),
  /** After a reinitialize: finds the ranges of the closed cycle that still hold open orders. */
  'sweep-cycle': job({ payload: z.strictObject({ closure: z.string() }), retry: 'standard', id: ({ closure }) => `sweep-${closure.replaceAll(':', '-')}` }),
  'sweep-order-range': job({
    payload: z.strictObject({ closure: z.string(), from: z.int(), to: z.int() }),
    retry: 'standard',
    id: ({ closure, from }) => `sweep-${closure.replaceAll(':', '-')}-from-${from}`,
  }),
});
