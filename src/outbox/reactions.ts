import { Injectable } from '@nestjs/common';

import type { JobToAdd } from '../messaging/queue.js';
import type { OutboxRow } from './outbox.schema.js';

/** An event as its outbox row holds it. */
export type RecordedEvent = Pick<OutboxRow, 'type' | 'subject' | 'data'>;
export type Reaction = (event: RecordedEvent) => readonly JobToAdd[];

/** An event that is about to be relayed; `_id` and `at` are the row's. */
export type RelayedEvent = Pick<OutboxRow, '_id' | 'type' | 'subject' | 'at' | 'data'>;
/** Writes down, in the database, what must follow these events. It may get one several times. */
export type Keeper = (events: readonly RelayedEvent[]) => Promise<void>;

/**
 * Which jobs follow which events of rooms below. An upper room registers here when it is made
 * (`onModuleInit`), so that the room that records the event need not know it. The relay adds the
 * jobs when it relays the row, as surely and as often as those that the row itself names.
 */
@Injectable()
export class Reactions {
  private readonly byType = new Map<string, Reaction[]>();
  private readonly keepers: Keeper[] = [];

  /** @param type as `Outbox.record` takes it, without `relais.` in front: `package.published` */
  on(type: string, reaction: Reaction): void {
    const stored = `relais.${type}`;
    this.byType.set(stored, [...(this.byType.get(stored) ?? []), reaction]);
  }

  /**
   * For what may not be lost with Redis: a row counts as relayed only when every keeper has it, so that
   * a job is but a wake-up for work that the record owes.
   */
  keepBy(keeper: Keeper): void {
    this.keepers.push(keeper);
  }

  async keep(events: readonly RelayedEvent[]): Promise<void> {
    for (const keeper of this.keepers) await keeper(events);
  }

  /** Jobs of one event, in the order of registration. */
  to(event: RecordedEvent): JobToAdd[] {
    return (this.byType.get(event.type) ?? []).flatMap((reaction) => [...reaction(event)]);
  }
}
