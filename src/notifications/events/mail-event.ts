import type { AnnouncedDecision, AnnouncedEvent, Told } from '../announcement.schema.js';
import type { Reader } from '../mail/addressee.js';
import type { Mail } from '../mail/blocks.js';
import type { Notification, NotificationEvent } from '../notification.schema.js';

/** A mail that is owed: to which address, and what only this one says. What is left out is the announcement's. */
export type Owed = Pick<Notification, 'address' | 'about'> & Partial<Pick<Notification, 'subject' | 'order' | 'entity' | 'operator' | 'occurrence' | 'cancellation'>>;

/** Why a mail must not be sent any more; null: it still says what is true. */
export type Staleness = (notification: Notification) => string | null;

/**
 * One row of the table of notifications (domain.md): what owes it, who is told, in which words, and
 * when it has become pointless. A new row is a class like this, its words in mail/, and its place in
 * mail-events.ts.
 */
export abstract class MailEvent {
  abstract readonly event: NotificationEvent;
  /** Events of the outbox that may owe it, without `relais.` in front. */
  abstract readonly owedBy: readonly string[];

  /** Whether this event owes it, as far as the event itself says. */
  owes(_source: AnnouncedEvent): boolean {
    return true;
  }

  /** Whose decision it tells; null: time alone brought it about. */
  async decision({ data }: AnnouncedEvent): Promise<Omit<AnnouncedDecision, 'byName'> | null> {
    const { by, at, comment } = data;
    if (typeof by !== 'string' || !(at instanceof Date)) return null;
    return { by, at, comment: typeof comment === 'string' ? comment : null, cancellation: null };
  }

  /** Who is told, in batches. May be asked again after a crash: owing a mail twice changes nothing. */
  abstract whom(told: Told): AsyncIterable<readonly Owed[]>;

  /** The mails to these readers, in their order. What they need is read once for all of them. */
  abstract mails(told: Told, readers: readonly Reader[]): Mail[] | Promise<Mail[]>;

  /** Asked just before sending, for a batch. */
  async staleness(_told: Told, _batch: readonly Notification[]): Promise<Staleness> {
    return () => null;
  }
}

/** A date of an event's data; the record keeps dates as they are. */
export function dateOf(source: AnnouncedEvent | null, name: string): Date | null {
  const value = source?.data[name];
  return value instanceof Date ? value : null;
}

/** Codes of an event's data. */
export function codesOf(source: AnnouncedEvent | null, name: string): string[] {
  const value = source?.data[name];
  return Array.isArray(value) ? value.filter((code): code is string => typeof code === 'string') : [];
}

/** The orders that an event is about: of a range its codes, else its subject. */
export function ordersOf(source: AnnouncedEvent | null): string[] {
  if (source === null) return [];
  return Array.isArray(source.data['codes']) ? codesOf(source, 'codes') : [source.subject];
}

/** What the mail rests on is missing in the record: the event that owes it promises it. */
export function expected<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`an announcement lacks ${what}`);
  return value;
}
