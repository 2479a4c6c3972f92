import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';

import { Clock } from '../clock/clock.js';
import type { Actor } from '../operators/actor.js';
import { reach } from '../operators/operators.policy.js';
import type { CampaignPackage } from '../packages/package.schema.js';
import { between } from '../storage/between.js';
import { matching, MERGED_RANGES_MAX, type Range } from '../storage/page.js';
import type { CycleClosure } from './cycle-closure.schema.js';
import type { OrderList } from './order.requests.js';
import { LIVE_ORDER_STATUSES, type Order, ORDER_STATUSES, type OrderStatus } from './order.schema.js';

type Condition = Record<string, unknown>;

/** What a list asks, as conditions on what is stored. */
export interface OrderFilters {
  /** All but status and late. */
  base: Condition[];
  /** By `late`: parts that share no order, the one first that orders leave for another by themselves. */
  late: LatePart[];
  /** The late ones, for their count; empty where nobody asked. */
  isLate: LatePart[];
  /** The index that holds just this list; undefined: several filters, MongoDB chooses among theirs. */
  index: string | undefined;
}

interface LatePart {
  condition: Condition;
  index?: string | undefined;
}

/** Every instant is after this one: an index tells what stands behind the order only where the order itself is bounded. */
const EVER = new Date(0);

/** Turns the parameters of a list into filters over what is stored. */
@Injectable()
export class OrdersFilter {
  constructor(
    @InjectModel('CampaignPackage') private readonly packages: Model<CampaignPackage>,
    private readonly clock: Clock,
  ) {}

  async of(actor: Actor, query: OrderList): Promise<OrderFilters> {
    const { late, sort, status } = query;
    const isLate = late === undefined && !query.counts ? [] : await this.lateParts();
    const named = Object.entries({ package: query.package, entity: query.entity ?? (isOwn(actor) ? true : undefined), cycle: query.cycle, assignedTo: query.assignedTo, late }).flatMap(([name, value]) => (value === undefined ? [] : [name]));
    const isByIndexOfItsOwn = named.length < 2 && query.q === undefined && othersOf(query).length === 0;
    const byChange = sort === 'modifiedAt' || sort === '-modifiedAt';
    // Not late is what the index of the statuses knows: it is nearly all.
    const single = late === false ? 'status' : (named[0] ?? (status === undefined ? 'newest' : 'status'));
    return { base: baseOf(actor, query), late: lateAsked(late, isLate), isLate, index: byChange && isByIndexOfItsOwn ? single : undefined };
  }

  /** Those that are marked, and those whose package's personalization deadline has just passed: of a handful of packages. */
  private async lateParts(): Promise<LatePart[]> {
    const passed = await this.packages
      .find({ personalizationDeadline: { $type: 'date', $lt: this.clock.now() }, lateOrdersFor: null }, { cycle: 1, kind: 1, status: 1 })
      .hint('ordersToMark')
      .lean();
    const open = passed.filter(({ kind, status }) => kind === 'local' || status !== 'canceled');
    const marked = { condition: { lateSince: { $type: 'date' }, status: { $in: [...LIVE_ORDER_STATUSES] } } };
    if (open.length === 0) return [marked];
    const unmarked = { incomplete: true, lateSince: null, status: { $in: [...LIVE_ORDER_STATUSES] }, $or: open.map(({ _id, cycle }) => ({ package: _id, cycle })) };
    return [{ condition: unmarked, index: 'incomplete' }, marked];
  }
}

/** The filters as ranges, each of which an index holds in the list's order; while a sweep is under way a filter for canceled ones also looks there. */
export function rangesOf(filters: OrderFilters, query: OrderList, closures: readonly CycleClosure[]): Range<Order>[] {
  const { base, late, index } = filters;
  const asked = query.status ?? ORDER_STATUSES;
  const bounded = { [query.sort.replace('-', '')]: { $gt: EVER } };
  const unswept = query.status?.includes('canceled') === true ? closures : [];
  const isNarrowed = query.status !== undefined || base.length > 0 || query.late !== undefined;
  const ranges: Range<Order>[] = [
    ...unswept.flatMap((closure) => late.map(({ condition }) => ({ filter: all([...base, condition, bounded, unsweptIn(closure)]), index: 'package' }))),
    ...late.flatMap((part) =>
      inChunks(query, asked.length).map((chunk) => ({ filter: all([...base, chunk, part.condition, bounded, ...(isNarrowed ? [{ status: { $in: [...asked] } }] : [])]), index: part.index ?? index })),
    ),
  ];
  // Words have an index of their own, beside which MongoDB lets nobody name another.
  return query.q === undefined ? ranges : ranges.map(({ filter }) => ({ filter }));
}

/** Orders that read as canceled though it is not written down yet. */
export function unsweptIn({ package: campaignPackage, cycle, statuses }: CycleClosure): Condition {
  return { package: campaignPackage, cycle, status: { $in: statuses as OrderStatus[] } };
}

export function all(conditions: readonly Condition[]): QueryFilter<Order> {
  const told = conditions.filter((condition) => Object.keys(condition).length > 0);
  return (told.length === 0 ? {} : { $and: told }) as QueryFilter<Order>;
}

/** Packages or entities in groups that MongoDB merges, each in every status. */
function inChunks({ package: packages, entity }: OrderList, statuses: number): Condition[] {
  const [field, values] = packages === undefined ? (['entity', entity ?? []] as const) : (['package', packages] as const);
  const size = Math.floor(MERGED_RANGES_MAX / statuses);
  if (values.length <= size) return [{}];
  return Array.from({ length: Math.ceil(values.length / size) }, (_chunk, index) => ({ [field]: { $in: values.slice(index * size, (index + 1) * size) } }));
}

function lateAsked(late: boolean | undefined, isLate: readonly LatePart[]): LatePart[] {
  if (late === undefined) return [{ condition: {} }];
  if (late) return [...isLate];
  // What is late and not marked yet is left out again by whoever reads the page. Asked for null, MongoDB would read each
  // order to tell null from missing; asked so, the key tells.
  return [{ condition: { lateSince: { $not: { $gt: EVER } } } }];
}

function isOwn(actor: Actor): boolean {
  return reach(actor, 'orders', 'read') === 'own';
}

/** What no index holds in the order of a list. */
function othersOf({ cycleFrom, cycleTo, createdFrom, createdTo, orderedFrom, orderedTo }: OrderList): Condition[] {
  return [...between('cycle', cycleFrom, cycleTo), ...between('createdAt', createdFrom, createdTo), ...between('orderedAt', orderedFrom, orderedTo)];
}

function baseOf(actor: Actor, query: OrderList): Condition[] {
  const { package: packages, entity, cycle, assignedTo, q } = query;
  const conditions: Condition[] = [];
  if (isOwn(actor)) conditions.push({ entity: actor.entity ?? '' });
  if (packages !== undefined) conditions.push({ package: { $in: packages } });
  if (entity !== undefined) conditions.push({ entity: { $in: entity } });
  if (cycle !== undefined) conditions.push({ cycle });
  if (assignedTo !== undefined) conditions.push({ assignedTo });
  if (q !== undefined) conditions.push(matching(q));
  return [...conditions, ...othersOf(query), ...between('modifiedAt', query.modifiedFrom, query.modifiedTo)];
}
