import { Injectable } from '@nestjs/common';

import type { JobToAdd } from '../messaging/queue.js';
import type { OutboxRow } from './outbox.schema.js';

/** An event as its outbox row holds it. */
export type RecordedEvent = Pick<OutboxRow, 'type' | 'subject' | 'data'>;
export type Reaction = (event: RecordedEvent) => readonly JobToAdd[];

/**
 * Which jobs follow which events of rooms below. An upper room registers here when it is made
 * (`onModuleInit`), so that the room that records the event need not know it. The relay adds the
 * jobs when it relays the row, as surely and as often as those that the row itself names.
 */
@Injectable()
export class Reactions {
  private readonly byType = new Map<string, Reaction[]>();

  /** @param type as `Outbox.record` takes it, without `relais.` in front: `package.published` */
  on(type: string, reaction: Reaction): void {
    const stored = `relais.${type}`;
    this.byType.set(stored, [...(this.byType.get(stored) ?? []), reaction]);
  }

  /** Jobs of one event, in the order of registration. */
  to(event: RecordedEvent): JobToAdd[] {
    return (this.byType.get(event.type) ?? []).flatMap((reaction) => [...reaction(event)]);
  }
}
