import type { Dates } from '../reader/dates.js';
import type { CampaignPackage, FormField, Reminder } from '../answers/things.js';

export interface ReminderDraft {
  from: Reminder['from'];
  /** As `Dates.typed` writes it; only where it is from a date. */
  date: string;
  offsetDays: string;
}

/** A package as its form holds it: everything is text, as typed. */
export interface PackageDraft {
  label: string;
  kind: string;
  distributionLevel: string;
  referenceCampaign: string;
  folder: string;
  audience: string;
  orderApproval: 'manual' | 'automatic';
  allowMultipleOrders: boolean;
  reviewers: string;
  assignedTo: string;
  approvalDeadline: string;
  reminders: ReminderDraft[];
  'schedule.start': string;
  'schedule.end': string;
  availableAt: string;
  registrationDeadline: string;
  personalizationDeadline: string;
  form: FormField[];
}

export const DATE_FIELDS = ['schedule.start', 'availableAt', 'registrationDeadline', 'personalizationDeadline', 'schedule.end'] as const;

export const emptyDraft: PackageDraft = {
  label: '', kind: 'collaborative', distributionLevel: 'simple', referenceCampaign: '', folder: '', audience: '', orderApproval: 'manual', allowMultipleOrders: false, reviewers: '', assignedTo: '', approvalDeadline: '', reminders: [],
  'schedule.start': '', 'schedule.end': '', availableAt: '', registrationDeadline: '', personalizationDeadline: '', form: [],
};

export function draftOf(item: CampaignPackage, dates: Dates): PackageDraft {
  const at = (instant: string | null | undefined): string => (instant ? dates.typed(instant) : '');
  return {
    label: item.label, kind: item.kind, distributionLevel: item.distributionLevel, referenceCampaign: item.referenceCampaign ?? '', folder: item.folder ?? '',
    audience: item.audience.join(', '), orderApproval: item.orderApproval ?? 'manual', allowMultipleOrders: item.allowMultipleOrders, reviewers: item.reviewers.join(', '), assignedTo: item.assignedTo ?? '',
    approvalDeadline: at(item.approvalDeadline), reminders: item.reminders.map(({ from, date, offsetDays }) => ({ from, date: at(date), offsetDays: String(offsetDays) })), 'schedule.start': at(item.schedule?.start), 'schedule.end': at(item.schedule?.end), availableAt: at(item.availableAt),
    registrationDeadline: at(item.registrationDeadline), personalizationDeadline: at(item.personalizationDeadline), form: item.form,
  };
}

/** The dates of the draft that fall into an hour which clocks leave out: nothing can be meant by them. */
export function missingTimes(draft: PackageDraft, dates: Dates): string[] {
  const typed = [...[...DATE_FIELDS, 'approvalDeadline' as const].map((field) => [field, draft[field]] as const), ...draft.reminders.map(({ from, date }, index) => [`reminders[${index}].date`, from === 'date' ? date : ''] as const)];
  return typed.filter(([, value]) => dates.meaningOf(value).kind === 'missing').map(([field]) => field);
}

/** Reinitialize empties the dates that have passed; the form shows the package as it will be. */
export function withoutPastDates(draft: PackageDraft, now: Date, dates: Dates): PackageDraft {
  const kept = { ...draft };
  for (const field of [...DATE_FIELDS, 'approvalDeadline'] as const) {
    const instant = dates.fromInput(kept[field]);
    if (instant && Date.parse(instant) <= now.getTime()) kept[field] = '';
  }
  return kept;
}

/** What may still change once entities order (domain.md, *What may be edited*). */
const WHEN_PUBLISHED: ReadonlySet<string> = new Set(['label', 'folder', 'assignedTo', 'schedule.end', 'registrationDeadline', 'personalizationDeadline', 'audience']);

export const isLocked = (status: string, field: string): boolean => status === 'published' && !WHEN_PUBLISHED.has(field);

type Body = Record<string, unknown>;

/** What the API is sent: of `draft`, the fields that differ from `before`; all of them where there is no before. */
export function changesOf(draft: PackageDraft, before: PackageDraft | null, dates: Dates): Body {
  const body: Body = {};
  const changed = (...fields: (keyof PackageDraft)[]): boolean => before === null || fields.some((field) => JSON.stringify(draft[field]) !== JSON.stringify(before[field]));
  const text = (field: 'referenceCampaign' | 'assignedTo'): void => {
    // An empty reference is null, never an empty string.
    if (changed(field)) body[field] = draft[field].trim() || null;
  };
  if (changed('label')) body['label'] = draft.label.trim();
  if (changed('folder')) body['folder'] = draft.folder.trim();
  if (changed('kind')) body['kind'] = draft.kind;
  if (changed('kind', 'distributionLevel')) body['distributionLevel'] = draft.kind === 'local' ? 'local' : draft.distributionLevel;
  text('referenceCampaign');
  text('assignedTo');
  if (changed('audience')) body['audience'] = listOf(draft.audience);
  if (changed('reviewers')) body['reviewers'] = listOf(draft.reviewers).map((email) => email.toLowerCase());
  if (before === null || approvalOf(draft) !== approvalOf(before)) body['orderApproval'] = approvalOf(draft);
  if (changed('reminders')) body['reminders'] = draft.reminders.map(({ from, date, offsetDays }) => ({ from, date: from === 'date' ? dates.fromInput(date) : null, offsetDays: Number(offsetDays) }));
  if (changed('allowMultipleOrders')) body['allowMultipleOrders'] = draft.allowMultipleOrders;
  // Each by itself: a field shows whole minutes, and the other date keeps its seconds.
  const schedule = { ...(changed('schedule.start') && { start: dates.fromInput(draft['schedule.start']) }), ...(changed('schedule.end') && { end: dates.fromInput(draft['schedule.end']) }) };
  if (Object.keys(schedule).length > 0) body['schedule'] = schedule;
  for (const field of ['availableAt', 'registrationDeadline', 'personalizationDeadline', 'approvalDeadline'] as const) if (changed(field)) body[field] = dates.fromInput(draft[field]);
  if (changed('form')) body['form'] = draft.form.map((field) => ({ ...field, options: (field.options ?? []).map((option) => option.trim()).filter(Boolean) }));
  return body;
}

/** Orders of a local package are always approved by hand. */
const approvalOf = ({ kind, orderApproval }: PackageDraft): PackageDraft['orderApproval'] => (kind === 'local' ? 'manual' : orderApproval);

export const listOf = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean);
