import type { QueryFilter } from 'mongoose';
import { lateBy } from '../../packages/package.late.js';

/** How a field of a list may be filtered; each has an index named after it. */
export type FilterKind = { kind: 'code' } | { kind: 'exact' } | { kind: 'one-of'; values: readonly string[] } | { kind: 'instants' } | { kind: 'whole' } | { kind: 'late' } | { kind: 'words' };

/** Field -> how it may be filtered. */
export type FilterKinds = Readonly<Record<string, FilterKind>>;

type Document = Record<string, unknown>;

/**
 * The MongoDB filter of what a reader asked. AdminJS's own searches inside words (`published` finds `unpublished`)
 * and lets one bad value throw all the others away: here each is exact, on its index, and a bad one is left out alone.
 */
export function filterQuery(asked: Readonly<Record<string, unknown>>, kinds: FilterKinds, now: Date): QueryFilter<Document> {
  const parts = Object.entries(asked).map(([field, value]) => {
    const kind = kinds[field];
    return kind === undefined ? null : condition(field, kind, value, now);
  });
  const conditions = parts.filter((part): part is QueryFilter<Document> => part !== null);
  if (conditions.length === 0) return {};
  return conditions.length === 1 ? (conditions[0] ?? {}) : { $and: conditions };
}

function condition(field: string, kind: FilterKind, value: unknown, now: Date): QueryFilter<Document> | null {
  switch (kind.kind) {
    case 'code': {
      const code = text(value)?.toUpperCase();
      return code && /^[A-Z0-9_]{1,40}$/.test(code) ? { [field]: code } : null;
    }
    case 'exact': {
      const exact = text(value);
      return exact ? { [field]: exact } : null;
    }
    case 'one-of': {
      const chosen = (Array.isArray(value) ? value : String(value ?? '').split(',')).filter((each): each is string => typeof each === 'string' && kind.values.includes(each));
      return chosen.length > 0 ? { [field]: { $in: chosen } } : null;
    }
    case 'instants':
      return range(field, value);
    case 'whole': {
      const whole = Number(text(value));
      return Number.isSafeInteger(whole) && whole > 0 ? { [field]: whole } : null;
    }
    case 'late':
      return text(value) === 'true' ? lateBy(now) : null;
    case 'words': {
      const words = text(value);
      if (!words) return null;
      const start = words.toUpperCase().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      return { $or: [{ _id: { $regex: `^${start}` } }, { $text: { $search: words } }] };
    }
  }
}

function range(field: string, value: unknown): QueryFilter<Document> | null {
  if (typeof value !== 'object' || value === null) return null;
  const { from, to } = value as { from?: unknown; to?: unknown };
  const bounds = { ...bound('$gte', from), ...bound('$lte', to) };
  return Object.keys(bounds).length > 0 ? { [field]: bounds } : null;
}

function bound(operator: '$gte' | '$lte', value: unknown): Record<string, Date> {
  const at = Date.parse(text(value) ?? '');
  return Number.isNaN(at) ? {} : { [operator]: new Date(at) };
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 200) : null;
}
