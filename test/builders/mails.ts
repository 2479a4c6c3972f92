import type { AnnouncedDecision, AnnouncedPackage } from '../../src/notifications/announcement.schema.js';
import type { Addressee, PageOf, Reader } from '../../src/notifications/mail/addressee.js';
import type { EntityFate } from '../../src/notifications/mail/entity-fate.js';
import type { About, AnnouncedOrder } from '../../src/notifications/notification.schema.js';

export const page: PageOf = (resource, code) => `https://relais.example/admin/resources/${resource}/records/${code}/show`;

/** CAT86 as its mails repeat it. */
export function anAnnouncedPackage(given: Partial<AnnouncedPackage> = {}): AnnouncedPackage {
  return {
    code: 'CAT86',
    label: 'Winter savings 3.40 %',
    kind: 'collaborative',
    distributionLevel: 'by-campaign',
    campaign: { code: 'OP25', label: 'Winter savings' },
    schedule: { start: new Date('2026-11-13T07:00:00Z'), end: new Date('2027-01-15T22:59:00Z') },
    availableAt: new Date('2026-11-16T08:00:00Z'),
    registrationDeadline: new Date('2026-11-20T17:00:00Z'),
    personalizationDeadline: null,
    approvalDeadline: new Date('2026-11-12T11:00:00Z'),
    orderApproval: 'manual',
    hasForm: true,
    audience: 12,
    ...given,
  };
}

/** Claire's decision of 24 November 2026, 10:42 in Paris. */
export function aDecision(given: Partial<AnnouncedDecision> = {}): AnnouncedDecision {
  return { at: new Date('2026-11-24T09:42:11Z'), by: 'claire@meridian.example', byName: 'Claire Fontaine', comment: 'The rate is 2.40 %, not 3.40 %.', cancellation: null, ...given };
}

export function anAnnouncedOrder(given: Partial<AnnouncedOrder> = {}): AnnouncedOrder {
  return { code: 'ORD2871', label: 'Winter savings, Lyon', status: 'available', comment: null, parameters: [], incomplete: false, campaign: null, ...given };
}

/** Lyon, in Paris time. */
export function anEntityReader(about: Partial<About> = {}, given: Partial<Addressee> = {}): Reader {
  return {
    addressee: { code: 'OU3', operator: null, isCentral: false, label: 'Lyon Part-Dieu', locale: 'en', timeZone: 'Europe/Paris', ...given },
    about: { orders: [], entity: null, role: null, timeZone: null, ...about },
  };
}

/** Rita, who reviews, in Paris time. */
export function anOperatorReader(about: Partial<About> = {}, given: Partial<Addressee> = {}): Reader {
  return {
    addressee: { code: null, operator: 'rita@meridian.example', isCentral: true, label: 'Rita Roux', locale: 'en', timeZone: 'Europe/Paris', ...given },
    about: { orders: [], entity: null, role: 'reviewer', timeZone: null, ...about },
  };
}

/** An available order, its campaign and a delivery of it, all ended. */
export function aFate(given: Partial<EntityFate> = {}): EntityFate {
  return {
    orders: [{ code: 'ORD2871', before: 'available' }],
    campaigns: [{ code: 'OU3_OP25', label: 'Winter savings, Lyon Part-Dieu' }],
    workflows: [],
    deliveries: [{ code: 'DM211', own: true, stopped: true, stoppedAt: new Date('2026-11-24T09:42:12Z'), sent: 3107, notSent: 2369, failed: 6, uncertain: 0 }],
    ...given,
  };
}
