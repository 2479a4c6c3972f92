export type BulkListName = 'packages' | 'orders' | 'workflows' | 'deliveries';
export const BULK_VERBS = ['submit', 'approve', 'reject', 'reinitialize', 'start', 'resume', 'pause', 'stop', 'cancel'] as const;
export type BulkVerb = (typeof BULK_VERBS)[number];

/** What `/api/v1/selections` answers. */
export interface Selection {
  id: string;
  list: BulkListName;
  count: number;
  commands: Partial<Record<BulkVerb, { allowed: number }>>;
  names: { code: string; label: string }[];
}

export interface BulkRun {
  id: string;
  list: BulkListName;
  command: BulkVerb;
  comment: string | null;
  by: string;
  state: 'running' | 'finished';
  total: number;
  done: number;
  succeeded: number;
  refused: number;
  startedAt: string;
  finishedAt: string | null;
}

export interface BulkRow {
  code: string;
  label: string;
  result: 'pending' | 'done' | 'refused';
  cancellation: string | null;
  problem: { code: string; detail: string; allowed: string[] | null } | null;
}

/** Harm is red; all else is not. */
export const isHarm = (verb: BulkVerb): boolean => verb === 'cancel' || verb === 'stop' || verb === 'reject';
