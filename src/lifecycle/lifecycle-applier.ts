import { Injectable } from '@nestjs/common';
import type { ClientSession, Model, QueryFilter, UpdateQuery } from 'mongoose';

import { JournalService } from '../journal/journal.service.js';
import type { FieldChange } from '../journal/journal.schema.js';
import type { JobToAdd } from '../messaging/queue.js';
import { Outbox } from '../outbox/outbox.js';
import { type CommandRow, eventOf, type Lifecycle, targetOf } from './define-lifecycle.js';
import { invalidTransition, refusedByGuard } from './lifecycle.errors.js';

/** What every thing with a life has. */
export interface Living<S extends string = string> {
  _id: string;
  status: S;
  statusSince: Date;
  version: number;
  cycle: number | null;
  modifiedAt: Date;
  modifiedBy: string;
}

export interface HistoryEntry {
  command: string;
  from: string;
  to: string;
  at: Date;
  by: string;
  comment: string | null;
  correlation: string | null;
}

export interface ApplyOne<S extends string, C extends string, T extends Living<S>, X> {
  lifecycle: Lifecycle<S, C, T, X>;
  model: Model<T>;
  command: C;
  /** As read in this transaction: its status and cycle are compared again by the write. */
  thing: T;
  context: X;
  /** E-mail of the operator, or `system`. */
  by: string;
  at: Date;
  set?: Partial<T>;
  /** Further update operators than `$set` ($inc, $push ...). */
  update?: UpdateQuery<T>;
  /** Further conditions of the write (a fence). */
  where?: QueryFilter<T>;
  comment?: string | null;
  changes?: FieldChange[];
  correlation?: string | null;
  related?: string[];
  jobs?: JobToAdd[];
  eventData?: Record<string, unknown>;
  session: ClientSession;
}

export interface ApplyRange<S extends string, C extends string, T extends Living<S>, X> {
  lifecycle: Lifecycle<S, C, T, X>;
  model: Model<T & { history: HistoryEntry[] }>;
  command: C;
  /** Whose range it is: the journal row's and the event's subject (a package's code). */
  subject: string;
  /** Null: the things belong to several. */
  cycle: number | null;
  /** The things: by package, cycle and ordinals; the command's `from` is added. */
  scope: QueryFilter<T>;
  /** For the journal: which ordinals, both included. */
  ordinals: { from: number; to: number };
  by: string;
  at: Date;
  set?: Record<string, unknown>;
  comment?: string | null;
  correlation?: string | null;
  eventData?: Record<string, unknown>;
  session: ClientSession;
}

/**
 * The only writer of `status`. Decide (pure), compare-and-set on status and cycle, journal row and
 * outbox row in the same transaction.
 */
