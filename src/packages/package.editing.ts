import type { FieldError } from '../errors/domain-error.js';
import type { FieldChange } from '../journal/journal.schema.js';
import { dateErrors, defaultApprovalDeadline } from './package.dates.js';
import type { PackagePatch } from './package.requests.js';
import type { CampaignPackage } from './package.schema.js';

/** What a caller may set; everything else of a package is written by its commands. */
export type PackageContent = Pick<
  CampaignPackage,
  | 'label'
  | 'kind'
  | 'distributionLevel'
  | 'referenceCampaign'
  | 'folder'
  | 'schedule'
  | 'availableAt'
  | 'registrationDeadline'
  | 'personalizationDeadline'
  | 'audience'
  | 'orderApproval'
  | 'allowMultipleOrders'
  | 'reviewers'
  | 'approvalDeadline'
  | 'reminders'
  | 'assignedTo'
  | 'form'
>;

/** Orders of the cycle stand on these: they hold still while one is live. */
export const HELD_BY_ORDERS = ['kind', 'distributionLevel', 'referenceCampaign', 'orderApproval'] as const;
/** Of a published package (domain.md, *What may be edited*); the audience may only grow. */
const EDITABLE_WHEN_PUBLISHED = new Set(['label', 'folder', 'assignedTo', 'schedule.end', 'registrationDeadline', 'personalizationDeadline']);

/**
 * The package as the patch would leave it. A package made local has the level `local` and takes each
 * order by hand; one that awaits approval always has a deadline for it: emptied, it is the usual one again.
 */
export function patched(present: CampaignPackage, patch: PackagePatch): CampaignPackage {
  const { schedule, ...fields } = patch;
  const asLocal = patch.kind === 'local' ? { distributionLevel: patch.distributionLevel ?? ('local' as const), orderApproval: patch.orderApproval ?? ('manual' as const) } : {};
  const next = { ...present, ...fields, ...asLocal, schedule: { ...present.schedule, ...schedule } };
  if (next.status !== 'pending-approval' || next.approvalDeadline !== null || next.submittedAt === null) return next;
  return { ...next, approvalDeadline: defaultApprovalDeadline(next.submittedAt) };
}

/** What differs between the two, field by field, `schedule.start` and `schedule.end` each by itself. */
export function changesBetween(before: PackageContent, after: PackageContent): FieldChange[] {
  const earlier = flat(before);
  return Object.entries(flat(after))
    .filter(([field, to]) => JSON.stringify(to) !== JSON.stringify(earlier[field]))
    .map(([field, to]) => ({ field, from: earlier[field], to }));
}

/** The changed fields that a published package does not let change; entities may be added to its audience, none taken away. */
export function heldWhenPublished(before: PackageContent, after: PackageContent, changes: readonly FieldChange[]): string[] {
  return changes.map((change) => change.field).filter((field) => !EDITABLE_WHEN_PUBLISHED.has(field) && !(field === 'audience' && audienceGrew(before, after)));
}

/** The entities that the edit adds. */
export function addedEntities(before: PackageContent, after: PackageContent): string[] {
  const known = new Set(before.audience);
  return after.audience.filter((entity) => !known.has(entity));
}

/** Every field that contradicts another, or that is not offered yet. */
export function contentErrors(content: PackageContent): FieldError[] {
  return [...levelErrors(content), ...approvalErrors(content), ...dateErrors(content)];
}

function audienceGrew(before: PackageContent, after: PackageContent): boolean {
  // Empty means every entity (a local package): naming some would take the others away.
  const kept = new Set(after.audience);
  return before.audience.length > 0 && before.audience.every((entity) => kept.has(entity));
}

function levelErrors({ kind, distributionLevel }: PackageContent): FieldError[] {
  const refuse = (en: string, fr: string): FieldError[] => [{ field: 'distributionLevel', message: { en, fr } }];
  if (distributionLevel === 'by-target-approval') return refuse('is not available yet: choose simple, by-form or by-campaign', 'n’est pas encore disponible : choisissez simple, by-form ou by-campaign');
  if (kind === 'local' && distributionLevel !== 'local') return refuse('of a local package is local', 'd’un kit local est local');
  if (kind === 'collaborative' && distributionLevel === 'local') return refuse('of a collaborative package is simple, by-form or by-campaign', 'd’un kit collaboratif est simple, by-form ou by-campaign');
  return [];
}

/** An entity takes a local package when it wants to: nobody is subscribed to it beforehand. */
function approvalErrors({ kind, orderApproval }: PackageContent): FieldError[] {
  return kind === 'local' && orderApproval === 'automatic' ? [{ field: 'orderApproval', message: { en: 'of a local package is manual', fr: 'd’un kit local est manual' } }] : [];
}

function flat({ schedule, ...content }: PackageContent): Record<string, unknown> {
  const { label, kind, distributionLevel, referenceCampaign, folder, availableAt, registrationDeadline, personalizationDeadline } = content;
  const { audience, orderApproval, allowMultipleOrders, reviewers, approvalDeadline, reminders, assignedTo, form } = content;
  return {
    label,
    kind,
    distributionLevel,
    referenceCampaign,
    folder,
    'schedule.start': schedule.start,
    'schedule.end': schedule.end,
    availableAt,
    registrationDeadline,
    personalizationDeadline,
    audience,
    orderApproval,
    allowMultipleOrders,
    reviewers,
    approvalDeadline,
    reminders,
    assignedTo,
    form,
  };
}
