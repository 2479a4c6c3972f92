import type { Campaign } from '../../src/campaigns/campaign.schema.js';

const AT = new Date('2026-03-02T08:00:00Z');

/** A reference campaign as it is stored, of no package yet. */
export function aCampaign(given: Partial<Campaign> = {}): Campaign {
  return {
    _id: 'OP13',
    label: 'Savings week 2026',
    kind: 'reference',
    status: 'being-edited',
    statusSince: AT,
    package: null,
    cycle: 1,
    order: null,
    orderPackage: null,
    reference: null,
    entity: null,
    ordinal: -1,
    schedule: { start: null, end: null },
    folder: '',
    words: [],
    canceled: null,
    births: 0,
    history: [],
    version: 1,
    createdAt: AT,
    createdBy: 'claire@meridian.example',
    modifiedAt: AT,
    modifiedBy: 'claire@meridian.example',
    ...given,
  };
}