@Injectable()
export class LifecycleApplier {
  constructor(
    private readonly journal: JournalService,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Applies a command to one thing and returns it as it is now.
   * @throws DomainError `invalid-transition` with `allowed`; the obstacle of a guard
   */
  async applyOne<S extends string, C extends string, T extends Living<S>, X>(call: ApplyOne<S, C, T, X>): Promise<T> {
    const { lifecycle, command, thing, session } = call;
    const row = lifecycle.commands[command];
    const to = decide(lifecycle, command, row, thing, call.context);
    const { $set, $inc, ...operators } = (call.update ?? {}) as UpdateQuery<T> & { $set?: object; $inc?: object };
    const updated = (await call.model
      .findOneAndUpdate(
        { _id: thing._id, status: thing.status, cycle: thing.cycle, ...call.where } as QueryFilter<T>,
        {
          ...operators,
          $set: { ...$set, ...call.set, status: to, statusSince: call.at, modifiedAt: call.at, modifiedBy: call.by },
          $inc: { ...$inc, version: 1 },
        } as UpdateQuery<T>,
        { session, returnDocument: 'after' },
      )
      .lean()) as T | null;
    if (updated === null) {
      const present = (await call.model.findById(thing._id, null, { session }).lean()) as T | null;
      throw invalidTransition(lifecycle, thing._id, command, present?.status ?? thing.status);
    }
    await this.journal.record(
      {
        at: call.at,
        by: call.by,
        subject: thing._id,
        subjectKind: lifecycle.kind,
        cycle: thing.cycle,
        command,
        from: thing.status,
        to,
        comment: call.comment ?? null,
        changes: call.changes ?? [],
        correlation: call.correlation ?? null,
        related: call.related ?? [],
      },
      session,
    );
    await this.outbox.record(
      {
        type: `${lifecycle.kind}.${eventOf(row, to)}`,
        subject: thing._id,
        data: { code: thing._id, cycle: thing.cycle, from: thing.status, to, by: call.by, at: call.at, comment: call.comment ?? null, ...call.eventData },
        jobs: call.jobs ?? [],
      },
      session,
    );
    return updated;
  }

  /**
   * Applies a command to every thing of a range that it may be applied to, in one write; the change
   * is pushed into each one's `history`. Running it again finds nothing left to do.
   * @returns the codes that changed
   */
  async applyRange<S extends string, C extends string, T extends Living<S>, X>(call: ApplyRange<S, C, T, X>): Promise<string[]> {
    const { lifecycle, command, session } = call;
    const row = lifecycle.commands[command];
    if (typeof row.to !== 'string') throw new Error(`${lifecycle.kind}: ${command} has no single target and cannot be applied to a range`);
    const filter = { ...call.scope, status: { $in: row.from } } as QueryFilter<T & { history: HistoryEntry[] }>;
    const found = (await call.model.find(filter, { _id: 1 }, { session }).lean()) as unknown as { _id: string }[];
    if (found.length === 0) return [];
    const codes = found.map((thing) => thing._id);
    // Values come from people (comments): $literal keeps a leading $ from being read as a field.
    const literal = (value: unknown): { $literal: unknown } => ({ $literal: value });
    const entry = { command: literal(command), from: '$status', to: literal(row.to), at: literal(call.at), by: literal(call.by), comment: literal(call.comment ?? null), correlation: literal(call.correlation ?? null) };
    await call.model.updateMany(
      filter,
      [
        {
          $set: {
            ...Object.fromEntries(Object.entries(call.set ?? {}).map(([field, value]) => [field, literal(value)])),
            history: { $concatArrays: [{ $ifNull: ['$history', []] }, [entry]] },
            status: literal(row.to),
            statusSince: literal(call.at),
            modifiedAt: literal(call.at),
            modifiedBy: literal(call.by),
            version: { $add: ['$version', 1] },
          },
        },
      ],
      { session, updatePipeline: true },
    );
    await this.journal.record(
      {
        at: call.at,
        by: call.by,
        subject: `${call.subject}:${lifecycle.kind.replace(/y$/, 'ie')}s ${call.ordinals.from}-${call.ordinals.to}`,
        subjectKind: lifecycle.kind,
        cycle: call.cycle,
        command,
        to: row.to,
        comment: call.comment ?? null,
        correlation: call.correlation ?? null,
        related: [call.subject],
      },
      session,
    );
    await this.outbox.record({ type: `${lifecycle.kind}.${eventOf(row, row.to)}`, subject: call.subject, data: { codes, cycle: call.cycle, to: row.to, by: call.by, at: call.at, comment: call.comment ?? null, ...call.eventData } }, session);
    return codes;
  }
}

function decide<S extends string, C extends string, T extends Living<S>, X>(lifecycle: Lifecycle<S, C, T, X>, command: C, row: CommandRow<S, T, X>, thing: T, context: X): S {
  const to = row.from.includes(thing.status) ? targetOf(row, thing.status) : undefined;
  if (to === undefined) throw invalidTransition(lifecycle, thing._id, command, thing.status);
  for (const guard of row.guards ?? []) {
    const obstacle = guard(thing, context);
    if (obstacle !== undefined) throw refusedByGuard(lifecycle, command, thing.status, obstacle);
  }
  return to;
}
