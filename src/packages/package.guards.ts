import type { FieldError } from '../errors/domain-error.js';
import type { Text } from '../language/text.js';
import type { Guard, Obstacle } from '../lifecycle/define-lifecycle.js';
import { dateErrors } from './package.dates.js';
import type { CampaignPackage } from './package.schema.js';

type PackageGuard = Guard<CampaignPackage, { now: Date; due?: boolean }>;

const REQUIRED: Text = { en: 'is required before approval', fr: 'est obligatoire avant la validation' };

export const scheduleIsSet: PackageGuard = ({ schedule, availableAt }) =>
  lacking([...(schedule.start === null ? ['schedule.start'] : []), ...(schedule.end === null ? ['schedule.end'] : []), ...(availableAt === null ? ['availableAt'] : [])]);

export const referenceIsSet: PackageGuard = ({ referenceCampaign }) => lacking(referenceCampaign === null ? ['referenceCampaign'] : []);

/** Empty on a local package means every entity; by target approval deduces it. */
export const audienceIsSet: PackageGuard = ({ distributionLevel, audience }) =>
  lacking(audience.length === 0 && distributionLevel !== 'local' && distributionLevel !== 'by-target-approval' ? ['audience'] : []);

export const formIsSet: PackageGuard = ({ distributionLevel, form }) => lacking(distributionLevel === 'by-form' && form.length === 0 ? ['form'] : []);

export const datesAreOrdered: PackageGuard = (campaignPackage) => {
  const errors = dateErrors(campaignPackage);
  return errors.length === 0 ? undefined : obstacle('dates-out-of-order', { en: 'Its dates are out of order.', fr: 'Ses dates ne se suivent pas.' }, errors);
};

export const notOver: PackageGuard = ({ schedule, registrationDeadline }, { now }) => {
  const passed = (['registrationDeadline', 'schedule.end'] as const).filter((field) => isPast(field === 'schedule.end' ? schedule.end : registrationDeadline, now));
  const message = { en: 'has passed', fr: 'est passée' };
  return passed.length === 0
    ? undefined
    : obstacle('registration-over', { en: 'Nobody could order it any more: its registration is over.', fr: 'Plus personne ne pourrait le commander : les inscriptions sont closes.' }, passed.map((field) => ({ field, message })));
};

/**
 * A person is told that nobody could order it any more. The clock publishes it all the same: its
 * availability date came while it was approved, and an outage must not change what becomes of it.
 */
export const notOverForPeople: PackageGuard = (campaignPackage, context) => (context.due ? undefined : notOver(campaignPackage, context));

/** Approved without being submitted only where nobody is named to be asked. */
export const reviewersAreAsked: PackageGuard = ({ status, reviewers }) =>
  status === 'being-edited' && reviewers.length > 0
    ? { code: 'reviewers-not-asked', text: { en: 'It has reviewers: submit it for approval first.', fr: 'Il a des validants : soumettez-le d’abord à validation.' } }
    : undefined;

/** Every stored field that is missing, in one refusal. */
export function allOf(...guards: readonly PackageGuard[]): PackageGuard {
  return (campaignPackage, context) => {
    const errors = guards.flatMap((guard) => guard(campaignPackage, context)?.errors ?? []);
    const fields = errors.map((error) => error.field).join(', ');
    return errors.length === 0 ? undefined : obstacle('fields-missing', { en: `These fields are missing: ${fields}.`, fr: `Il manque ces champs : ${fields}.` }, errors);
  };
}

function lacking(fields: readonly string[]): Obstacle | undefined {
  if (fields.length === 0) return undefined;
  return obstacle('fields-missing', { en: `These fields are missing: ${fields.join(', ')}.`, fr: `Il manque ces champs : ${fields.join(', ')}.` }, fields.map((field) => ({ field, message: REQUIRED })));
}

function obstacle(code: string, text: Text, errors: readonly FieldError[]): Obstacle {
  return { code, text, errors };
}

function isPast(instant: Date | null, now: Date): boolean {
  return instant !== null && instant <= now;
}
