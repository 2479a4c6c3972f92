// Shapes of what /api/v1 answers, as far as a screen shows them. Instants are ISO strings in UTC.

export type Instant = string;

export interface Late {
  deadline: string;
  since: Instant;
}

export interface Canceled {
  code?: string;
  cancellation?: string | null;
  by: string;
  at: Instant;
  comment: string | null;
}

export interface FormField {
  name: string;
  label: string;
  type: 'text' | 'number' | 'date' | 'boolean' | 'choice';
  options?: string[] | null;
  required?: boolean;
  default?: string | number | boolean | null;
}

export interface Thing {
  code: string;
  label: string;
  status: string;
  statusSince: Instant | null;
  version: number;
  createdAt: Instant;
  modifiedAt: Instant;
  modifiedBy?: string;
  allowed?: string[];
}

export interface Reminder {
  from: 'submission' | 'deadline' | 'date';
  date: Instant | null;
  offsetDays: number;
}

export interface PlannedReminder {
  from: string;
  at: Instant;
  remindedAt: Instant | null;
}

export interface Decision {
  by: string;
  at: Instant;
  comment?: string | null;
}

/** A cycle that reinitialize ended, as it was then. */
export interface EarlierCycle {
  cycle: number;
  endedAt: Instant;
  endedBy: string;
  endedAs: 'published' | 'canceled';
  publishedAt: Instant | null;
  approval: Decision | null;
  cancellation: Canceled | null;
  schedule: { start: Instant | null; end: Instant | null } | null;
  availableAt: Instant | null;
  registrationDeadline: Instant | null;
  personalizationDeadline: Instant | null;
}

export interface CampaignPackage extends Thing {
  kind: 'local' | 'collaborative';
  distributionLevel: string;
  late: Late | null;
  cycle: number;
  referenceCampaign: string | null;
  folder: string | null;
  schedule: { start: Instant | null; end: Instant | null } | null;
  availableAt: Instant | null;
  registrationDeadline: Instant | null;
  personalizationDeadline: Instant | null;
  audience: string[];
  orderApproval: 'manual' | 'automatic' | null;
  allowMultipleOrders: boolean;
  reviewers: string[];
  approvalDeadline: Instant | null;
  reminders: Reminder[];
  plannedReminders: PlannedReminder[];
  submittedBy: string | null;
  submittedAt: Instant | null;
  approval: Decision | null;
  rejection: { by: string; at: Instant; comment: string } | null;
  publishedAt: Instant | null;
  assignedTo: string | null;
  form: FormField[];
  cancellation: Canceled | null;
  orderCounts: Record<string, number>;
  earlierCycles: EarlierCycle[];
}

/** A package as a local operator gets it: without reviewers, counts, and what else is head office's. */
export type Offer = Omit<CampaignPackage, 'reviewers' | 'reminders' | 'plannedReminders' | 'orderCounts' | 'earlierCycles'>;

export interface Order extends Thing {
  package: string;
  entity: string;
  cycle: number;
  assignedTo: string | null;
  comment: string | null;
  parameters: Record<string, string | number | boolean | null>;
  campaign: string | null;
  late: Late | null;
  incomplete: boolean;
  canceled: Canceled | null;
  orderedAt: Instant | null;
  approval: Decision | null;
  rejection: { by: string; at: Instant; comment: string } | null;
  availableAt: Instant | null;
}

export interface Campaign extends Thing {
  kind: 'reference' | 'child';
  package: string | null;
  order: string | null;
  /** Of a child: the campaign it was made from. */
  reference?: string | null;
  entity: string | null;
  createdBy?: string;
  cycle: number;
  folder: string | null;
  schedule: { start: Instant | null; end: Instant | null } | null;
  canceled: Canceled | null;
}

/** Where a workflow is: 0-based, of how many. */
export interface PresentActivity {
  index: number;
  of: number;
  type: string;
  wakeAt: Instant | null;
  delivery: string | null;
}

export interface Step {
  name: 'orders' | 'campaigns' | 'workflows' | 'deliveries' | 'notifications';
  state: 'pending' | 'running' | 'done';
  total: number;
  done: number;
  startedAt: Instant | null;
  finishedAt: Instant | null;
}

export interface DeliveryFigures {
  toDeliver: number;
  sent: number;
  failed: number;
  canceled: number;
  uncertain: number;
}

export interface StoppedDelivery extends DeliveryFigures {
  code: string;
  workers: string[];
  requestedAt: Instant | null;
  lastMessageAt: Instant | null;
  stoppedAt: Instant | null;
  entities: (DeliveryFigures & { entity: string | null })[];
}

export interface StoppedWorkflow {
  code: string;
  activity: PresentActivity | null;
  worker: string | null;
  requestedAt: Instant | null;
  stoppedAt: Instant | null;
}

export interface Cancellation {
  code: string;
  package: string;
  order?: string | null;
  cycle: number;
  state: 'running' | 'finished';
  canceledAt: Instant;
  finishedAt: Instant | null;
  comment: string | null;
  by: string;
  steps: Step[];
  workflows: StoppedWorkflow[];
  deliveries: StoppedDelivery[];
  notifications: { addresses: number; sent: number; failed: number; uncertain: number; outstanding: number };
  correction: Correction | null;
}

/** A campaign of no package and its draft delivery, made from a halt report. */
export interface Correction {
  campaign: string;
  delivery: string;
  by: string;
  at: Instant;
}

export interface Consequences {
  orders: number;
  campaigns: number;
  workflows: number;
  deliveries: number;
  messagesPending: number;
  entities: number;
  addresses: number;
  names?: ConsequenceNames;
}

interface Named {
  code: string;
  label: string;
}

/** The first of each; the numbers say how many there are. */
export interface ConsequenceNames {
  orders: Record<string, number>;
  campaigns: Named[];
  workflows: Named[];
  deliveries: Named[];
  entities: Named[];
  messagesGone: number;
}

export interface JournalEntry {
  at: Instant;
  by: string;
  subject: string;
  subjectKind: string;
  cycle: number | null;
  command: string;
  from: string | null;
  to: string | null;
  /** The cancellation or command from elsewhere that it belongs to. */
  correlation?: string | null;
  changes?: { field: string; from: unknown; to: unknown }[] | null;
  comment: string | null;
  /** Code of the refusal; null: it was done. */
  refused: string | null;
}
