import { Injectable } from '@nestjs/common';
import type { ClientSession } from 'mongoose';

import { DomainError } from '../errors/domain-error.js';
import { JournalService } from '../journal/journal.service.js';
import { origins } from '../journal/origin.js';
import type { Actor } from '../operators/actor.js';
import { Transactions } from '../storage/transactions.js';

export interface Command {
  actor: Actor;
  subject: string;
  subjectKind: string;
  command: string;
  cycle?: number | null;
}

/** Runs a command in one transaction; an attempt that is refused is journaled too. */
@Injectable()
export class CommandRunner {
  constructor(
    private readonly transactions: Transactions,
    private readonly journal: JournalService,
  ) {}

  async run<T>(command: Command, work: (session: ClientSession) => Promise<T>): Promise<T> {
    try {
      return await this.transactions.run(async (session) => {
        await origins.getStore()?.fence(session);
        return work(session);
      });
    } catch (error) {
      await this.recordRefusal(command, error);
      throw error;
    }
  }

  /** Asks the rights before anything is prepared for the command; an attempt that they refuse is journaled too. */
  async ask(command: Command, rights: () => Promise<void> | void): Promise<void> {
    try {
      await rights();
    } catch (error) {
      await this.recordRefusal(command, error);
      throw error;
    }
  }

  /** Journals a refusal that happened before or outside the transaction; anything else passes by. */
  async recordRefusal(command: Command, error: unknown): Promise<void> {
    if (!(error instanceof DomainError) || (error.kind !== 'conflict' && error.kind !== 'forbidden')) return;
    await this.journal.record({
      by: command.actor.email,
      subject: command.subject,
      subjectKind: command.subjectKind,
      cycle: command.cycle ?? null,
      command: command.command,
      from: typeof error.details['from'] === 'string' ? error.details['from'] : null,
      refused: error.code,
    });
  }
}
