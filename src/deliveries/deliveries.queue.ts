import { z } from 'zod';

import { defineQueue, job, type JobToAdd, jobToAdd } from '../messaging/queue.js';
import { LANES } from './delivery.windows.js';

/** Sending. The ledger is the record; a job that is lost is put back by the reconciler. */
export const deliveriesQueue = defineQueue('deliveries', {
  /** One lane of a run: claims windows and sends them until nothing is left or the run is over. */
  'run-delivery': job({
    payload: z.strictObject({ delivery: z.string(), epoch: z.int(), lane: z.int().min(0) }),
    retry: 'none',
    id: ({ delivery, epoch, lane }) => `run-${delivery}-${epoch}-${lane}`,
  }),
});

/** Every lane of a run. */
export function lanesOf(delivery: string, epoch: number): JobToAdd[] {
  return Array.from({ length: LANES }, (_, lane) => jobToAdd(deliveriesQueue, 'run-delivery', { delivery, epoch, lane }));
}
