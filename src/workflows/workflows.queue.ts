import { z } from 'zod';

import { defineQueue, job, type JobToAdd, jobToAdd } from '../messaging/queue.js';

const run = z.strictObject({ workflow: z.string(), epoch: z.int() });

/** Workflows. The record says what comes next; a job that is lost is put back by the reconciler. */
export const workflowsQueue = defineQueue('workflows', {
  /** Does activities one after the other until one has to wait. */
  'run-workflow': job({ payload: run, retry: 'none', id: ({ workflow, epoch }) => `run-${workflow}-${epoch}` }),
  /** Looks again at the activity that waits. Its id is its own and its time's: the job that asks for it is still active. */
  'wake-workflow': job({ payload: run.extend({ position: z.int(), at: z.int() }), retry: 'none', id: ({ workflow, epoch, position, at }) => `wake-${workflow}-${epoch}-${position}-${at}` }),
  /** Its delivery has ended. */
  'follow-delivery': job({ payload: z.strictObject({ workflow: z.string(), delivery: z.string() }), retry: 'none', id: ({ workflow, delivery }) => `follow-${workflow}-${delivery}` }),
});

export function followOf(workflow: string, delivery: string): JobToAdd {
  return jobToAdd(workflowsQueue, 'follow-delivery', { workflow, delivery });
}

export function runOf(workflow: string, epoch: number): JobToAdd {
  return jobToAdd(workflowsQueue, 'run-workflow', { workflow, epoch });
}

export function wakeOf(workflow: string, epoch: number, position: number, until: Date, delayMs: number): JobToAdd {
  return jobToAdd(workflowsQueue, 'wake-workflow', { workflow, epoch, position, at: until.getTime() }, delayMs);
}
