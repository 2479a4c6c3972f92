import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, Types } from 'mongoose';

import { Clock } from '../clock/clock.js';
import { DomainError, notFound } from '../errors/domain-error.js';
import type { JournalEntry } from '../journal/journal.schema.js';
import { JournalService } from '../journal/journal.service.js';
import { Publisher } from '../messaging/publisher.js';
import { jobToAdd } from '../messaging/queue.js';
import type { Actor } from '../operators/actor.js';
import { demand, demandAny } from '../operators/operators.policy.js';
import { OperatorsService } from '../operators/operators.service.js';
import { findPage, type Page, type PageRequest } from '../storage/page.js';
import { Transactions } from '../storage/transactions.js';
import { BulkCommands, offers } from './bulk.commands.js';
import { commandIsNotOffered, selectionMoved, selectionUsed } from './bulk.errors.js';
import { bulkQueue } from './bulk.queue.js';
import type { NewRun } from './bulk.requests.js';
import type { BulkRow, BulkRun } from './bulk.schema.js';
import { SelectionsService } from './selections.service.js';

const ROWS_A_JOB = 25;
const MOST_TRIES = 5;
const DUPLICATE_KEY = 11_000;

export interface RunProgress extends BulkRun {
  done: number;
  succeeded: number;
  refused: number;
}

/** Runs of one command over many things: recorded row by row, carried on by whoever is there. */
@Injectable()
export class BulkRunsService {
  constructor(
    @InjectModel('BulkRun') private readonly runs: Model<BulkRun>,
    @InjectModel('BulkRow') private readonly rows: Model<BulkRow>,
    @InjectModel('JournalEntry') private readonly entries: Model<JournalEntry>,
    private readonly selections: SelectionsService,
    private readonly commands: BulkCommands,
    private readonly operators: OperatorsService,
    private readonly journal: JournalService,
    private readonly transactions: Transactions,
    private readonly publisher: Publisher,
    private readonly clock: Clock,
  ) {}

  /** One run a selection: asked again, the same. @throws DomainError `selection-moved`, `invalid-fields`, `not-found` */
  async begin(actor: Actor, selectionId: string, { command, count, comment }: NewRun): Promise<{ run: BulkRun; created: boolean }> {
    const selection = await this.selections.get(actor, selectionId);
    const { list, codes, labels } = selection;
    if (!offers(list, command)) throw commandIsNotOffered(list, command);
    const known = await this.runs.findOne({ selection: selectionId }).lean();
    if (known !== null) return repeated(known, command, comment);
    const now = await this.selections.again(actor, selection, command);
    if (!now.isSame || now.count !== count) throw selectionMoved(count, now.count, now.allowed);
    const run: BulkRun = { _id: new Types.ObjectId().toHexString(), selection: selectionId, list, command, comment, by: actor.email, state: 'running', total: codes.length, startedAt: this.clock.now(), finishedAt: null };
    const written = this.transactions.run(async (session) => {
      await this.runs.create([run], { session });
      await this.rows.insertMany(codes.map((code, position): BulkRow => ({ _id: `${run._id}:${position}`, run: run._id, position, code, label: labels[position] ?? '', result: 'pending', triedAt: null, tries: 0, problem: null, cancellation: null })), { session });
      await this.journal.record({ at: run.startedAt, by: actor.email, subject: run._id, subjectKind: 'bulk-run', command, comment }, session);
    });
    try {
      await written;
    } catch (error) {
      if ((error as { code?: unknown }).code !== DUPLICATE_KEY) throw error;
      // Somebody pressed twice: the first is the one.
      const first = await this.runs.findOne({ selection: selectionId }).lean();
      if (first === null) throw error;
      return repeated(first, command, comment);
    }
    // Redis may be away: the reconciler puts them again.
    await this.carryOn(run).catch(() => undefined);
    return { run, created: true };
  }

  async carryOn({ _id: run, total }: Pick<BulkRun, '_id' | 'total'>): Promise<void> {
    const jobs = Array.from({ length: Math.ceil(total / ROWS_A_JOB) }, (_, index) => jobToAdd(bulkQueue, 'run-rows', { run, from: index * ROWS_A_JOB, to: Math.min(total, (index + 1) * ROWS_A_JOB) }));
    await this.publisher.addAll(jobs);
  }

  /** What has work left. */
  async unfinished(): Promise<BulkRun[]> {
    return this.runs.find({ state: 'running' }).sort({ startedAt: 1 }).limit(50).lean();
  }

