import type { QueryFilter } from 'mongoose';

import type { Actor } from '../operators/actor.js';
import { reach } from '../operators/operators.policy.js';
import { between } from '../storage/between.js';
import { matching, MERGED_RANGES_MAX, type Range } from '../storage/page.js';
import { lateUnstamped, notLate } from './package.late.js';
import { monthOf } from './package.listing.js';
import { offersTo } from './package.offers.js';
import type { PackageList } from './package.requests.js';
import { type CampaignPackage, PACKAGE_STATUSES } from './package.schema.js';

type Condition = Record<string, unknown>;

/** What a list asks, as conditions on what is stored. */
export interface PackageFilters {
  /** All but status and late. */
  base: Condition[];
  /** What a page asks besides, to be found in its order. */
  ordered: Condition[];
  /** By `late`: parts that share no package, the one first that packages leave for another by themselves. */
  late: LatePart[];
  /** The index that holds just this list; undefined: several filters, MongoDB chooses among theirs. */
  index: string | undefined;
  /** The index that alone tells how many there are; undefined: MongoDB chooses. */
  counted: string | undefined;
}

interface LatePart {
  condition: Condition;
  index?: string;
}

/** Every instant is after this one: an index tells what stands behind the order only where the order itself is bounded. */
const EVER = new Date(0);

/** @param months the months in which packages become available, of those that the list asks for; null: it asks for none */
export function packageFilters(actor: Actor, query: PackageList, now: Date, months: readonly number[] | null): PackageFilters {
  const asked = { ...(query.folder === '' ? {} : { folder: query.folder }), kind: query.kind, referenceCampaign: query.referenceCampaign, late: query.late, distributionLevel: query.distributionLevel, assignedTo: query.assignedTo, reviewer: query.reviewer };
  const named = Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  const others: Condition[] = [];
  if (query.availableFrom !== undefined) others.push({ availableAt: { $gte: query.availableFrom } });
  if (query.availableTo !== undefined) others.push({ availableAt: { $lte: query.availableTo } });
  if (query.q !== undefined) others.push(matching(query.q));
  if (query.entity !== undefined) others.push({ $or: [{ audience: query.entity }, { forEveryone: true }] });
  others.push(...between('cycle', query.cycleFrom, query.cycleTo), ...between('createdAt', query.createdFrom, query.createdTo), ...between('registrationDeadline', query.registrationFrom, query.registrationTo));
  if (reach(actor, 'packages', 'read') === 'own') others.push(offersTo(actor.entity ?? '', now) as Condition);
  // In the order of its change a range of changes is a part of any list's index.
  const base: Condition[] = [...others, ...between('modifiedAt', query.modifiedFrom, query.modifiedTo)];
  if (asked.folder !== undefined) base.push({ folders: asked.folder });
  if (query.kind !== undefined) base.push({ kind: query.kind });
  if (query.referenceCampaign !== undefined) base.push({ referenceCampaign: query.referenceCampaign });
  if (query.distributionLevel !== undefined) base.push({ distributionLevel: { $in: query.distributionLevel } });
  if (query.assignedTo !== undefined) base.push({ assignedTo: query.assignedTo });
  if (query.reviewer !== undefined) base.push({ reviewers: query.reviewer });
  const index = others.length > 0 || named.length > 1 ? undefined : indexOf(query, named[0]);
  // Only the order of a page needs the months; a count is read from the dates themselves.
  const ordered = months !== null && months.length <= MERGED_RANGES_MAX ? [{ availableMonth: { $in: [...months] } }] : [];
  const isByDate = others.length > 0 && others.every((other) => 'availableAt' in other) && named.length === 0;
  return { base, ordered, late: lateParts(query.late, now), index, counted: isByDate ? 'availableAt' : undefined };
}

/** The filters as ranges, each of which an index holds in the list's order. */
export function rangesOf({ base, ordered, late, index }: PackageFilters, query: PackageList): Range<CampaignPackage>[] {
  const order = query.sort.replace('-', '');
  const bounded = order === 'availableAt' ? [] : [{ [order]: { $gt: EVER } }];
  return late.map((part) => ({
    filter: all([...base, ...ordered, part.condition, ...bounded, ...statuses(query, base.length > 0 || query.late !== undefined)]),
    // Words have an index of their own, beside which MongoDB lets nobody name another.
    index: query.q === undefined ? (part.index ?? index) : undefined,
  }));
}

/** The present status is in each of these indexes, in front of the order: a list of all of them names all. */
function statuses({ status }: PackageList, isNarrowed: boolean): Condition[] {
  if (status === undefined && !isNarrowed) return [];
  return [{ status: { $in: [...(status ?? PACKAGE_STATUSES)] } }];
}

function indexOf({ sort, status }: PackageList, filter: string | undefined): string | undefined {
  const byChange = sort === 'modifiedAt' || sort === '-modifiedAt';
  if (filter !== undefined) return byChange ? filter : undefined;
  if (status !== undefined) return byChange ? 'status' : undefined;
  return byChange ? 'newest' : undefined;
}

function lateParts(late: boolean | undefined, now: Date): LatePart[] {
  if (late === undefined) return [{ condition: {} }];
  return late ? [{ condition: lateUnstamped(now), index: 'lateToStamp' }, { condition: { late: true } }] : [{ condition: notLate(now) }];
}

/** The first and last month that the list's dates allow; null: it asks for no dates, or is in no order that the months help. */
export function monthsAsked({ availableFrom, availableTo, sort }: PackageList): { $gte?: number; $lte?: number } | null {
  if (availableFrom === undefined && availableTo === undefined) return null;
  if (sort !== 'modifiedAt' && sort !== '-modifiedAt') return null;
  return { ...(availableFrom === undefined ? {} : { $gte: monthOf(availableFrom) }), ...(availableTo === undefined ? {} : { $lte: monthOf(availableTo) }) };
}

export function all(conditions: readonly Condition[]): QueryFilter<CampaignPackage> {
  const told = conditions.filter((condition) => Object.keys(condition).length > 0);
  return (told.length === 0 ? {} : { $and: told }) as QueryFilter<CampaignPackage>;
}
