import type { Cancellation, Correction } from './cancellation.schema.js';

/** A cancellation as lists and answers show it. */
export interface CancellationView {
  code: string;
  kind: Cancellation['kind'];
  package: string;
  /** The package's label at the decision. */
  label: string;
  cycle: number;
  order: string | null;
  state: Cancellation['state'];
  canceledAt: Date;
  finishedAt: Date | null;
  comment: string | null;
  by: string;
  byName: string;
  /** The campaign and draft delivery made from its report; null: none yet. */
  correction: Correction | null;
  version: number;
}

export function viewOf(cancellation: Cancellation): CancellationView {
  const { _id: code, kind, package: campaignPackage, cycle, order, state, canceledAt, finishedAt, comment, by, byName, correction, version, facts } = cancellation;
  return { code, kind, package: campaignPackage, label: facts.label, cycle, order, state, canceledAt, finishedAt, comment, by, byName, correction: correction ?? null, version };
}

/** What a cancel answers as soon as it is durable. */
export interface CancelAnswer extends Omit<CancellationView, 'code' | 'version'> {
  cancellation: string;
}

export function cancelAnswer(cancellation: Cancellation): CancelAnswer {
  const { code, version: _version, ...rest } = viewOf(cancellation);
  return { cancellation: code, ...rest };
}
