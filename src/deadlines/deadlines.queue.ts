import { z } from 'zod';

import { defineQueue, job } from '../messaging/queue.js';

export const deadlinesQueue = defineQueue('deadlines', {
  // Only a wake-up: what is due is read from the record, so a lost or doubled job costs nothing.
  look: job({ payload: z.object({}), retry: 'none' }),
});
