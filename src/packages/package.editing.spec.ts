import { aCampaignPackage } from '../../test/builders/campaign-package.js';
import { changesBetween, contentErrors, heldWhenPublished, patched } from './package.editing.js';
import type { PackagePatch } from './package.requests.js';
import type { CampaignPackage } from './package.schema.js';

const published = aCampaignPackage({ status: 'published' });
const date = new Date('2026-05-15T00:00:00Z');

function held(patch: PackagePatch, before: CampaignPackage = published): string[] {
  const after = patched(before, patch);
  return heldWhenPublished(before, after, changesBetween(before, after));
}

const FREE: PackagePatch[] = [
  { label: 'Another name' },
  { folder: 'Elsewhere' },
  { assignedTo: 'paul@meridian.example' },
  { schedule: { end: date } },
  { registrationDeadline: date },
  { personalizationDeadline: date },
  { audience: ['OU3', 'OU2', 'OU1'] },
];
const HELD: [string, PackagePatch][] = [
  ['kind', { kind: 'local', distributionLevel: 'simple' }],
  ['distributionLevel', { distributionLevel: 'by-campaign' }],
  ['referenceCampaign', { referenceCampaign: 'OP14' }],
  ['schedule.start', { schedule: { start: date } }],
  ['availableAt', { availableAt: date }],
  ['audience', { audience: ['OU1'] }],
  ['orderApproval', { orderApproval: 'automatic' }],
  ['allowMultipleOrders', { allowMultipleOrders: true }],
  ['reviewers', { reviewers: ['paul@meridian.example'] }],
  ['approvalDeadline', { approvalDeadline: date }],
  ['reminders', { reminders: [{ from: 'deadline', date: null, offsetDays: -1 }] }],
  ['form', { form: [{ name: 'slogan', label: 'Slogan', type: 'text', options: [], required: true, default: null }] }],
];

describe('an edit of a published package', () => {
  it.each(FREE.map((patch) => [Object.keys(patch)[0], patch] as const))('may change %s', (_field, patch) => {
    expect(held(patch)).toEqual([]);
  });

  it.each(HELD)('may not change %s, and says so', (field, patch) => {
    expect(held(patch)).toEqual([field]);
  });

  it('may repeat what is there', () => {
    expect(held({ availableAt: published.availableAt, audience: published.audience, kind: 'collaborative' })).toEqual([]);
  });

  it('may not name entities where every entity has it', () => {
    expect(held({ audience: ['OU1'] }, aCampaignPackage({ status: 'published', kind: 'local', distributionLevel: 'local', audience: [] }))).toEqual(['audience']);
  });
});

describe('what an edit changes', () => {
  it('is told field by field, the two ends of the schedule apart', () => {
    const before = aCampaignPackage();

    expect(changesBetween(before, patched(before, { label: 'Another name', schedule: { end: date } }))).toEqual([
      { field: 'label', from: 'Savings week', to: 'Another name' },
      { field: 'schedule.end', from: new Date('2026-06-30T00:00:00Z'), to: date },
    ]);
  });

  it('a package made local has the level local, and subscribes nobody', () => {
    expect(patched(aCampaignPackage({ orderApproval: 'automatic' }), { kind: 'local' })).toMatchObject({ distributionLevel: 'local', orderApproval: 'manual' });
  });
});

describe('the approval deadline of a package that awaits approval', () => {
  const submittedAt = new Date('2026-03-05T08:00:00Z');

  it('is three days from its submission again, where it is emptied', () => {
    const pending = aCampaignPackage({ status: 'pending-approval', submittedAt, approvalDeadline: date });

    expect(patched(pending, { approvalDeadline: null }).approvalDeadline).toEqual(new Date('2026-03-08T08:00:00Z'));
  });

  it('is empty before it is submitted, where nobody chose one', () => {
    expect(patched(aCampaignPackage({ approvalDeadline: date }), { approvalDeadline: null }).approvalDeadline).toBeNull();
  });
});

describe('fields that contradict each other', () => {
  const fields = (given: Partial<CampaignPackage>): string[] => contentErrors(aCampaignPackage(given)).map((error) => error.field);

  it('the level belongs to the kind', () => {
    expect(fields({ kind: 'local', distributionLevel: 'simple' })).toEqual(['distributionLevel']);
    expect(fields({ kind: 'collaborative', distributionLevel: 'local' })).toEqual(['distributionLevel']);
    expect(fields({ kind: 'local', distributionLevel: 'local' })).toEqual([]);
  });

  it('what is not available yet is refused, and says so', () => {
    const errors = contentErrors(aCampaignPackage({ distributionLevel: 'by-target-approval' }));

    expect(errors.map((error) => error.field)).toEqual(['distributionLevel']);
    expect(errors.every((error) => error.message.en.includes('not available yet') && error.message.fr.includes('pas encore disponible'))).toBe(true);
  });

  it('nobody is subscribed beforehand to a local package', () => {
    expect(fields({ kind: 'local', distributionLevel: 'local', orderApproval: 'automatic' })).toEqual(['orderApproval']);
    expect(fields({ kind: 'local', distributionLevel: 'local', orderApproval: 'manual' })).toEqual([]);
    expect(fields({ orderApproval: 'automatic' })).toEqual([]);
  });
});
