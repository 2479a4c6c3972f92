import type { SeqRange } from './delivery.schema.js';

/** A worker's lease on a window, by the database's clock; renewed while it works. */
export const LEASE_MS = 3_000;
export const RENEW_EVERY_MS = 1_000;
/** A window is claimed so long before its slot: who holds one renews its lease, and slow deliveries are many. */
export const AHEAD_MS = 1_000;
/** Lanes of a delivery at its start, each in a worker of its own; with more workers, more are added. */
export const LANES = 2;
/** More lanes than this share no delivery: they would only wait for its record. */
export const LANES_AT_MOST = 16;
/** A message refused for now is tried again after these; refused once more, it has failed. */
export const TRY_AGAIN_AFTER_MS = [1_000, 5_000, 30_000, 120_000];

const SMALLEST = 10;
const LARGEST = 200;

/** Messages a window holds: half a second's worth, 10 to 200. It is what a crash can leave uncertain. */
export function windowSize(ratePerSecond: number): number {
  return Math.min(LARGEST, Math.max(SMALLEST, Math.round(ratePerSecond / 2)));
}

/** Milliseconds that `messages` take at this rate, all workers together. */
export function slotMs(messages: number, ratePerSecond: number): number {
  return Math.ceil((messages * 1_000) / ratePerSecond);
}

/** The next slot of the rate begins soon enough for its window to be claimed. */
export const slotIsNear = { $lte: ['$nextSlotAt', { $add: ['$$NOW', AHEAD_MS] }] };

/**
 * The update of a claim: takes from what was given back, else the next of the ledger; pushes the
 * window with its lease; moves the rate slot that all workers share. One write, so that two workers
 * never hold one message and together never pass the rate.
 */
export function claimPipeline(window: { id: string; worker: string; epoch: number }, ratePerSecond: number): Record<string, unknown>[] {
  const size = windowSize(ratePerSecond);
  const first = { $arrayElemAt: ['$returned', 0] };
  const takesReturned = { $gt: [{ $size: '$returned' }, 0] };
  return [
    { $set: { claim: { $cond: [takesReturned, first, { from: '$nextSeq', to: '$toDeliver' }] } } },
    { $set: { 'claim.end': { $min: ['$claim.to', { $add: ['$claim.from', size] }] } } },
    {
      $set: {
        windows: {
          $concatArrays: [
            '$windows',
            [{ from: '$claim.from', to: '$claim.end', id: { $literal: window.id }, worker: { $literal: window.worker }, epoch: window.epoch, until: { $add: ['$$NOW', LEASE_MS] } }],
          ],
        },
        returned: {
          $cond: [
            takesReturned,
            {
              $concatArrays: [
                { $cond: [{ $lt: ['$claim.end', '$claim.to'] }, [{ from: '$claim.end', to: '$claim.to' }], []] },
                { $filter: { input: '$returned', cond: { $ne: ['$$this', first] } } },
              ],
            },
            '$returned',
          ],
        },
        nextSeq: { $cond: [takesReturned, '$nextSeq', '$claim.end'] },
        nextSlotAt: { $add: [{ $max: ['$$NOW', '$nextSlotAt'] }, { $ceil: { $divide: [{ $multiply: [{ $subtract: ['$claim.end', '$claim.from'] }, 1_000] }, ratePerSecond] } }] },
      },
    },
    { $unset: 'claim' },
  ];
}

/** The update of a claim of messages whose time to be tried again has come: they keep their places in the ledger. */
export function claimAgainPipeline(window: { id: string; worker: string; epoch: number; from: number; to: number }, messages: number, ratePerSecond: number): Record<string, unknown>[] {
  const { id, worker, epoch, from, to } = window;
  return [
    {
      $set: {
        windows: { $concatArrays: ['$windows', [{ from, to, id: { $literal: id }, worker: { $literal: worker }, epoch, until: { $add: ['$$NOW', LEASE_MS] }, again: true }]] },
        nextSlotAt: { $add: [{ $max: ['$$NOW', '$nextSlotAt'] }, slotMs(messages, ratePerSecond)] },
      },
    },
  ];
}

/** The update that lengthens the lease of one window. */
export function renewPipeline(id: string): Record<string, unknown>[] {
  return [{ $set: { windows: renewed(id) } }];
}

function renewed(id: string): Record<string, unknown> {
  return { $map: { input: '$windows', in: { $cond: [{ $eq: ['$$this.id', { $literal: id }] }, { $mergeObjects: ['$$this', { until: { $add: ['$$NOW', LEASE_MS] } }] }, '$$this'] } } };
}

/** What a worker writes on the run with results of a window. */
export interface Noted {
  figures: Record<'sent' | 'failed' | 'uncertain' | 'canceled', number>;
  /** The worker that has something to show; null: none. */
  worker: string | null;
  lastMessageAt: Date | null;
  /** Since when the server is away, and what it refused last; left out: as before. */
  set: { awaySince?: Date | null; lastRefusal?: unknown };
  /** The window is let go; otherwise its lease is lengthened. */
  last: boolean;
  /** What of it is free again. */
  returned: SeqRange | null;
}

/** The update of results: figures, last words of the server, the window. */
export function notePipeline(id: string, { figures, worker, lastMessageAt, set, last, returned }: Noted): Record<string, unknown>[] {
  const counted = Object.entries(figures).filter(([, count]) => count > 0);
  return [
    {
      $set: {
        ...Object.fromEntries(counted.map(([figure, count]) => [figure, { $add: [`$${figure}`, count] }])),
        ...Object.fromEntries(Object.entries(set).map(([field, value]) => [field, { $literal: value }])),
        ...(worker === null ? {} : { workers: { $cond: [{ $in: [{ $literal: worker }, '$workers'] }, '$workers', { $concatArrays: ['$workers', [{ $literal: worker }]] }] } }),
        ...(lastMessageAt === null ? {} : { lastMessageAt: { $max: ['$lastMessageAt', lastMessageAt] } }),
        windows: last ? { $filter: { input: '$windows', cond: { $ne: ['$$this.id', { $literal: id }] } } } : renewed(id),
        ...(returned === null ? {} : { returned: { $concatArrays: ['$returned', [returned]] } }),
      },
    },
  ];
}

/** What has neither been sent nor given up: the figures add up by construction. */
export function pendingOf(figures: { toDeliver: number; sent: number; failed: number; canceled: number; uncertain: number }): number {
  return figures.toDeliver - figures.sent - figures.failed - figures.canceled - figures.uncertain;
}

/** Sent, failed or uncertain: what the mail server was asked for. */
export function processedOf(figures: { sent: number; failed: number; uncertain: number }): number {
  return figures.sent + figures.failed + figures.uncertain;
}
