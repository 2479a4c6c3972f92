import type { DeliveryContent } from '../answers/processes.js';

export const COMPARISONS = ['is', 'gt', 'gte', 'lt', 'lte'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** One condition on a recipient's field, as it is typed. */
export interface Condition {
  attribute: string;
  comparison: Comparison;
  /** Of `is`, several separated by commas; a number or yes and no in quotes is a text. */
  value: string;
}

/** What a delivery sends, as it is typed: in a form of its own, or in an activity of a workflow. */
export interface ContentDraft {
  label: string;
  channel: 'smtp' | 'http';
  subject: string;
  html: string;
  text: string;
  entities: string[];
  conditions: Condition[];
  rate: string;
  /** In hundredths. */
  failures: string;
}

type Value = string | number | boolean;

export const emptyContent: ContentDraft = { label: '', channel: 'smtp', subject: '', html: '', text: '', entities: [], conditions: [], rate: '100', failures: '20' };

export function contentDraftOf(content: DeliveryContent): ContentDraft {
  const { label, channel = 'smtp', subject, html = '', text = '', target, ratePerSecond = 100, maxFailureRate = 0.2 } = content;
  return { label, channel, subject, html, text, entities: target?.entities ?? [], conditions: conditionsOf(target?.query ?? {}), rate: String(ratePerSecond), failures: String(Math.round(maxFailureRate * 1000) / 10) };
}

/** @throws never: what is no number is sent as it is typed, and the API names the field */
export function contentOf(draft: ContentDraft): Record<string, unknown> {
  const query = queryOf(draft.conditions);
  const target = { ...(draft.entities.length > 0 && { entities: draft.entities }), ...(Object.keys(query).length > 0 && { query }) };
  return {
    label: draft.label.trim(),
    ...(draft.channel !== undefined && { channel: draft.channel }),
    subject: draft.subject,
    html: draft.html,
    text: draft.text,
    ...(Object.keys(target).length > 0 && { target }),
    ratePerSecond: numberOr(draft.rate),
    maxFailureRate: share(draft.failures),
  };
}

/** Of a draft that exists, what differs; a target that was emptied is null. */
export function contentChanges(draft: ContentDraft, before: ContentDraft): Record<string, unknown> {
  const [next, known] = [contentOf(draft), contentOf(before)];
  const changed = Object.keys({ ...next, ...known }).filter((field) => JSON.stringify(next[field]) !== JSON.stringify(known[field]));
  return Object.fromEntries(changed.map((field) => [field, next[field] ?? null]));
}

export function conditionsOf(query: Record<string, unknown>): Condition[] {
  return Object.entries(query).flatMap(([attribute, given]): Condition[] => {
    if (Array.isArray(given)) return [{ attribute, comparison: 'is', value: given.map(typed).join(', ') }];
    if (typeof given !== 'object' || given === null) return [{ attribute, comparison: 'is', value: typed(given) }];
    const bounds = given as Partial<Record<Comparison, unknown>>;
    return COMPARISONS.filter((comparison) => bounds[comparison] !== undefined).map((comparison) => ({ attribute, comparison, value: typed(bounds[comparison]) }));
  });
}

export function queryOf(conditions: readonly Condition[]): Record<string, unknown> {
  const query: Record<string, unknown> = {};
  for (const { attribute, comparison, value } of conditions) {
    const name = attribute.trim();
    if (!name || !value.trim()) continue;
    if (comparison === 'is') query[name] = anyOf(value);
    else query[name] = { ...(typeof query[name] === 'object' && !Array.isArray(query[name]) ? query[name] : {}), [comparison]: meant(value) };
  }
  return query;
}

const anyOf = (value: string): Value | Value[] => {
  const values = value.split(',').map((each) => each.trim()).filter(Boolean).map(meant);
  return values.length === 1 ? (values[0] as Value) : values;
};

const NUMBER = /^-?\d+(?:[.]\d+)?$/;
const QUOTED = /^"(.*)"$/;

/** 30 is a number, true a yes, "30" a text. */
function meant(typedValue: string): Value {
  const text = typedValue.trim();
  const quoted = QUOTED.exec(text)?.[1];
  if (quoted !== undefined) return quoted;
  if (text === 'true' || text === 'false') return text === 'true';
  return NUMBER.test(text) ? Number(text) : text;
}

/** The text that means the value. */
function typed(value: unknown): string {
  const text = String(value);
  return typeof value === 'string' && typeof meant(text) !== 'string' ? `"${text}"` : text;
}

const numberOr = (text: string): number | string => {
  const plain = text.trim().replace(',', '.');
  return NUMBER.test(plain) ? Number(plain) : text;
};

const share = (text: string): number | string => {
  const value = numberOr(text);
  return typeof value === 'number' ? Math.round(value * 10) / 1000 : value;
};
