import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';

import { notFound } from '../errors/domain-error.js';
import type { Actor } from '../operators/actor.js';
import { demand, demandAny, reach } from '../operators/operators.policy.js';
import { PackagePorts, type Tellings } from '../packages/packages.ports.js';
import { between } from '../storage/between.js';
import { type CappedCount, cappedCount, findPage, type Page } from '../storage/page.js';
import type { NotificationList } from './notification.requests.js';
import { NOTIFICATION_STATES, type Notification, type NotificationState } from './notification.schema.js';

export interface NotificationCounts {
  total: CappedCount;
  state: Record<NotificationState, CappedCount>;
}

/** What was owed, to whom, with its proof. */
@Injectable()
export class NotificationsQueries implements Tellings, OnModuleInit {
  constructor(
    @InjectModel('Notification') private readonly notifications: Model<Notification>,
    private readonly packages: PackagePorts,
  ) {}

  onModuleInit(): void {
    this.packages.registerTellings(this);
  }

  /** Whether the entity was mailed about the package: then its people may read it (domain.md, *Who may do what*). */
  async wasTold(campaignPackage: string, entity: string): Promise<boolean> {
    return (await this.notifications.exists({ package: campaignPackage, entity })) !== null;
  }

  async list(actor: Actor, query: NotificationList): Promise<Page<Notification> & { counts?: NotificationCounts }> {
    demandAny(actor, 'notifications', 'read');
    const filter = filterOf(actor, query);
    const page = await findPage(this.notifications, filter, query);
    return query.counts ? { ...page, counts: await this.counts(filterOf(actor, { ...query, state: undefined }), filter) } : page;
  }

  async get(actor: Actor, id: string): Promise<Notification> {
    const notification = await this.notifications.findById(id).lean();
    if (notification === null) throw notFound(id);
    demand(actor, 'notifications', 'read', id, notification.entity);
    return notification;
  }

  /** Counts of each state follow the other filters; the total follows all. */
  private async counts(others: QueryFilter<Notification>, all: QueryFilter<Notification>): Promise<NotificationCounts> {
    const [total, ...states] = await Promise.all([cappedCount(this.notifications, all), ...NOTIFICATION_STATES.map((state) => cappedCount(this.notifications, { $and: [others, { state }] }))]);
    return { total, state: Object.fromEntries(NOTIFICATION_STATES.map((state, index) => [state, states[index] ?? 0])) as Record<NotificationState, CappedCount> };
  }
}

function filterOf(actor: Actor, query: NotificationList): QueryFilter<Notification> {
  const conditions: QueryFilter<Notification>[] = [];
  if (reach(actor, 'notifications', 'read') === 'own') conditions.push({ entity: actor.entity ?? '' });
  for (const field of ['package', 'order', 'cancellation', 'entity'] as const) {
    const value = query[field];
    if (value !== undefined) conditions.push({ [field]: value });
  }
  if (query.state !== undefined) conditions.push({ state: { $in: query.state } });
  if (query.event !== undefined) conditions.push({ event: { $in: query.event } });
  if (query.cycle !== undefined) conditions.push({ cycle: query.cycle });
  conditions.push(...between('acceptedAt', query.acceptedFrom, query.acceptedTo));
  if (query.q !== undefined) conditions.push(wordsOf(query.q));
  return conditions.length === 0 ? {} : { $and: conditions };
}

/** A code, exactly, or an address from its start. */
function wordsOf(q: string): QueryFilter<Notification> {
  const code = q.toUpperCase();
  const start = q.toLowerCase().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return { $or: [{ subject: code }, { entity: code }, { order: code }, { cancellation: code }, { address: { $regex: `^${start}` } }] };
}
