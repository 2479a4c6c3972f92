import { listed } from '../../src/packages/package.listing.js';
import type { NewPackage } from '../../src/packages/package.requests.js';
import type { CampaignPackage } from '../../src/packages/package.schema.js';

const AT = new Date('2026-03-02T08:00:00Z');

/** A package as it is stored: collaborative, simple, complete, being edited. */
export function aCampaignPackage(given: Partial<CampaignPackage> = {}): CampaignPackage {
  const campaignPackage: CampaignPackage = {
    _id: 'CAT86',
    label: 'Savings week',
    kind: 'collaborative',
    distributionLevel: 'simple',
    status: 'being-edited',
    statusSince: AT,
    cycle: 1,
    referenceCampaign: 'OP13',
    folder: 'Savings/2026',
    schedule: { start: new Date('2026-04-01T00:00:00Z'), end: new Date('2026-06-30T00:00:00Z') },
    availableAt: new Date('2026-04-10T08:00:00Z'),
    registrationDeadline: new Date('2026-05-31T22:00:00Z'),
    personalizationDeadline: null,
    audience: ['OU1', 'OU2'],
    orderApproval: 'manual',
    allowMultipleOrders: false,
    reviewers: [],
    approvalDeadline: null,
    reminders: [],
    plannedReminders: [],
    nextReminderAt: null,
    submittedBy: null,
    submittedAt: null,
    approval: null,
    fingerprint: null,
    rejection: null,
    publishedAt: null,
    assignedTo: null,
    form: [],
    cancellation: null,
    lateFrom: null,
    lateDeadline: null,
    late: false,
    folders: [],
    availableMonth: null,
    forEveryone: false,
    words: [],
    awaitingAtClose: null,
    subscribing: null,
    opening: null,
    lateOrdersFor: null,
    earlierCycles: [],
    version: 1,
    createdAt: AT,
    createdBy: 'claire@meridian.example',
    modifiedAt: AT,
    modifiedBy: 'claire@meridian.example',
    ...given,
  };
  return { ...campaignPackage, ...listed(campaignPackage), ...given };
}

/** What an operator sends to create the same package. */
export function aNewPackage(given: Partial<NewPackage> = {}): NewPackage {
  const { label, kind, distributionLevel, referenceCampaign, folder, schedule, availableAt, registrationDeadline, personalizationDeadline } = aCampaignPackage();
  const { audience, orderApproval, allowMultipleOrders, reviewers, approvalDeadline, reminders, assignedTo, form } = aCampaignPackage();
  const what = { label, kind, distributionLevel, referenceCampaign, folder, audience, orderApproval, allowMultipleOrders, reviewers, assignedTo, form };
  return { ...what, schedule, availableAt, registrationDeadline, personalizationDeadline, approvalDeadline, reminders, ...given };
}
