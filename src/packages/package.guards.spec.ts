import { aCampaignPackage } from '../../test/builders/campaign-package.js';
import { allOf, audienceIsSet, datesAreOrdered, formIsSet, notOver, referenceIsSet, scheduleIsSet } from './package.guards.js';

const now = new Date('2026-03-05T08:00:00Z');
const complete = aCampaignPackage();

describe('what a transition needs', () => {
  it('a complete package meets no obstacle', () => {
    for (const guard of [scheduleIsSet, referenceIsSet, audienceIsSet, formIsSet, datesAreOrdered, notOver]) expect(guard(complete, { now })).toBeUndefined();
  });

  it('a missing date of the schedule is named', () => {
    expect(scheduleIsSet(aCampaignPackage({ schedule: { start: null, end: null }, availableAt: null }), { now })?.errors?.map((error) => error.field)).toEqual(['schedule.start', 'schedule.end', 'availableAt']);
  });

  it('a local package needs no audience: empty means every entity', () => {
    expect(audienceIsSet(aCampaignPackage({ kind: 'local', distributionLevel: 'local', audience: [] }), { now })).toBeUndefined();
    expect(audienceIsSet(aCampaignPackage({ distributionLevel: 'by-campaign', audience: [] }), { now })?.errors?.[0]?.field).toBe('audience');
  });

  it('only by-form needs a form', () => {
    expect(formIsSet(aCampaignPackage({ form: [] }), { now })).toBeUndefined();
    expect(formIsSet(aCampaignPackage({ distributionLevel: 'by-form', form: [] }), { now })?.errors?.[0]?.field).toBe('form');
  });

  it('everything that is missing is said in one refusal', () => {
    const bare = aCampaignPackage({ referenceCampaign: null, availableAt: null, audience: [] });

    const obstacle = allOf(referenceIsSet, scheduleIsSet, audienceIsSet)(bare, { now });

    expect(obstacle?.errors?.map((error) => error.field)).toEqual(['referenceCampaign', 'availableAt', 'audience']);
    expect(obstacle?.text.fr).toContain('referenceCampaign, availableAt, audience');
  });
});

describe('the order of dates', () => {
  const day = (date: string): Date => new Date(`${date}T00:00:00Z`);
  const fieldsOf = (given: Parameters<typeof aCampaignPackage>[0]): string[] => datesAreOrdered(aCampaignPackage(given), { now })?.errors?.map((error) => error.field) ?? [];

  it('availability lies in the schedule, the end excluded', () => {
    expect(fieldsOf({ availableAt: day('2026-04-01') })).toEqual([]);
    expect(fieldsOf({ availableAt: day('2026-03-31') })).toEqual(['availableAt']);
    expect(fieldsOf({ availableAt: day('2026-06-30'), registrationDeadline: null })).toEqual(['availableAt', 'schedule.end']);
  });

  it('registration closes after availability, at the end at the latest', () => {
    expect(fieldsOf({ registrationDeadline: day('2026-06-30') })).toEqual([]);
    expect(fieldsOf({ registrationDeadline: new Date('2026-04-10T08:00:00Z') })).toEqual(['registrationDeadline']);
    expect(fieldsOf({ registrationDeadline: day('2026-07-01') })).toEqual(['registrationDeadline']);
  });

  it('personalization ends no sooner than availability', () => {
    expect(fieldsOf({ personalizationDeadline: new Date('2026-04-10T08:00:00Z') })).toEqual([]);
    expect(fieldsOf({ personalizationDeadline: day('2026-04-10') })).toEqual(['personalizationDeadline']);
  });

  it('the end follows the start, availability set or not', () => {
    expect(fieldsOf({ schedule: { start: day('2026-04-01'), end: day('2026-04-01') }, availableAt: null, registrationDeadline: null })).toEqual(['schedule.end']);
  });

  it('dates that are not set break no order', () => {
    expect(fieldsOf({ schedule: { start: null, end: null }, availableAt: null, registrationDeadline: null })).toEqual([]);
  });
});
