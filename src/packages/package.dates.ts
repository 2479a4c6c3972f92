import type { FieldError } from '../errors/domain-error.js';
import type { Text } from '../language/text.js';
import type { CampaignPackage } from './package.schema.js';

export type PackageDates = Pick<CampaignPackage, 'schedule' | 'availableAt' | 'registrationDeadline' | 'personalizationDeadline'>;

/**
 * What is out of order among the dates that are set (domain.md, *Dates*):
 * start <= availableAt < end; availableAt < registrationDeadline <= end; personalizationDeadline >= availableAt.
 */
export function dateErrors({ schedule: { start, end }, availableAt, registrationDeadline, personalizationDeadline }: PackageDates): FieldError[] {
  const errors: FieldError[] = [];
  const refuse = (field: string, en: string, fr: string): void => {
    const message: Text = { en, fr };
    if (!errors.some((error) => error.field === field)) errors.push({ field, message });
  };
  if (broken(start, end, (a, b) => a < b)) refuse('schedule.end', 'must be after the start', 'doit être postérieure au début');
  if (broken(start, availableAt, (a, b) => a <= b)) refuse('availableAt', 'must not be before the start', 'ne doit pas précéder le début');
  if (broken(availableAt, end, (a, b) => a < b)) {
    refuse('availableAt', 'must be before the end', 'doit précéder la fin');
    refuse('schedule.end', 'must be after the availability date', 'doit être postérieure à la date de disponibilité');
  }
  if (broken(availableAt, registrationDeadline, (a, b) => a < b)) {
    refuse('registrationDeadline', 'must be after the availability date', 'doit être postérieure à la date de disponibilité');
  }
  if (broken(registrationDeadline, end, (a, b) => a <= b)) refuse('registrationDeadline', 'must not be after the end', 'ne doit pas dépasser la fin');
  if (broken(availableAt, personalizationDeadline, (a, b) => a <= b)) {
    refuse('personalizationDeadline', 'must not be before the availability date', 'ne doit pas précéder la date de disponibilité');
  }
  return errors;
}

const APPROVAL_PERIOD_MS = 3 * 86_400_000;

/** The deadline of a package submitted at `at` that names none: 3 days on. */
export function defaultApprovalDeadline(at: Date): Date {
  return new Date(at.getTime() + APPROVAL_PERIOD_MS);
}

/** Until when a package submitted at `at` awaits approval: the date that somebody chose, unless it has passed already. */
export function deadlineOfSubmission(submitted: Pick<CampaignPackage, 'submittedAt' | 'approvalDeadline'>, at: Date): Date {
  const { approvalDeadline } = submitted;
  const isChosen = approvalDeadline !== null && approvalDeadline > at && !approvalDeadlineIsDefault(submitted);
  return isChosen ? approvalDeadline : defaultApprovalDeadline(at);
}

/** Whether its approval deadline was computed at its submission: then it ends with that submission, and is no date that somebody chose. */
export function approvalDeadlineIsDefault({ submittedAt, approvalDeadline }: Pick<CampaignPackage, 'submittedAt' | 'approvalDeadline'>): boolean {
  return submittedAt !== null && approvalDeadline?.getTime() === defaultApprovalDeadline(submittedAt).getTime();
}

/** A date that is not set breaks no order. */
function broken(a: Date | null, b: Date | null, holds: (a: Date, b: Date) => boolean): boolean {
  return a !== null && b !== null && !holds(a, b);
}
