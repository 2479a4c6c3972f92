import type { Dates } from '../reader/dates.js';
import type { Texts } from '../reader/texts.en.js';
import { someOf, targetWords, type Target } from './target-words.js';

export interface FieldChange {
  field: string;
  from: unknown;
  to: unknown;
}

/** One field's change as a reader sees it: what went, what came. */
export interface ChangeWords {
  label: string;
  removed: string | null;
  added: string | null;
}

/** What turns stored values into words. */
export interface Vocabulary {
  t: Texts;
  dates: Dates;
  n(value: number): string;
  nameOf(code: string): string;
  /** Labels of a form's own fields, by name. */
  labels?: Record<string, string>;
}

const REFERENCES: ReadonlySet<string> = new Set(['assignedTo', 'referenceCampaign', 'campaign', 'entity', 'operator', 'excludedEntities']);
const REFERENCE_LISTS: ReadonlySet<string> = new Set(['audience', 'reviewers', 'orderReviewers']);
const LISTS: ReadonlySet<string> = new Set(['notificationGroup']);
const TEXTS: ReadonlySet<string> = new Set(['html', 'text', 'comment']);
const INSTANT = /^\d{4}-\d\d-\d\dT.*Z$/;
const MOST_LETTERS = 140;

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
const partsOf = (value: unknown): Record<string, unknown> => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {});

/** Codes and e-mails whose names the changes need. */
export function codesIn(changes: readonly FieldChange[]): string[] {
  return changes.flatMap(({ field, from, to }) => {
    if (REFERENCES.has(field)) return [from, to].filter((code): code is string => typeof code === 'string');
    if (REFERENCE_LISTS.has(field)) return [...without(from, to), ...without(to, from)].slice(0, 40);
    return field === 'target' ? [from, to].flatMap((target) => listOf(partsOf(target)['entities']).slice(0, 20)) : [];
  });
}

/** Each changed field with its label and both values in words; a list tells what left it and what joined. */
export function changesInWords(changes: readonly FieldChange[], vocabulary: Vocabulary): ChangeWords[] {
  return changes.flatMap((change) => inWords(change, vocabulary));
}

function inWords({ field, from, to }: FieldChange, vocabulary: Vocabulary): ChangeWords[] {
  const { t, n, nameOf } = vocabulary;
  const label = labelOf(field, vocabulary);
  if (field === 'password') return [{ label, removed: null, added: t.telling.changed }];
  if (field === 'parameters') return partsChanged(from, to).map((name) => ({ label: vocabulary.labels?.[name] ?? name, ...both(partsOf(from)[name], partsOf(to)[name], (value) => words('', value, vocabulary)) }));
  if (field === 'schedule') return partsChanged(from, to).map((name) => ({ label: labelOf(`schedule.${name}`, vocabulary), ...both(partsOf(from)[name], partsOf(to)[name], (value) => words(name, value, vocabulary)) }));
  if (field === 'form') return [{ label, ...listed(namesOfForm(from), namesOfForm(to), (name) => name, vocabulary, t.telling.changed) }];
  if (REFERENCE_LISTS.has(field)) return [{ label, ...listed(listOf(from), listOf(to), nameOf, vocabulary, null) }];
  if (LISTS.has(field)) return [{ label, ...listed(listOf(from), listOf(to), (each) => each, vocabulary, null) }];
  if (field === 'target') return [{ label, ...both(from, to, (target) => targetWords(partsOf(target) as Target, t, n, nameOf) || t.pages.target.ofCampaign) }];
  if (field === 'activities') return [{ label, ...both(from, to, (list) => activityWords(list, t)) }];
  return [{ label, ...both(from, to, (value) => words(field, value, vocabulary)) }];
}

function labelOf(field: string, { t }: Vocabulary): string {
  const fields: Record<string, string> = t.fields;
  return t.telling.fields[field] ?? fields[field] ?? field;
}

/** What was there before is told only where something was. */
function both(from: unknown, to: unknown, said: (value: unknown) => string): Pick<ChangeWords, 'removed' | 'added'> {
  return { removed: isEmpty(from) ? null : said(from), added: said(to) };
}

function listed(from: string[], to: string[], said: (each: string) => string, { t, n }: Vocabulary, same: string | null): Pick<ChangeWords, 'removed' | 'added'> {
  const gone = without(from, to);
  const come = without(to, from);
  const removed = gone.length > 0 ? someOf(gone.map(said), t, n) : null;
  const added = come.length > 0 ? someOf(come.map(said), t, n) : null;
  if (removed === null && added === null) return { removed, added: same ?? t.telling.changed };
  return { removed, added: added ?? (to.length === 0 ? t.none : null) };
}

const without = (list: unknown, others: unknown): string[] => {
  const known = new Set(listOf(others));
  return listOf(list).filter((each) => !known.has(each));
};

function partsChanged(from: unknown, to: unknown): string[] {
  const [before, after] = [partsOf(from), partsOf(to)];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null));
}

function namesOfForm(form: unknown): string[] {
  return Array.isArray(form) ? form.map((field) => String(partsOf(field)['label'] || partsOf(field)['name'])) : [];
}

function activityWords(list: unknown, t: Texts): string {
  const types: Record<string, string> = t.process.activity;
  return Array.isArray(list) ? list.map((activity) => types[String(partsOf(activity)['type'])] ?? '').join(', ') || t.none : t.none;
}

/** A plain stored value in words. */
function words(field: string, value: unknown, { t, dates, n, nameOf }: Vocabulary): string {
  if (isEmpty(value)) return t.none;
  if (typeof value === 'boolean') return value ? t.yes : t.no;
  if (typeof value === 'number') return field === 'maxFailureRate' ? t.pages.percent(n(Math.round(value * 1000) / 10)) : field === 'ratePerSecond' ? t.telling.perSecond(n(value)) : n(value);
  if (field === 'reminders') return Array.isArray(value) ? value.map((reminder) => reminderWords(partsOf(reminder), t, dates, n)).join('; ') : t.none;
  if (typeof value !== 'string') return Array.isArray(value) ? value.map((each) => words(field, each, { t, dates, n, nameOf })).join(', ') : Object.values(partsOf(value)).map((each) => words(field, each, { t, dates, n, nameOf })).join(', ');
  if (REFERENCES.has(field)) return nameOf(value) === value ? value : value.includes('@') ? nameOf(value) : `${nameOf(value)} (${value})`;
  if (INSTANT.test(value)) return dates.moment(value);
  if (field === 'folder') return value.split('/').join(' / ');
  if (TEXTS.has(field) && value.length > MOST_LETTERS) return `${value.slice(0, MOST_LETTERS)}…`;
  return choiceWords(field, value, t);
}

function choiceWords(field: string, value: string, t: Texts): string {
  const choices: Record<string, Record<string, string>> = { kind: t.kind, distributionLevel: t.level, orderApproval: t.life.orderApproval, role: t.roles, locale: t.telling.locales };
  return choices[field]?.[value] ?? value;
}

function reminderWords({ from, date, offsetDays }: Record<string, unknown>, t: Texts, dates: Dates, n: (value: number) => string): string {
  const told = t.telling.reminder;
  if (from === 'date') return typeof date === 'string' ? told.date(dates.moment(date)) : t.none;
  const days = Number(offsetDays);
  const span = told.days(Math.abs(days), n(Math.abs(days)));
  if (from === 'deadline') return days < 0 ? told.before(span) : told.deadline(span);
  return told.submission(span);
}
