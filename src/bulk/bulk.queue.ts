import { z } from 'zod';

import { defineQueue, job } from '../messaging/queue.js';

/** Rows of a run, by position, `to` not included. Only a wake-up: what is left to do is read from the record. */
export const bulkQueue = defineQueue('bulk', {
  'run-rows': job({ payload: z.object({ run: z.string(), from: z.int(), to: z.int() }), retry: 'standard', id: ({ run, from }) => `run-rows-${run}-${from}` }),
});
