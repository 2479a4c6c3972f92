import { aCampaignPackage } from '../../test/builders/campaign-package.js';
import { fingerprintOf } from './package.fingerprint.js';
import type { CampaignPackage } from './package.schema.js';

const approved = fingerprintOf(aCampaignPackage());
const date = new Date('2026-04-15T00:00:00Z');
const question = { name: 'slogan', label: 'Slogan', type: 'text', options: [], required: true, default: null } as const;

const BOUND: Partial<CampaignPackage>[] = [
  { kind: 'local' },
  { distributionLevel: 'by-campaign' },
  { referenceCampaign: 'OP14' },
  { audience: ['OU1', 'OU2', 'OU3'] },
  { form: [{ ...question, options: [] }] },
  { schedule: { start: date, end: new Date('2026-06-30T00:00:00Z') } },
  { schedule: { start: new Date('2026-04-01T00:00:00Z'), end: date } },
  { availableAt: date },
  { registrationDeadline: date },
  { personalizationDeadline: date },
  { orderApproval: 'automatic' },
  { allowMultipleOrders: true },
];
const FREE: Partial<CampaignPackage>[] = [
  { label: 'Another name' },
  { folder: 'Elsewhere' },
  { assignedTo: 'paul@meridian.example' },
  { reviewers: ['paul@meridian.example'] },
  { approvalDeadline: date },
  { reminders: [{ from: 'deadline', date: null, offsetDays: -1 }] },
];

describe('what an approval is bound to', () => {
  it.each(BOUND.map((change) => [Object.keys(change)[0], change] as const))('a change of %s voids it', (_field, change) => {
    expect(fingerprintOf(aCampaignPackage(change))).not.toBe(approved);
  });

  it.each(FREE.map((change) => [Object.keys(change)[0], change] as const))('a change of %s leaves it', (_field, change) => {
    expect(fingerprintOf(aCampaignPackage(change))).toBe(approved);
  });

  it('the same entities in another order are the same audience', () => {
    expect(fingerprintOf(aCampaignPackage({ audience: ['OU2', 'OU1', 'OU2'] }))).toBe(approved);
  });

  it('a question of the form that changes voids it', () => {
    const withForm = fingerprintOf(aCampaignPackage({ form: [{ ...question, options: [] }] }));

    expect(fingerprintOf(aCampaignPackage({ form: [{ ...question, options: [], required: false }] }))).not.toBe(withForm);
  });
});
