import type { Text } from '../language/text.js';
import type { Obstacle } from '../lifecycle/define-lifecycle.js';
import type { CampaignPackage } from '../packages/package.schema.js';

type Dates = Pick<CampaignPackage, '_id' | 'status' | 'schedule' | 'availableAt' | 'registrationDeadline'>;

/** When orders may be placed; null: not decided. */
export function openFor(campaignPackage: Dates): { opensAt: Date | null; closesAt: Date | null } {
  return { opensAt: campaignPackage.availableAt, closesAt: campaignPackage.registrationDeadline ?? campaignPackage.schedule.end };
}

/** Why entities do not see the offer now, so that nobody can draft an order of it. */
export function offerIsClosed(campaignPackage: Dates, now: Date): Obstacle | undefined {
  const { _id: code, status, schedule } = campaignPackage;
  if (status !== 'approved' && status !== 'published') return closed(campaignPackage, { en: `${code} is not offered: it is neither approved nor published.`, fr: `${code} n’est pas proposé : il n’est ni validé ni publié.` });
  if (schedule.start !== null && now < schedule.start) return closed(campaignPackage, { en: `${code} is offered from ${shown(schedule.start)}.`, fr: `${code} sera proposé à partir du ${shown(schedule.start)}.` });
  if (schedule.end !== null && now >= schedule.end) return closed(campaignPackage, { en: `${code} was offered until ${shown(schedule.end)}.`, fr: `${code} était proposé jusqu’au ${shown(schedule.end)}.` });
  return undefined;
}

/** Why an order cannot be placed now; says when it can or could. */
export function registrationIsClosed(campaignPackage: Dates, now: Date): Obstacle | undefined {
  const { _id: code, status } = campaignPackage;
  const { opensAt, closesAt } = openFor(campaignPackage);
  if (status !== 'approved' && status !== 'published') return offerIsClosed(campaignPackage, now);
  // At that very instant registration is closed and its orders are counted.
  if (closesAt !== null && now >= closesAt) return closed(campaignPackage, { en: `${code} took orders until ${shown(closesAt)}.`, fr: `${code} acceptait les commandes jusqu’au ${shown(closesAt)}.` });
  if (opensAt !== null && now < opensAt) return closed(campaignPackage, { en: `${code} takes orders from ${shown(opensAt)}.`, fr: `${code} acceptera les commandes à partir du ${shown(opensAt)}.` });
  if (status === 'approved') return closed(campaignPackage, { en: `${code} takes orders once it is published; it is approved so far.`, fr: `${code} acceptera les commandes une fois publié ; il est seulement validé.` });
  return offerIsClosed(campaignPackage, now);
}

/**
 * Automatic mode: why an entity can no longer leave, or change, what it was subscribed to (domain.md:
 * until `availableAt`). From then on the order is becoming available, opened yet or not. An approval
 * that was voided opens nothing: until the next one the entity may still leave.
 */
export function choiceIsOver({ _id: code, status, availableAt }: Dates, now: Date): Obstacle | undefined {
  const hasCome = availableAt !== null && availableAt <= now;
  if (status !== 'published' && !(status === 'approved' && hasCome)) return undefined;
  const since = availableAt === null ? { en: '', fr: '' } : { en: ` since ${shown(availableAt)}`, fr: ` depuis le ${shown(availableAt)}` };
  const text = {
    en: `${code} is available${since.en}: the order can no longer be withdrawn by the entity. Ask head office to cancel it.`,
    fr: `${code} est disponible${since.fr} : l’entité ne peut plus retirer la commande. Demandez à l’entité centrale de l’annuler.`,
  };
  return { code: 'order-available', text, details: { package: code, availableAt } };
}

function closed(campaignPackage: Dates, text: Text): Obstacle {
  return { code: 'not-open-to-orders', text, details: { package: campaignPackage._id, ...openFor(campaignPackage) } };
}

/** An instant in a sentence that readers of any zone get: with its zone, always UTC. */
function shown(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
