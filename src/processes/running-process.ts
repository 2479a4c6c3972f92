/** What deliveries and workflows have in common: a running process of a campaign, one document a run. */
export interface RunningProcess {
  /** Its code. */
  _id: string;
  campaign: string;
  package: string | null;
  cycle: number;
  entity: string | null;
  template: boolean;
  /** The workflow that made it, of a delivery. */
  workflow?: string | null;
  copyOf: string | null;
  status: string;
  version: number;
  createdAt: Date;
  createdBy: string;
}

export type ProcessKind = 'delivery' | 'workflow';
