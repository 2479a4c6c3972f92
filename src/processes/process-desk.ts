import { Injectable } from '@nestjs/common';
import type { ClientSession } from 'mongoose';

import { CampaignsService } from '../campaigns/campaigns.service.js';
import { Clock } from '../clock/clock.js';
import { CodesService } from '../codes/codes.service.js';
import { DomainError } from '../errors/domain-error.js';
import { JournalService } from '../journal/journal.service.js';
import { CommandRunner } from '../lifecycle/command-runner.js';
import type { Actor } from '../operators/actor.js';
import { Outbox } from '../outbox/outbox.js';
import type { ProcessKind, RunningProcess } from './running-process.js';
import { campaignIsUnknown } from './processes.errors.js';

/** What every command on a process needs at hand. */
@Injectable()
export class ProcessDesk {
  constructor(
    readonly campaigns: CampaignsService,
    readonly runner: CommandRunner,
    readonly codes: CodesService,
    readonly clock: Clock,
    private readonly journal: JournalService,
    private readonly outbox: Outbox,
  ) {}

  /** @throws DomainError `invalid-fields` where there is none that the actor may read */
  async campaignOf(actor: Actor, code: string): Promise<string> {
    try {
      return (await this.campaigns.get(actor, code))._id;
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'not-found') throw campaignIsUnknown(code);
      throw error;
    }
  }

  /** Journal and events of drafts that were made: copies and a workflow's own, too. */
  async tellMade(kind: ProcessKind, drafts: readonly RunningProcess[], session: ClientSession): Promise<void> {
    await this.journal.record(
      drafts.map((draft) => ({
        at: draft.createdAt,
        by: draft.createdBy,
        subject: draft._id,
        subjectKind: kind,
        cycle: draft.cycle,
        command: 'create',
        to: draft.status,
        related: [draft.campaign, draft.workflow ?? null, draft.copyOf].filter((other) => other !== null),
      })),
      session,
    );
    await this.outbox.record(
      drafts.map((draft) => ({ type: `${kind}.created`, subject: draft._id, data: { code: draft._id, campaign: draft.campaign, cycle: draft.cycle, copyOf: draft.copyOf, by: draft.createdBy, at: draft.createdAt } })),
      session,
    );
  }

  async tellEdited(kind: ProcessKind, draft: RunningProcess, changes: readonly { field: string; from: unknown; to: unknown }[], { by, at }: { by: string; at: Date }, session: ClientSession): Promise<void> {
    await this.journal.record({ at, by, subject: draft._id, subjectKind: kind, cycle: draft.cycle, command: 'edit', from: draft.status, to: draft.status, changes: [...changes], related: [draft.campaign] }, session);
    await this.outbox.record({ type: `${kind}.edited`, subject: draft._id, data: { code: draft._id, fields: changes.map((change) => change.field), by, at } }, session);
  }
}
