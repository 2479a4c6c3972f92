import { aCampaignPackage } from '../../test/builders/campaign-package.js';
import { commandsFrom, targetOf } from '../lifecycle/define-lifecycle.js';
import { type PackageCommand, packageLifecycle } from './package.lifecycle.js';
import type { CampaignPackage, PackageStatus } from './package.schema.js';

const now = new Date('2026-03-05T08:00:00Z');

/** What becomes of the command: the new status, the code of the obstacle, or `refused` by the table. */
function outcome(campaignPackage: CampaignPackage, command: PackageCommand, at = now, due = false): string {
  const row = packageLifecycle.commands[command];
  const to = row.from.includes(campaignPackage.status) ? targetOf(row, campaignPackage.status) : undefined;
  if (to === undefined) return 'refused';
  const obstacle = (row.guards ?? []).map((guard) => guard(campaignPackage, { now: at, due })).find((reason) => reason !== undefined);
  return obstacle?.code ?? to;
}

function given(status: PackageStatus, fields: Partial<CampaignPackage> = {}) {
  const campaignPackage = aCampaignPackage({ status, ...fields });
  return { when: (command: PackageCommand, at = now) => ({ then: (expected: string) => expect(outcome(campaignPackage, command, at)).toBe(expected) }) };
}

describe('the life of a package', () => {
  it('a package being edited is submitted, then approved, then published', () => {
    given('being-edited').when('submit').then('pending-approval');
    given('pending-approval').when('approve').then('approved');
    given('approved').when('publish').then('published');
  });

  it('one without reviewers is approved without being submitted', () => {
    given('being-edited', { reviewers: [] }).when('approve').then('approved');
  });

  it('one with reviewers is submitted first', () => {
    given('being-edited', { reviewers: ['paul@meridian.example'] }).when('approve').then('reviewers-not-asked');
    given('pending-approval', { reviewers: ['paul@meridian.example'] }).when('approve').then('approved');
  });

  it('a rejected one is taken up again by an edit', () => {
    given('rejected').when('edit').then('being-edited');
  });

  it('a canceled or published one is reinitialized', () => {
    given('canceled').when('reinitialize').then('being-edited');
    given('published').when('reinitialize').then('being-edited');
  });

  it('submit and approve need what an order will stand on', () => {
    for (const command of ['submit', 'approve'] as const) {
      given('being-edited', { availableAt: null }).when(command).then('fields-missing');
      given('being-edited', { referenceCampaign: null }).when(command).then('fields-missing');
      given('being-edited', { audience: [] }).when(command).then('fields-missing');
      given('being-edited', { distributionLevel: 'by-form', form: [] }).when(command).then('fields-missing');
      given('being-edited', { availableAt: new Date('2026-07-01T00:00:00Z'), registrationDeadline: null }).when(command).then('dates-out-of-order');
    }
  });

  it('nothing is submitted, approved or published once its registration or its schedule is over', () => {
    const afterRegistration = new Date('2026-06-01T00:00:00Z');
    const afterEnd = new Date('2026-07-01T00:00:00Z');
    given('being-edited').when('submit', afterRegistration).then('registration-over');
    given('pending-approval').when('approve', afterRegistration).then('registration-over');
    given('approved').when('publish', afterRegistration).then('registration-over');
    given('pending-approval', { registrationDeadline: null }).when('approve', afterEnd).then('registration-over');
  });

  it('the clock publishes what became available in an outage, whatever has passed meanwhile', () => {
    for (const at of [new Date('2026-06-01T00:00:00Z'), new Date('2026-07-01T00:00:00Z')]) expect(outcome(aCampaignPackage({ status: 'approved' }), 'publish', at, true)).toBe('published');
    expect(outcome(aCampaignPackage({ status: 'canceled' }), 'publish', now, true)).toBe('refused');
  });
});

// Transcribed from the domain, not from the table: a row flipped there fails here.
const MATRIX: Record<PackageStatus, Partial<Record<PackageCommand, PackageStatus>>> = {
  'being-edited': { submit: 'pending-approval', approve: 'approved', cancel: 'canceled' },
  'pending-approval': { approve: 'approved', reject: 'rejected', 'void-approval': 'being-edited', cancel: 'canceled' },
  approved: { publish: 'published', 'void-approval': 'being-edited', cancel: 'canceled' },
  rejected: { edit: 'being-edited', cancel: 'canceled' },
  published: { cancel: 'canceled', reinitialize: 'being-edited' },
  canceled: { reinitialize: 'being-edited' },
};
const STATUSES: PackageStatus[] = ['being-edited', 'pending-approval', 'approved', 'rejected', 'published', 'canceled'];
const COMMANDS: PackageCommand[] = ['submit', 'approve', 'reject', 'edit', 'void-approval', 'publish', 'cancel', 'reinitialize'];

describe('every status and command', () => {
  it.each(STATUSES.flatMap((status) => COMMANDS.map((command) => [status, command] as const)))('%s: %s', (status, command) => {
    expect(outcome(aCampaignPackage({ status }), command)).toBe(MATRIX[status][command] ?? 'refused');
  });

  it('the table knows no other status and no other command', () => {
    expect([...packageLifecycle.statuses].sort()).toEqual([...STATUSES].sort());
    expect(Object.keys(packageLifecycle.commands).sort()).toEqual([...COMMANDS].sort());
  });

  it('what a person may do in each status', () => {
    expect(Object.fromEntries(STATUSES.map((status) => [status, commandsFrom(packageLifecycle, status).sort()]))).toEqual({
      'being-edited': ['approve', 'cancel', 'submit'],
      'pending-approval': ['approve', 'cancel', 'reject'],
      approved: ['cancel', 'publish'],
      rejected: ['cancel'],
      published: ['cancel', 'reinitialize'],
      canceled: ['reinitialize'],
    });
  });
});
