import { aCampaignPackage } from '../../test/builders/campaign-package.js';
import { isAutomatic, marksOfPublishing, owed } from './package.owed.js';

const since = new Date('2026-04-10T08:00:00Z');
const planned = [{ from: 'date', at: since, remindedAt: null } as const];

describe('what a package is owed ends with its status', () => {
  it.each([
    ['being-edited', { nextReminderAt: null, subscribing: null, opening: null }],
    ['pending-approval', { nextReminderAt: since, subscribing: null, opening: null }],
    ['rejected', { nextReminderAt: null, subscribing: null, opening: null }],
    ['approved', { nextReminderAt: null, subscribing: since, opening: null }],
    ['published', { nextReminderAt: null, subscribing: since, opening: since }],
    ['canceled', { nextReminderAt: null, subscribing: null, opening: null }],
  ] as const)('%s', (status, expected) => {
    expect(owed(aCampaignPackage({ status, plannedReminders: [...planned], subscribing: since, opening: since }))).toEqual(expected);
  });
});

describe('automatic mode', () => {
  it('is of collaborative packages', () => {
    expect(isAutomatic({ kind: 'collaborative', orderApproval: 'automatic' })).toBe(true);
    expect(isAutomatic({ kind: 'collaborative', orderApproval: 'manual' })).toBe(false);
    expect(isAutomatic({ kind: 'local', orderApproval: 'automatic' })).toBe(false);
  });

  it('lets the approved orders become available when the package is published', () => {
    expect(marksOfPublishing(aCampaignPackage({ orderApproval: 'automatic' }), since)).toEqual({ publishedAt: since, awaitingAtClose: null, opening: since });
    expect(marksOfPublishing(aCampaignPackage(), since)).toEqual({ publishedAt: since, awaitingAtClose: null, opening: null });
  });
});
