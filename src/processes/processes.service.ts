import type { ClientSession, Model, QueryFilter, UpdateQuery } from 'mongoose';

import { notFound } from '../errors/domain-error.js';
import type { Actor } from '../operators/actor.js';
import { demand } from '../operators/operators.policy.js';
import { expectVersion } from '../storage/version.js';
import type { ProcessDesk } from './process-desk.js';
import { onlyDraftsAreEdited } from './processes.errors.js';
import type { ProcessKind, RunningProcess } from './running-process.js';

/** Who asks, when, and why. */
export interface Asked {
  by: string;
  name: string;
  at: Date;
  comment: string | null;
}

/** How a kind of process starts, goes on, rests and stops, each inside the caller's transaction. */
export interface ProcessLife<T> {
  start(process: T, asked: Asked, session: ClientSession): Promise<T>;
  resume(process: T, asked: Asked, session: ClientSession): Promise<T>;
  pause(process: T, asked: Asked, session: ClientSession): Promise<T>;
  stop(process: T, asked: Asked, session: ClientSession): Promise<T>;
  /** Before a pause or a stop of a running one is written. */
  announce(code: string): void;
  /** After it was written, or refused. */
  tell(code: string): Promise<unknown>;
  /** What may be asked of one in this status. */
  allowed(status: T['status' & keyof T]): readonly string[];
}

type PersonsCommand = 'start' | 'pause' | 'resume' | 'stop';

/** Reading, editing and steering a process: what a person may ask for, the same for every kind. */
export abstract class ProcessesService<T extends RunningProcess> {
  protected abstract readonly kind: ProcessKind;
  protected abstract readonly life: ProcessLife<T>;

  protected constructor(
    private readonly model: Model<T>,
    protected readonly desk: ProcessDesk,
  ) {}

  async get(actor: Actor, code: string): Promise<T> {
    const process = await this.load(code);
    demand(actor, this.rights, 'read', code, process.entity);
    return process;
  }

  /** @throws DomainError `template-never-starts`, `package-canceled`, `cycle-closed`, `campaign-canceled`, `target-missing`, `invalid-transition` */
  async start(actor: Actor, code: string, comment: string | null = null): Promise<T> {
    return this.steer(actor, code, 'start', comment);
  }

  /** @throws DomainError `package-canceled`, `cycle-closed`, `campaign-canceled`, `invalid-transition` */
  async resume(actor: Actor, code: string, comment: string | null = null): Promise<T> {
    return this.steer(actor, code, 'resume', comment);
  }

  /** @throws DomainError `invalid-transition` */
  async pause(actor: Actor, code: string, comment: string | null = null): Promise<T> {
    return this.steer(actor, code, 'pause', comment);
  }

  /** @throws DomainError `invalid-transition` */
  async stop(actor: Actor, code: string, comment: string | null = null): Promise<T> {
    return this.steer(actor, code, 'stop', comment);
  }

  /** Writes drafts down with their journal and event: copies and a workflow's own, too. */
  async insert(drafts: T | readonly T[], session: ClientSession): Promise<void> {
    const list = (Array.isArray(drafts) ? drafts : [drafts]) as T[];
    await this.model.insertMany(list, { session });
    await this.desk.tellMade(this.kind, list, session);
  }

  /**
   * Edits a draft.
   * @param check what must hold before anything is written
   * @param next what is set, from the draft as it is
   * @throws DomainError `not-a-draft`, `stale-version`, and what `check` and `next` throw
   */
  protected async editDraft(actor: Actor, code: string, version: number | undefined, check: () => Promise<void>, next: (draft: T) => Partial<T>): Promise<T> {
    const seen = await this.get(actor, code);
    const command = { actor, subject: code, subjectKind: this.kind, command: 'edit', cycle: seen.cycle };
    await this.desk.runner.ask(command, () => demand(actor, this.rights, 'write', code, seen.entity));
    await check();
    return this.desk.runner.run(command, async (session) => {
      const draft = await this.load(code, session);
      expectVersion(code, draft.version, version);
      if (draft.status !== 'draft') throw onlyDraftsAreEdited(code, draft.status, this.life.allowed(draft.status as never));
      const set = next(draft);
      const changes = (Object.keys(set) as (keyof T & string)[]).filter((field) => JSON.stringify(set[field]) !== JSON.stringify(draft[field])).map((field) => ({ field, from: draft[field], to: set[field] }));
      if (changes.length === 0) return draft;
      const at = this.desk.clock.now();
      const update = { $set: { ...set, modifiedAt: at, modifiedBy: actor.email }, $inc: { version: 1 } } as unknown as UpdateQuery<T>;
      const edited = await this.model.findOneAndUpdate({ _id: code, version: draft.version } as QueryFilter<T>, update, { session, returnDocument: 'after' }).lean();
      await this.desk.tellEdited(this.kind, draft, changes, { by: actor.email, at }, session);
      return edited as unknown as T;
    });
  }

  private get rights(): 'deliveries' | 'workflows' {
    return this.kind === 'delivery' ? 'deliveries' : 'workflows';
  }

  private async steer(actor: Actor, code: string, command: PersonsCommand, comment: string | null): Promise<T> {
    const seen = await this.get(actor, code);
    const attempt = { actor, subject: code, subjectKind: this.kind, command, cycle: seen.cycle };
    await this.desk.runner.ask(attempt, () => demand(actor, this.rights, 'steer', code, seen.entity));
    const run = (): Promise<T> =>
      this.desk.runner.run(attempt, async (session) => this.life[command](await this.load(code, session), { by: actor.email, name: actor.name, at: this.desk.clock.now(), comment }, session));
    if (command === 'start' || command === 'resume') return run();
    if (seen.status === 'running') this.life.announce(code);
    try {
      await run();
    } finally {
      // Refused, too: what was held goes on.
      await this.life.tell(code);
    }
    return this.load(code);
  }

  private async load(code: string, session?: ClientSession): Promise<T> {
    const process = (await this.model.findById(code, null, { session: session ?? null }).lean()) as T | null;
    if (process === null) throw notFound(code);
    return process;
  }
}
