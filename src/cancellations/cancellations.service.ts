import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';

import type { Reached } from '../deliveries/message-ledger.js';
import { notFound } from '../errors/domain-error.js';
import type { Actor } from '../operators/actor.js';
import { demand, demandAny } from '../operators/operators.policy.js';
import type { CampaignPackage } from '../packages/package.schema.js';
import { between } from '../storage/between.js';
import { cappedCount, type CappedCount, findPage, type Page } from '../storage/page.js';
import { CancelOrder, type OrderCanceledNow } from './cancel-order.js';
import { CancelPackage, type Canceled } from './cancel-package.js';
import { type CancellationReport, CancellationReports, type ReportParts } from './cancellation.report.js';
import type { Cancellation } from './cancellation.schema.js';
import { type CancellationView, viewOf } from './cancellation.view.js';
import type { CancellationList } from './cancellations.requests.js';
import { type Consequences, ConsequencesOfCancel } from './consequences.js';
import { ReachedRecipients } from './reached-recipients.js';
import { ReinitializePackage } from './reinitialize-package.js';

/** What closes things across rooms: the cancel of a package or an order, the reinitialize, and what they tell. */
@Injectable()
export class CancellationsService {
  constructor(
    @InjectModel('Cancellation') private readonly cancellations: Model<Cancellation>,
    private readonly packageCancel: CancelPackage,
    private readonly orderCancel: CancelOrder,
    private readonly reinitialization: ReinitializePackage,
    private readonly consequencesOfCancel: ConsequencesOfCancel,
    private readonly reports: CancellationReports,
    private readonly reachedRecipients: ReachedRecipients,
  ) {}

  /** Durable when it returns, true for every reader from then on; the rest follows. A second cancel answers with the first. */
  async cancelPackage(actor: Actor, code: string, { comment }: { comment: string | null }): Promise<Canceled> {
    return this.packageCancel.cancel(actor, code, comment);
  }

  /** An available order gets a cancellation of its own; any other is withdrawn at once, `cancellation` null. */
  async cancelOrder(actor: Actor, code: string, { comment }: { comment: string | null }): Promise<OrderCanceledNow> {
    return this.orderCancel.cancel(actor, code, comment);
  }

  /** Opens the package's next cycle; answers with the package as it is then. */
  async reinitialize(actor: Actor, code: string, { comment }: { comment: string | null } = { comment: null }): Promise<CampaignPackage> {
    return this.reinitialization.reinitialize(actor, code, comment);
  }

  async consequences(actor: Actor, code: string, names = false): Promise<Consequences> {
    return this.consequencesOfCancel.of(actor, code, names);
  }

  async orderConsequences(actor: Actor, code: string): Promise<Consequences> {
    return this.consequencesOfCancel.ofOrder(actor, code);
  }

  /** What canceling all of them would touch together. */
  async consequencesOfAll(actor: Actor, list: 'packages' | 'orders', codes: readonly string[]): Promise<Consequences> {
    return list === 'packages' ? this.consequencesOfCancel.ofPackages(actor, codes) : this.consequencesOfCancel.ofOrders(codes);
  }

  async list(actor: Actor, query: CancellationList): Promise<CancellationPage> {
    demandAny(actor, 'cancellations', 'read');
    const { items, nextCursor } = await findPage(this.cancellations, filterOf(query), query);
    const page = { items: items.map(viewOf), nextCursor };
    return query.counts ? { ...page, counts: await this.count(query) } : page;
  }

  /** @throws DomainError `not-found` */
  async report(actor: Actor, code: string, parts?: ReportParts): Promise<CancellationReport> {
    demand(actor, 'cancellations', 'read', code);
    return this.reports.of(code, actor.locale, parts);
  }

  /** Recipients already reached, read from the ledger as the caller takes them. @throws DomainError `not-found` before the first */
  async reached(actor: Actor, code: string): Promise<AsyncIterable<Reached>> {
    demand(actor, 'cancellations', 'read', code);
    const cancellation = await this.cancellations.findById(code).lean();
    if (cancellation === null) throw notFound(code);
    return this.reachedRecipients.of(cancellation);
  }

  private async count(query: CancellationList): Promise<CancellationCounts> {
    const [total, running, finished] = await Promise.all(
      [query.state, ['running' as const], ['finished' as const]].map((state) => cappedCount(this.cancellations, filterOf({ ...query, state }))),
    );
    return { total, state: { running, finished } } as CancellationCounts;
  }
}

export interface CancellationCounts {
  total: CappedCount;
  state: { running: CappedCount; finished: CappedCount };
}

export interface CancellationPage extends Page<CancellationView> {
  counts?: CancellationCounts;
}

/** `q` finds a cancellation, or those of a package or an order, by the start of its code. */
function filterOf({ package: campaignPackage, order, state, by, canceledFrom, canceledTo, q }: Omit<CancellationList, 'sort' | 'limit' | 'cursor' | 'counts'>): QueryFilter<Cancellation> {
  const start = q === undefined ? undefined : { $regex: `^${q.toUpperCase().replace(/[^A-Z0-9_:]/g, '')}` };
  return {
    ...(campaignPackage === undefined ? {} : { package: campaignPackage }),
    ...(order === undefined ? {} : { order }),
    ...(state === undefined ? {} : { state: { $in: state } }),
    ...(by === undefined ? {} : { by }),
    ...between('canceledAt', canceledFrom, canceledTo)[0],
    ...(start === undefined ? {} : { $or: [{ _id: start }, { package: start }, { order: start }] }),
  } as QueryFilter<Cancellation>;
}
