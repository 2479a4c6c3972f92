import { conditionsOf, contentDraftOf, contentOf, emptyContent, queryOf, type Condition, type ContentDraft } from './delivery-draft.js';
import type { Dates } from '../reader/dates.js';
import type { Activity, RecurrenceUnit } from '../answers/processes.js';

export const UNITS = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as const;
export type Unit = keyof typeof UNITS;

/** One activity as it is typed; `id` keeps its place in the page when it moves. */
export type ActivityDraft = { id: number } & (
  | { type: 'query'; entities: string[]; conditions: Condition[] }
  | { type: 'wait'; way: 'for' | 'until'; amount: string; unit: Unit; until: string }
  | { type: 'split'; way: 'by' | 'parts'; by: string; parts: string }
  | { type: 'deliver'; part: string; content: ContentDraft; repeats: Repeats | null }
);

/** How often a delivery is made again, as it is typed. */
export interface Repeats {
  count: string;
  unit: RecurrenceUnit;
  from: string;
  times: string;
  until: string;
  /** IANA name; empty: the reader's. */
  timeZone: string;
}

export const onceADay: Repeats = { count: '1', unit: 'day', from: '', times: '7', until: '', timeZone: '' };

let next = 0;
const fresh = (): { id: number } => ({ id: (next += 1) });

export function newActivity(type: Activity['type']): ActivityDraft {
  switch (type) {
    case 'query':
      return { ...fresh(), type, entities: [], conditions: [] };
    case 'wait':
      return { ...fresh(), type, way: 'for', amount: '1', unit: 'days', until: '' };
    case 'split':
      return { ...fresh(), type, way: 'parts', by: '', parts: '2' };
    case 'deliver':
    case 'recurring-deliver':
      return { ...fresh(), type: 'deliver', part: '', content: emptyContent, repeats: null };
  }
}

/** An activity that was compared without its place in the page gets one again. */
export function withPlace(activity: ActivityDraft): ActivityDraft {
  return { ...activity, ...fresh() };
}

/** Its type, and what tells it from others of the type. */
export function saidOf(activity: ActivityDraft, type: string): string {
  switch (activity.type) {
    case 'query':
      return [type, ...activity.entities, ...activity.conditions.map(({ attribute, value }) => `${attribute} ${value}`)].join(' ');
    case 'wait':
      return activity.way === 'until' ? `${type} ${activity.until}` : `${type} ${activity.amount} ${activity.unit}`;
    case 'split':
      return `${type} ${activity.way === 'by' ? activity.by : activity.parts}`;
    case 'deliver':
      return `${type} ${activity.content.label}`;
  }
}

export function activityDraftOf(activity: Activity, dates: Dates): ActivityDraft {
  const blank = newActivity(activity.type);
  switch (blank.type) {
    case 'query':
      return { ...blank, entities: activity.entities ?? [], conditions: conditionsOf(activity.query ?? {}) };
    case 'wait':
      return activity.until ? { ...blank, way: 'until', until: dates.typed(activity.until) } : { ...blank, ...spanOf(activity.seconds ?? 0) };
    case 'split':
      return activity.by === undefined ? { ...blank, way: 'parts', parts: String(activity.parts ?? 2) } : { ...blank, way: 'by', by: activity.by };
    case 'deliver':
      return { ...blank, part: activity.part === undefined ? '' : String(activity.part), content: activity.delivery ? contentDraftOf(activity.delivery) : emptyContent, repeats: repeatsOf(activity, dates) };
  }
}

/** What the API is sent. */
export function activityOf(draft: ActivityDraft, dates: Dates): Record<string, unknown> {
  switch (draft.type) {
    case 'query': {
      const query = queryOf(draft.conditions);
      return { type: 'query', ...(draft.entities.length > 0 && { entities: draft.entities }), ...(Object.keys(query).length > 0 && { query }) };
    }
    case 'wait':
      return draft.way === 'until' ? { type: 'wait', until: dates.fromInput(draft.until) } : { type: 'wait', seconds: amountOf(draft.amount, UNITS[draft.unit]) };
    case 'split':
      return draft.way === 'by' ? { type: 'split', by: draft.by.trim() } : { type: 'split', parts: amountOf(draft.parts, 1) };
    case 'deliver':
      return { ...(draft.repeats === null ? { type: 'deliver' } : { type: 'recurring-deliver', ...recurrenceOf(draft.repeats, dates) }), ...(draft.part.trim() && { part: partOf(draft.part.trim()) }), delivery: contentOf(draft.content) };
  }
}

function repeatsOf({ type, every, from, times, until, timeZone }: Activity, dates: Dates): Repeats | null {
  if (type !== 'recurring-deliver' || every === undefined) return null;
  return { count: String(every.count), unit: every.unit, from: from ? dates.typed(from) : '', times: times === undefined ? '' : String(times), until: until ? dates.typed(until) : '', timeZone: timeZone ?? '' };
}

function recurrenceOf({ count, unit, from, times, until, timeZone }: Repeats, dates: Dates): Record<string, unknown> {
  return {
    every: { count: amountOf(count, 1), unit },
    timeZone: timeZone || dates.zone,
    ...(from && { from: dates.fromInput(from) }),
    ...(times.trim() && { times: amountOf(times, 1) }),
    ...(until && { until: dates.fromInput(until) }),
  };
}

/** Moved by one place; at an end it stays. */
export function moved<Item>(list: readonly Item[], from: number, by: 1 | -1): Item[] {
  const to = from + by;
  const item = list[from];
  if (item === undefined || to < 0 || to >= list.length) return [...list];
  const rest = list.filter((_each, index) => index !== from);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}

/** The largest unit that says it whole: 86,400 is a day. */
function spanOf(seconds: number): { amount: string; unit: Unit } {
  const units = Object.entries(UNITS).reverse() as [Unit, number][];
  const [unit, size] = units.find(([, length]) => seconds > 0 && seconds % length === 0) ?? ['seconds', 1];
  return { amount: String(seconds / size), unit };
}

const amountOf = (text: string, size: number): number | string => {
  const plain = text.trim().replace(',', '.');
  return plain && !Number.isNaN(Number(plain)) ? Math.round(Number(plain) * size) : text;
};

const partOf = (text: string): string | number => (/^\d+$/.test(text) ? Number(text) : text);
