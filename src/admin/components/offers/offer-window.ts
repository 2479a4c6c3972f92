import type { Offer } from '../answers/things.js';

/** Whether an offer takes orders now, and what comes next; the API judges again when one is placed. */
export type OfferWindow =
  /** Not offered to the entity any more, or not to it. */
  | { kind: 'gone' }
  /** Drafts only, until it opens; null: the availability date has come, and it is not published yet. */
  | { kind: 'opens'; at: string | null }
  | { kind: 'open'; until: string | null }
  | { kind: 'closed'; since: string };

export function offerWindow(offer: Offer, entity: string | null, now: Date): OfferWindow {
  const at = now.getTime();
  const { status, schedule, kind, audience, availableAt, registrationDeadline } = offer;
  const isForUs = audience.includes(entity ?? '') || (kind === 'local' && audience.length === 0);
  const inSchedule = Boolean(schedule?.start && schedule.end && Date.parse(schedule.start) <= at && at < Date.parse(schedule.end));
  if (!isForUs || !inSchedule || (status !== 'approved' && status !== 'published')) return { kind: 'gone' };
  const closesAt = registrationDeadline ?? schedule?.end ?? null;
  if (closesAt && Date.parse(closesAt) < at) return { kind: 'closed', since: closesAt };
  if (availableAt && at < Date.parse(availableAt)) return { kind: 'opens', at: availableAt };
  return status === 'published' ? { kind: 'open', until: closesAt } : { kind: 'opens', at: null };
}

const SETTLED = new Set(['rejected', 'canceled']);

/** One live order an entity and cycle, unless the package takes several. */
export function mayOrderAgain(offer: Offer, own: readonly { status: string; cycle: number }[]): boolean {
  const takesSeveral = offer.kind === 'local' && offer.allowMultipleOrders;
  return takesSeveral || !own.some(({ status, cycle }) => cycle === offer.cycle && !SETTLED.has(status));
}
