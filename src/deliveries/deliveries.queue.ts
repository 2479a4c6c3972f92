import { z } from 'zod';

import { defineQueue, job, type JobToAdd, jobToAdd } from '../messaging/queue.js';
import { LANES, LANES_AT_MOST } from './delivery.windows.js';

/** They wait more than they work: on the rate, on the mail server. */
export const LANES_IN_A_WORKER = 100;

/** Sending. The ledger is the record; a job that is lost is put back by the reconciler. */
export const deliveriesQueue = defineQueue('deliveries', {
  /** One lane of a run: claims windows and sends them until nothing is left or the run is over. */
  'run-delivery': job({
    payload: z.strictObject({ delivery: z.string(), epoch: z.int(), lane: z.int().min(0) }),
    retry: 'none',
    id: ({ delivery, epoch, lane }) => `run-${delivery}-${epoch}-${lane}`,
  }),
});

/** The lanes of a run, one for each of so many workers. */
export function lanesOf(delivery: string, epoch: number, workers = LANES): JobToAdd[] {
  return Array.from({ length: Math.min(workers, LANES_AT_MOST) }, (_, lane) => jobToAdd(deliveriesQueue, 'run-delivery', { delivery, epoch, lane }));
}
