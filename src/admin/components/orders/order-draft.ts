import type { Locale } from '../../../language/text.js';
import type { FormField, Offer, Order } from '../answers/things.js';

type Value = string | number | boolean | null;

/** An order as its form holds it: text as typed, ticks as they stand. */
export interface OrderDraft {
  label: string;
  assignedTo: string;
  comment: string;
  parameters: Record<string, string | boolean>;
}

export type OrderField = 'label' | 'assignedTo' | 'comment' | 'parameters';

/** A new order: the form's presets, nothing else. */
export function newOrderDraft(form: readonly FormField[], locale: Locale): OrderDraft {
  return { label: '', assignedTo: '', comment: '', parameters: typedValues(form, {}, locale) };
}

export function orderDraftOf(order: Order, form: readonly FormField[], locale: Locale): OrderDraft {
  return { label: order.label ?? '', assignedTo: order.assignedTo ?? '', comment: order.comment ?? '', parameters: typedValues(form, order.parameters ?? {}, locale) };
}

/** @param values what was entered; a field that is not among them takes its preset */
function typedValues(form: readonly FormField[], values: Readonly<Record<string, Value>>, locale: Locale): OrderDraft['parameters'] {
  const typed = (field: FormField): string | boolean => {
    const value = values[field.name] ?? field.default ?? null;
    if (field.type === 'boolean') return value === true;
    if (value === null) return '';
    return typeof value === 'number' && locale === 'fr' ? String(value).replace('.', ',') : String(value);
  };
  return Object.fromEntries(form.map((field) => [field.name, typed(field)]));
}

/** 3.40, 3,40, 12 000: as people write numbers in either language; null for what is none. */
export function readNumber(text: string): number | null {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  return /^[+-]?\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : null;
}

/** The fields of the form that hold no number where one is asked. */
export function unreadableNumbers(draft: OrderDraft, form: readonly FormField[]): string[] {
  return form.filter(({ name, type }) => type === 'number' && draft.parameters[name] !== '' && readNumber(String(draft.parameters[name])) === null).map(({ name }) => name);
}

/** What the API is sent of a new order: what was filled in. */
export function newOrderBody(draft: OrderDraft, form: readonly FormField[]): Record<string, unknown> {
  const { label, assignedTo, comment } = trimmed(draft);
  const parameters = Object.fromEntries(form.map((field) => [field.name, valueOf(field, draft)]).filter(([, value]) => value !== null));
  return { ...(label && { label }), ...(assignedTo && { assignedTo }), ...(comment && { comment }), parameters };
}

/** What differs from `before`; an emptied parameter is null, which takes it away. */
export function orderChanges(draft: OrderDraft, before: OrderDraft, form: readonly FormField[]): Record<string, unknown> {
  const now = trimmed(draft);
  const changed = form.filter(({ name }) => draft.parameters[name] !== before.parameters[name]);
  return {
    ...(now.label !== before.label && { label: now.label }),
    ...(now.assignedTo !== before.assignedTo && { assignedTo: now.assignedTo || null }),
    ...(now.comment !== before.comment && { comment: now.comment || null }),
    ...(changed.length > 0 && { parameters: Object.fromEntries(changed.map((field) => [field.name, valueOf(field, draft)])) }),
  };
}

function trimmed({ label, assignedTo, comment }: OrderDraft): Omit<OrderDraft, 'parameters'> {
  return { label: label.trim(), assignedTo: assignedTo.trim().toLowerCase(), comment: comment.trim() };
}

function valueOf({ name, type }: FormField, { parameters }: OrderDraft): Value {
  const typed = parameters[name] ?? '';
  if (typeof typed === 'boolean') return typed;
  if (typed.trim() === '') return null;
  return type === 'number' ? readNumber(typed) : typed;
}

/**
 * The fields that this reader may change now (domain.md, *The life of an order*); the API judges again.
 * Head office: all of them, as long as the order may be edited at all.
 */
export function openFields(order: Pick<Order, 'status' | 'cycle'>, offer: Pick<Offer, 'personalizationDeadline' | 'kind' | 'orderApproval' | 'cycle'>, isLocal: boolean, now: Date): ReadonlySet<OrderField> {
  const all: readonly OrderField[] = ['label', 'assignedTo', 'comment', 'parameters'];
  if (!isLocal) return new Set(all);
  const untilApproved = order.status === 'draft' || order.status === 'ordered';
  const isRegistered = order.status === 'approved' && offer.kind === 'collaborative' && offer.orderApproval === 'automatic';
  const byDates = offer.personalizationDeadline ? now.getTime() <= Date.parse(offer.personalizationDeadline) : untilApproved || isRegistered;
  // A local order of an earlier cycle keeps the dates of its own, which only the API knows.
  const parametersOpen = byDates || order.cycle !== offer.cycle;
  return new Set(all.filter((field) => (field === 'parameters' ? parametersOpen : untilApproved)));
}

const PARAMETER = 'parameters.';

/** Each answer of the form a field of its own, as two people may have changed different ones. */
export function flat({ parameters, ...rest }: OrderDraft): Record<string, string | boolean> {
  return { ...rest, ...Object.fromEntries(Object.entries(parameters).map(([name, value]) => [`${PARAMETER}${name}`, value])) };
}

export function unflat(fields: Record<string, string | boolean>): OrderDraft {
  const text = (name: string): string => String(fields[name] ?? '');
  const parameters = Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (name.startsWith(PARAMETER) ? [[name.slice(PARAMETER.length), value]] : [])));
  return { label: text('label'), assignedTo: text('assignedTo'), comment: text('comment'), parameters };
}
