import { aCampaignPackage } from '../../test/builders/campaign-package.js';
import { lateAt, lateness } from './package.late.js';

const availableAt = new Date('2026-04-10T08:00:00Z');
const earlier = new Date('2026-03-20T08:00:00Z');
const later = new Date('2026-04-20T08:00:00Z');
const registrationDeadline = new Date('2026-05-31T22:00:00Z');

describe('late', () => {
  it.each(['being-edited', 'rejected', 'approved'] as const)('%s: from its availability date', (status) => {
    expect(lateness(aCampaignPackage({ status, availableAt, approvalDeadline: earlier }))).toEqual({ lateFrom: availableAt, lateDeadline: 'availableAt', late: false });
  });

  it('pending approval: from the earlier of approval deadline and availability date', () => {
    expect(lateness(aCampaignPackage({ status: 'pending-approval', availableAt, approvalDeadline: earlier }))).toEqual({ lateFrom: earlier, lateDeadline: 'approvalDeadline', late: false });
    expect(lateness(aCampaignPackage({ status: 'pending-approval', availableAt, approvalDeadline: later }))).toEqual({ lateFrom: availableAt, lateDeadline: 'availableAt', late: false });
  });

  it('published: from the registration deadline, while orders that awaited approval then still do', () => {
    const closed = (awaitingAtClose: number | null) => lateness(aCampaignPackage({ status: 'published', registrationDeadline, awaitingAtClose }));

    expect(closed(null)).toEqual({ lateFrom: null, lateDeadline: null, late: false });
    expect(closed(2)).toEqual({ lateFrom: registrationDeadline, lateDeadline: 'registrationDeadline', late: false });
    expect(closed(0)).toEqual({ lateFrom: null, lateDeadline: null, late: false });
  });

  it('canceled: never', () => {
    expect(lateness(aCampaignPackage({ status: 'canceled', availableAt, awaitingAtClose: 3 }))).toEqual({ lateFrom: null, lateDeadline: null, late: false });
  });

  it('a missed personalization deadline does not make the package late', () => {
    expect(lateness(aCampaignPackage({ status: 'published', personalizationDeadline: earlier }))).toEqual({ lateFrom: null, lateDeadline: null, late: false });
  });

  it('without the date there is nothing to be late for', () => {
    expect(lateness(aCampaignPackage({ availableAt: null }))).toEqual({ lateFrom: null, lateDeadline: null, late: false });
  });

  it('a reader is told the deadline and since when, once it has passed', () => {
    const stored = { lateFrom: availableAt, lateDeadline: 'availableAt' } as const;

    expect(lateAt(stored, earlier)).toBeNull();
    expect(lateAt(stored, availableAt)).toEqual({ deadline: 'availableAt', since: availableAt });
    expect(lateAt(stored, later)).toEqual({ deadline: 'availableAt', since: availableAt });
  });
});