  /** Works the rows of a range that are still to be done, each as its operator, as that operator may now. */
  async work(runId: string, from: number, to: number): Promise<void> {
    const run = await this.runs.findById(runId).lean();
    if (run === null || run.state === 'finished') return;
    let failure: unknown;
    for (const row of await this.rows.find({ run: runId, position: { $gte: from, $lt: to }, result: 'pending' }).sort({ position: 1 }).lean()) {
      // One that cannot be worked now holds up no other; the job comes again for it.
      await this.workRow(run, row).catch((error: unknown) => (failure = error));
    }
    if ((await this.rows.exists({ run: runId, result: 'pending' })) === null) await this.runs.updateOne({ _id: runId, state: 'running' }, { $set: { state: 'finished', finishedAt: this.clock.now() } });
    if (failure !== undefined) throw failure instanceof Error ? failure : new Error(String(failure));
  }

  private async workRow(run: BulkRun, row: BulkRow): Promise<void> {
    // What died in the middle is told by the journal: it was done, or it was not.
    if (row.triedAt !== null && (await this.wasDone(run, row, row.triedAt))) return this.settle(row, { result: 'done', cancellation: await this.cancellationOf(run, row) });
    if (row.tries >= MOST_TRIES) return this.settle(row, { result: 'refused', problem: { code: 'failed', text: { en: `It failed ${MOST_TRIES} times. The log says why; try this one alone.`, fr: `Échec après ${MOST_TRIES} tentatives. Le journal technique dit pourquoi ; essayez celui-ci seul.` }, allowed: null } });
    const triedAt = row.triedAt ?? this.clock.now();
    await this.rows.updateOne({ _id: row._id, result: 'pending' }, { $set: { triedAt }, $inc: { tries: 1 } });
    const actor = await this.operators.actorOf(run.by);
    if (actor === null) return this.settle(row, { result: 'refused', problem: { code: 'no-operator', text: { en: `${run.by} is no operator any more.`, fr: `${run.by} n’est plus opérateur.` }, allowed: null } });
    try {
      const answer = await this.commands.give(run.list, run.command, actor, row.code, run.comment);
      await this.settle(row, { result: 'done', cancellation: cancellationIn(answer) });
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind === 'unavailable') throw error;
      // Two workers on one row: the second is told no by the first one's yes.
      if (await this.wasDone(run, row, triedAt)) return this.settle(row, { result: 'done', cancellation: await this.cancellationOf(run, row) });
      const { allowed } = error.details;
      await this.settle(row, { result: 'refused', problem: { code: error.code, text: error.text, allowed: allowed === undefined ? null : [...allowed] } });
    }
  }

  /** A cancel that is repeated answers with the first one's. */
  private async cancellationOf({ list, command, by, comment }: BulkRun, { code }: BulkRow): Promise<string | null> {
    const actor = command === 'cancel' ? await this.operators.actorOf(by) : null;
    if (actor === null) return null;
    return this.commands.give(list, command, actor, code, comment).then(cancellationIn, () => null);
  }

  private async wasDone({ command, by }: BulkRun, { code }: BulkRow, since: Date): Promise<boolean> {
    return (await this.entries.exists({ subject: code, command, by, refused: null, at: { $gte: since } })) !== null;
  }

  private async settle(row: BulkRow, set: Partial<BulkRow>): Promise<void> {
    await this.rows.updateOne({ _id: row._id, result: 'pending' }, { $set: set });
  }

  async list(actor: Actor, query: PageRequest): Promise<Page<BulkRun>> {
    demandAny(actor, 'bulk', 'read');
    return findPage(this.runs, { by: actor.email }, query);
  }

  async get(actor: Actor, id: string): Promise<RunProgress> {
    demand(actor, 'bulk', 'read', id);
    const run = await this.runs.findById(id).lean();
    if (run === null) throw notFound(id);
    const [succeeded, refused] = await Promise.all([this.rows.countDocuments({ run: id, result: 'done' }), this.rows.countDocuments({ run: id, result: 'refused' })]);
    return { ...run, done: succeeded + refused, succeeded, refused };
  }

  async rowsOf(actor: Actor, id: string, { result, ...request }: PageRequest & { result?: BulkRow['result'] | undefined }): Promise<Page<BulkRow>> {
    // A cursor that is none is told before a run that is none.
    const page = await findPage(this.rows, { run: id, ...(result === undefined ? {} : { result }) }, request);
    await this.get(actor, id);
    return page;
  }
}

/** @throws DomainError `selection-used` where it is not the same command again */
function repeated(run: BulkRun, command: string, comment: string | null): { run: BulkRun; created: boolean } {
  if (run.command !== command || run.comment !== comment) throw selectionUsed(run.command);
  return { run, created: false };
}

/** A cancel answers with what it began. */
function cancellationIn(answer: unknown): string | null {
  const { cancellation } = (answer ?? {}) as { cancellation?: { _id?: unknown } | null };
  return typeof cancellation?._id === 'string' ? cancellation._id : null;
}
