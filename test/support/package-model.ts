import type { Model } from './linear-history.js';

/** Transcribed from domain.md, importing nothing of src: what one package with reviewers and its orders may do. */
export interface PackageState {
  kind: 'local' | 'collaborative';
  status: 'being-edited' | 'pending-approval' | 'approved' | 'rejected' | 'published' | 'canceled';
  cycle: number;
  version: number;
  /** Start and availability date: not set, to come, or (published) passed. */
  dated: 'no' | 'ahead' | 'past';
  submitter: string | null;
  /** Who decided, and when, as the decided one answered. */
  decision: { by: string; at: string } | null;
  cancellation: string | null;
  /** Something was canceled in this cycle, so that a cascade may still be running. */
  halted: boolean;
  orders: Record<string, { entity: string; cycle: number; status: 'ordered' | 'available' | 'canceled' }>;
}

export const REVIEWERS = ['anna@relais.example', 'ben@relais.example'];

export interface PackageCommand {
  name: 'submit' | 'approve' | 'reject' | 'publish' | 'cancel' | 'reinitialize' | 'edit-label' | 'edit-deadline' | 'edit-dates' | 'place' | 'approve-order' | 'cancel-order';
  by: string;
  /** Of an edit: the version that it was made from. */
  version?: number;
  /** Of an order: whose. */
  entity?: string;
  order?: string;
}

/** What the caller was told. */
export interface PackageOutcome {
  http: number;
  /** Of a refusal. */
  code?: string;
  by?: string;
  at?: string;
  status?: string;
  version?: number;
  cycle?: number;
  decision?: { by: string; at: string } | null;
  cancellation?: string;
  order?: string;
}

type Told = (state: PackageState, command: PackageCommand, outcome: PackageOutcome) => PackageState | null;

export function packageModel(initial: PackageState): Model<PackageState, PackageCommand, PackageOutcome> {
  return { initial, after: (state, command, outcome) => (outcome.http < 300 ? accepted : refused)[command.name](state, command, outcome) };
}

/** The state after, where the answer names it: status, version and cycle are what the caller was shown. */
function shown(state: PackageState, outcome: PackageOutcome, change: Partial<PackageState>): PackageState | null {
  const after = { ...state, ...change, version: state.version + 1 };
  return outcome.status === after.status && outcome.version === after.version && outcome.cycle === after.cycle ? after : null;
}

const UNSUBMITTED = { submitter: null, decision: null };

const accepted: Record<PackageCommand['name'], Told> = {
  submit: (state, { by }, outcome) => (state.status === 'being-edited' && state.dated !== 'no' ? shown(state, outcome, { status: 'pending-approval', submitter: by, decision: null }) : null),
  approve: (state, { by }, outcome) => (isReviewed(state, by) && state.dated !== 'no' && state.submitter !== by && outcome.decision?.by === by ? shown(state, outcome, { status: 'approved', decision: outcome.decision }) : null),
  reject: (state, { by }, outcome) => (isReviewed(state, by) && outcome.decision?.by === by ? shown(state, outcome, { status: 'rejected', decision: outcome.decision }) : null),
  publish: (state, _command, outcome) => (state.status === 'approved' ? shown(state, outcome, { status: 'published', dated: 'past' }) : null),
  cancel(state, _command, outcome) {
    if (state.status === 'canceled') return outcome.http === 200 && outcome.cancellation === state.cancellation ? state : null;
    if (outcome.http !== 202 || outcome.cancellation === undefined) return null;
    return { ...state, status: 'canceled', version: state.version + 1, cancellation: outcome.cancellation, halted: true, orders: state.kind === 'local' ? state.orders : ended(state.orders, state.cycle, ['ordered', 'available']) };
  },
  reinitialize(state, _command, outcome) {
    if (state.status !== 'published' && state.status !== 'canceled') return null;
    // Dates in the past are emptied.
    const dated = state.dated === 'past' ? 'no' : state.dated;
    const orders = state.kind === 'local' ? state.orders : ended(state.orders, state.cycle, ['ordered']);
    return shown(state, outcome, { status: 'being-edited', cycle: state.cycle + 1, dated, ...UNSUBMITTED, cancellation: null, halted: false, orders });
  },
  'edit-label': (state, { version }, outcome) => (isEditable(state, version) ? shown(state, outcome, state.status === 'rejected' ? { status: 'being-edited', ...UNSUBMITTED } : {}) : null),
  'edit-deadline': (state, { version }, outcome) => (isEditable(state, version) ? shown(state, outcome, state.status === 'published' || state.status === 'being-edited' ? {} : { status: 'being-edited', ...UNSUBMITTED }) : null),
  'edit-dates': (state, { version }, outcome) => (isEditable(state, version) && state.status !== 'published' ? shown(state, outcome, { dated: 'ahead', ...(state.status === 'being-edited' ? {} : { status: 'being-edited', ...UNSUBMITTED }) }) : null),
  place(state, { entity = '' }, { order, status }) {
    if (state.status !== 'published' || order === undefined || status !== 'ordered' || liveOf(state, entity) !== undefined) return null;
    return { ...state, orders: { ...state.orders, [order]: { entity, cycle: state.cycle, status: 'ordered' } } };
  },
  'approve-order'(state, { order = '' }, { status }) {
    const present = state.orders[order];
    return present?.status === 'ordered' && isOpen(state, present.cycle) && status === 'available' ? withOrder(state, order, 'available') : null;
  },
  'cancel-order'(state, { order = '' }, { http }) {
    const present = state.orders[order];
    if (present === undefined) return null;
    if (present.status === 'canceled') return http === 200 ? state : null;
    if (!isOpen(state, present.cycle)) return null;
    return http === (present.status === 'available' ? 202 : 200) ? { ...withOrder(state, order, 'canceled'), halted: state.halted || present.status === 'available' } : null;
  },
};

