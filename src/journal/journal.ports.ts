import { Injectable } from '@nestjs/common';

import type { Actor } from '../operators/actor.js';
import type { JournalEntry } from './journal.schema.js';

/**
 * The part of a thing's journal that it carries itself: what was done to it in a range, which has
 * one row a range here. Answering is also the word that the thing is the actor's to know.
 * @throws DomainError `not-found`
 */
export type HistoryOf = (actor: Actor, code: string) => Promise<JournalEntry[]>;

/** Filled by the rooms whose things carry a history. */
@Injectable()
export class JournalPorts {
  private readonly histories: { codes: RegExp; of: HistoryOf }[] = [];

  register(codes: RegExp, of: HistoryOf): void {
    this.histories.push({ codes, of });
  }

  historyOf(code: string): HistoryOf | undefined {
    return this.histories.find(({ codes }) => codes.test(code))?.of;
  }
}
