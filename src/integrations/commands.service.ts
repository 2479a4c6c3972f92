import { Injectable, Logger } from '@nestjs/common';

import { requestInProgress } from '../api/api.errors.js';
import { IdempotencyStore } from '../api/idempotency.store.js';
import { type Problem, problemOf } from '../api/problem.js';
import { Clock } from '../clock/clock.js';
import { Environment } from '../config/environment.js';
import { JournalService } from '../journal/journal.service.js';
import { origins } from '../journal/origin.js';
import type { Actor } from '../operators/actor.js';
import { type CommandCall, type InboundCommand, readCall } from './command.js';
import { CommandCallers } from './command-callers.js';
import { commandExpired, commandIdReused, unknownCommand } from './commands.errors.js';
import { OrderCommands } from './order-commands.js';
import { PackageCommands } from './package-commands.js';
import { ProcessCommands } from './process-commands.js';

/** A job of the queue without its key. */
export interface InboundJob {
  id: string;
  name: string;
  /** Sealed; null: the sender gave no key. */
  caller: unknown;
  data: Record<string, unknown>;
}

/** What a command comes to. `later`: Relais could not judge it now (the database is away, the first of two is still at it). */
export type Outcome = { answer: unknown } | { problem: Problem } | { later: Problem } | { failed: Problem };

/** A claim of the command's id, with the run that may write for it. */
interface Run {
  claim: string;
  run: string;
  again: boolean;
  fingerprint: string;
}

/** Carries out commands from elsewhere: each once, by the rights of its key, with the answers of HTTP. */
@Injectable()
export class CommandsService {
  private readonly logger = new Logger(CommandsService.name);
  private readonly commands: ReadonlyMap<string, InboundCommand>;

  constructor(
    private readonly callers: CommandCallers,
    private readonly store: IdempotencyStore,
    private readonly journal: JournalService,
    private readonly environment: Environment,
    private readonly clock: Clock,
    packages: PackageCommands,
    orders: OrderCommands,
    processes: ProcessCommands,
  ) {
    this.commands = new Map(Object.entries({ ...packages.all(), ...orders.all(), ...processes.all() }));
  }

  async carryOut(job: InboundJob): Promise<Outcome> {
    let locale = this.environment.RELAIS_LOCALE;
    try {
      const actor = await this.callers.actorOf(job.caller, boundTo(job));
      locale = actor.locale;
      const command = this.commands.get(job.name);
      if (command === undefined) throw unknownCommand(job.name, [...this.commands.keys()]);
      return await this.once(actor, job, command, readCall(command, job.data));
    } catch (error) {
      return this.refused(error, job, locale);
    }
  }

  private refused(error: unknown, job: Pick<InboundJob, 'id' | 'name'>, locale: Actor['locale']): Outcome {
    const { problem, unexpected } = problemOf(error, { locale, instance: `/queues/commands/${encodeURIComponent(job.id)}`, correlation: job.id });
    if (unexpected) {
      this.logger.error(`the command ${job.name} failed (${job.id})`, error instanceof Error ? error.stack : String(error));
      return { failed: problem };
    }
    return problem.status === 503 || problem.code === requestInProgress().code ? { later: problem } : { problem };
  }

  private async once(actor: Actor, job: InboundJob, command: InboundCommand, call: CommandCall): Promise<Outcome> {
    const claim = this.store.seal.hash('command', actor.email, call.id);
    const fingerprint = this.store.seal.hash(job.name, JSON.stringify([call.code, call.version, call.body]));
    const claimed = await this.store.claimFor(claim, job.id);
    if ('saved' in claimed) {
      if (claimed.saved.fingerprint !== fingerprint) throw commandIdReused();
      const saved = JSON.parse(claimed.saved.body) as unknown;
      return claimed.saved.status < 400 ? { answer: saved } : { problem: saved as Problem };
    }
    return this.answered(actor, job, command, call, { claim, ...claimed, fingerprint });
  }

  private async answered(actor: Actor, job: InboundJob, command: InboundCommand, call: CommandCall, run: Run): Promise<Outcome> {
    try {
      const answer = await this.given(actor, command, call, run);
      await this.keep(run, 200, answer);
      return { answer };
    } catch (error) {
      const outcome = this.refused(error, job, actor.locale);
      // What Relais failed at, or was not given time for, may be asked again under the same id.
      if ('problem' in outcome && outcome.problem.code !== 'expired') await this.keep(run, outcome.problem.status, outcome.problem);
      else await this.store.forget(run.claim, run.run).catch((failure: unknown) => this.logger.warn(`the id of a command stays taken: ${String(failure)}`));
      return outcome;
    }
  }

  private async given(actor: Actor, command: InboundCommand, call: CommandCall, { claim, run, again }: Run): Promise<unknown> {
    const correlation = `${call.issuer} ${call.id}`;
    if (again && command.present !== undefined) {
      const done = await this.journal.carriedOut({ by: actor.email, subjectKind: command.kind, correlation });
      if (done !== null) return command.present(actor, done);
    }
    if (!again && call.expiresAt !== null && call.expiresAt <= this.clock.now()) throw commandExpired(call.expiresAt);
    return origins.run({ correlation, fence: (session) => this.store.fence(claim, run, session) }, () => command.run(actor, call));
  }

  /** What was done is done: that it could not be noted must not turn the answer into a failure. */
  private async keep({ claim, run, fingerprint }: Run, status: number, body: unknown): Promise<void> {
    await this.store.save(claim, { fingerprint, status, headers: {}, body: JSON.stringify(body) }, run).catch((failure: unknown) => this.logger.warn(`the answer of a command was not kept: ${String(failure)}`));
  }
}

/** What the sealed caller of a job is bound to. */
export function boundTo({ id, name, data }: Omit<InboundJob, 'caller'>): string[] {
  return [id, name, JSON.stringify(data)];
}