const refused: Record<PackageCommand['name'], Told> = {
  submit: because({ 'invalid-transition': ({ status }) => status !== 'being-edited', 'fields-missing': ({ dated }) => dated === 'no' }),
  approve: because({
    'invalid-transition': ({ status }) => status === 'canceled',
    'reviewers-not-asked': ({ status }) => status === 'being-edited',
    'already-decided': isDecidedAsTold,
    forbidden: (state, { by }) => state.status === 'pending-approval' && (!REVIEWERS.includes(by) || state.submitter === by),
  }),
  reject: because({
    'invalid-transition': ({ status }) => status === 'canceled' || status === 'being-edited',
    'already-decided': isDecidedAsTold,
    forbidden: (state, { by }) => state.status === 'pending-approval' && !REVIEWERS.includes(by),
  }),
  publish: because({ 'invalid-transition': ({ status }) => status !== 'approved' }),
  cancel: () => null,
  reinitialize: because({ 'invalid-transition': ({ status }) => status !== 'published' && status !== 'canceled', 'still-at-work': ({ kind, halted }) => kind === 'collaborative' && halted }),
  'edit-label': because(EDIT_REFUSALS()),
  'edit-deadline': because(EDIT_REFUSALS()),
  'edit-dates': because({ ...EDIT_REFUSALS(), 'fields-not-editable': ({ status }) => status === 'published' }),
  place: because({
    'not-open-to-orders': ({ status }) => status !== 'published',
    'package-canceled': ({ status }) => status === 'canceled',
    'already-ordered': (state, { entity = '' }) => liveOf(state, entity) !== undefined,
  }),
  'approve-order': because({ ...ORDER_REFUSALS(), 'already-decided': (state, { order = '' }) => state.orders[order]?.status === 'available', 'invalid-transition': (state, { order = '' }) => state.orders[order]?.status === 'canceled' }),
  'cancel-order': because(ORDER_REFUSALS()),
};

type Reason = (state: PackageState, command: PackageCommand, outcome: PackageOutcome) => boolean;

/** A refusal changes nothing, and is right where its reason holds. */
function because(reasons: Record<string, Reason>): Told {
  return (state, command, outcome) => (reasons[outcome.code ?? '']?.(state, command, outcome) === true ? state : null);
}

function EDIT_REFUSALS(): Record<string, Reason> {
  return { 'stale-version': (state, { version }) => state.version !== version, 'invalid-transition': ({ status }) => status === 'canceled' };
}

function ORDER_REFUSALS(): Record<string, Reason> {
  const of = (state: PackageState, { order = '' }: PackageCommand): { cycle: number } => state.orders[order] ?? { cycle: 0 };
  return {
    'package-canceled': (state, command) => state.kind === 'collaborative' && state.status === 'canceled' && of(state, command).cycle === state.cycle,
    'cycle-closed': (state, command) => state.kind === 'collaborative' && of(state, command).cycle !== state.cycle,
  };
}

function isReviewed({ status }: PackageState, by: string): boolean {
  return status === 'pending-approval' && REVIEWERS.includes(by);
}

function isDecidedAsTold({ status, decision }: PackageState, _command: PackageCommand, { by, at }: PackageOutcome): boolean {
  return ['approved', 'published', 'rejected'].includes(status) && decision !== null && decision.by === by && decision.at === at;
}

function isEditable({ status, version: present }: PackageState, version: number | undefined): boolean {
  return status !== 'canceled' && present === version;
}

function isOpen({ kind, status, cycle }: PackageState, ofOrder: number): boolean {
  return kind === 'local' || (ofOrder === cycle && status !== 'canceled');
}

function liveOf({ orders, cycle }: PackageState, entity: string): string | undefined {
  return Object.keys(orders).find((code) => orders[code]?.entity === entity && orders[code].cycle === cycle && orders[code].status !== 'canceled');
}

function withOrder(state: PackageState, code: string, status: 'available' | 'canceled'): PackageState {
  const present = state.orders[code];
  return present === undefined ? state : { ...state, orders: { ...state.orders, [code]: { ...present, status } } };
}

function ended(orders: PackageState['orders'], cycle: number, statuses: readonly string[]): PackageState['orders'] {
  return Object.fromEntries(Object.entries(orders).map(([code, order]) => [code, order.cycle === cycle && statuses.includes(order.status) ? { ...order, status: 'canceled' as const } : order]));
}
