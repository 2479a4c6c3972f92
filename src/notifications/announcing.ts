import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';

import { Clock } from '../clock/clock.js';
import type { RelayedEvent } from '../outbox/reactions.js';
import { AnnouncedPackages } from './announced-packages.js';
import type { Announcement, AnnouncedEvent, Told } from './announcement.schema.js';
import type { MailEvent } from './events/mail-event.js';
import { MailEvents } from './events/mail-events.js';
import { NotificationsService } from './notifications.service.js';
import { People } from './people.js';

/** Longer than a batch of mails takes to write down; a worker that died meanwhile is followed by another. */
const TAKEN_FOR_MS = 10_000;
const SIDE_BY_SIDE = 4;

/**
 * From an event to its mails. The relay hands each event over before it counts as relayed, and it is
 * owed from then on: neither a flushed Redis nor a killed worker loses a mail. Writing its mails down
 * is repeatable, since each has a key.
 */
@Injectable()
export class Announcing implements OnApplicationShutdown {
  private readonly logger = new Logger(Announcing.name);
  private draining: Promise<void> | undefined;
  private stopped = false;

  constructor(
    @InjectModel('Announcement') private readonly announcements: Model<Announcement>,
    private readonly events: MailEvents,
    private readonly packages: AnnouncedPackages,
    private readonly people: People,
    private readonly notifications: NotificationsService,
    private readonly clock: Clock,
  ) {}

  /** Owes what these events of the outbox owe; one that is owed or planned already stays as it is. */
  async note(relayed: readonly RelayedEvent[]): Promise<void> {
    const owed = relayed.flatMap(({ _id, at, ...source }) => this.owedBy(source).map((mail) => ({ _id: `${mail.event}:${_id.toString()}`, event: mail.event, source, createdAt: at })));
    if (owed.length === 0) return;
    await this.announcements.bulkWrite(
      owed.map(({ _id, ...announcement }) => ({
        updateOne: {
          filter: { _id },
          update: { $setOnInsert: { ...announcement, state: 'owed' as const, takenUntil: new Date(0), package: null, decision: null, cycle: cycleOf(announcement.source) } },
          upsert: true,
        },
      })),
      { ordered: false },
    );
  }


  /** Until nothing is owed that nobody else has in hand; one at a time in a process. */
  async drain(): Promise<void> {
    this.draining ??= Promise.all(Array.from({ length: SIDE_BY_SIDE }, () => this.lane()))
      .then(() => undefined)
      .finally(() => (this.draining = undefined));
    await this.draining;
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.draining?.catch(() => undefined);
  }

  private async lane(): Promise<void> {
    while (!this.stopped) {
      const taken = await this.take();
      if (taken === null) return;
      try {
        await this.plan(taken);
      } catch (error) {
        // It stays owed, and is taken again when its time is over; others need not wait for it.
        this.logger.warn(`${taken._id} waits: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }

  private async take(): Promise<Announcement | null> {
    return this.announcements
      .findOneAndUpdate(
        { state: 'owed', $expr: { $lt: ['$takenUntil', '$$NOW'] } },
        [{ $set: { takenUntil: { $add: ['$$NOW', TAKEN_FOR_MS] } } }],
        { sort: { takenUntil: 1 }, returnDocument: 'after', updatePipeline: true },
      )
      .lean();
  }

  private async plan(taken: Announcement): Promise<void> {
    const mail = this.events.of(taken.event);
    const told = await this.worded(taken, mail);
    let addresses = 0;
    for await (const batch of mail.whom(told)) {
      if (this.stopped) return;
      addresses += batch.length;
      const { code } = told.package;
      await this.notifications.owe(told.event, batch.map((owed) => ({ subject: code, package: code, cycle: told.cycle, announcement: told._id, ...owed })));
      await this.announcements.updateOne({ _id: told._id }, [{ $set: { takenUntil: { $add: ['$$NOW', TAKEN_FOR_MS] } } }], { updatePipeline: true });
    }
    if (addresses === 0) await this.announcements.deleteOne({ _id: told._id });
    else await this.announcements.updateOne({ _id: told._id }, { $set: { state: 'planned' } });
    if (addresses > 0) void this.notifications.wake();
  }

  /** What its mails say, kept the first time it is taken. */
  private async worded(taken: Announcement, mail: MailEvent): Promise<Told> {
    if (taken.package !== null) return taken as Told;
    const source = taken.source ?? { type: '', subject: '', data: {} };
    const [announced, decision] = await Promise.all([this.packages.announced(packageOf(source), taken.cycle), mail.decision(source)]);
    const byName = decision === null ? '' : await this.people.nameOf(decision.by);
    const words = { package: announced, decision: decision === null ? null : { ...decision, byName } };
    await this.announcements.updateOne({ _id: taken._id, package: null }, { $set: words });
    return { ...taken, ...words };
  }

  private owedBy(source: AnnouncedEvent): MailEvent[] {
    return this.events.all.filter((mail) => mail.owedBy.some((type) => `relais.${type}` === source.type) && mail.owes(source));
  }
}

/** Events of orders name their package, those of packages are about it. */
function packageOf({ subject, data }: AnnouncedEvent): string {
  return typeof data['package'] === 'string' ? data['package'] : subject;
}

function cycleOf({ data }: AnnouncedEvent): number {
  return typeof data['cycle'] === 'number' ? data['cycle'] : 1;
}
