import { type Readable, pipeline, Readable as Stream } from 'node:stream';

import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify';

import { CampaignsQueries } from '../campaigns/campaigns.queries.js';
import { CancellationsService } from '../cancellations/cancellations.service.js';
import { DeliveriesQueries } from '../deliveries/deliveries.queries.js';
import { deliveryView } from '../deliveries/delivery.view.js';
import { EntitiesService } from '../entities/entities.service.js';
import { JournalQueries } from '../journal/journal.queries.js';
import type { Locale } from '../language/text.js';
import { NotificationsQueries } from '../notifications/notifications.queries.js';
import type { Actor } from '../operators/actor.js';
import { OperatorsService } from '../operators/operators.service.js';
import { OrdersQueries } from '../orders/orders.queries.js';
import { PackagesQueries } from '../packages/packages.queries.js';
import { RecipientsQueries } from '../recipients/recipients.queries.js';
import type { Page } from '../storage/page.js';
import { WorkflowsQueries } from '../workflows/workflows.queries.js';
import { workflowView } from '../workflows/workflow.view.js';
import { EXPORT_COLUMNS, type ExportColumn, type ExportedList } from './export.columns.js';
import type { ExportRequest } from './export.requests.js';
import { NO, WORDS, YES } from './export.words.js';

type Items = Page<unknown>;
/** As large as a page may be: fewer round trips. */
const AT_ONCE = 200;
/** Without it spreadsheets take UTF-8 for something else. */
const BYTE_ORDER_MARK = true;

/** Whole lists as files, read page after page as fast as the caller takes them: memory stays flat at any size. */
@Injectable()
export class ExportsService {
  private readonly pages: Record<ExportedList, (actor: Actor, query: never) => Promise<Items>>;

  constructor(packages: PackagesQueries, orders: OrdersQueries, campaigns: CampaignsQueries, workflows: WorkflowsQueries, deliveries: DeliveriesQueries, cancellations: CancellationsService, entities: EntitiesService, recipients: RecipientsQueries, operators: OperatorsService, notifications: NotificationsQueries, journal: JournalQueries) {
    const coded = (page: Items): Items => ({ ...page, items: page.items.map((item) => ({ code: (item as { _id: unknown })._id, email: (item as { _id: unknown })._id, ...(item as object) })) });
    this.pages = {
      packages: (actor, query) => packages.list(actor, query),
      orders: (actor, query) => orders.list(actor, query),
      campaigns: async (actor, query) => coded(await campaigns.list(actor, query)),
      workflows: async (actor, query) => mapped(await workflows.list(actor, query), (workflow) => workflowView(workflow as never, actor as never)),
      deliveries: async (actor, query) => mapped(await deliveries.list(actor, query), (delivery) => deliveryView(delivery as never, actor)),
      cancellations: (actor, query) => cancellations.list(actor, query),
      entities: async (actor, query) => coded(await entities.list(actor, query)),
      recipients: (actor, query) => recipients.list(actor, query),
      operators: async (actor, query) => coded(await operators.list(actor, query)),
      notifications: (actor, query) => notifications.list(actor, query),
      journal: (actor, query) => journal.list(actor, (query as { subject?: string }).subject, query, query),
    };
  }

  /** The first page is read before the answer begins, so that a refusal is a refusal. */
  async csv(actor: Actor, list: ExportedList, { columns, ...query }: ExportRequest, locale: Locale): Promise<Readable> {
    const all: Record<string, ExportColumn> = EXPORT_COLUMNS[list];
    const chosen = (columns ?? Object.keys(all)).flatMap((name) => all[name] ?? []);
    const read = (cursor: string | undefined): Promise<Items> => this.pages[list](actor, { ...query, limit: AT_ONCE, counts: false, ...(cursor === undefined ? {} : { cursor }) } as never);
    const first = await read(undefined);
    // A spreadsheet would run a label that begins with `=` as a formula (OWASP, CSV injection).
    const lines = stringify({ header: true, columns: chosen.map(({ head }, index) => ({ key: String(index), header: head[locale] })), escape_formulas: true, bom: BYTE_ORDER_MARK });
    return pipeline(Stream.from(rows(first, read, chosen, locale)), lines, () => undefined);
  }
}

async function* rows(first: Items, read: (cursor: string) => Promise<Items>, columns: readonly ExportColumn[], locale: Locale): AsyncGenerator<string[]> {
  for (let page = first; ; page = await read(page.nextCursor)) {
    for (const item of page.items) yield columns.map((column) => cell(at(item, column.path), column, locale));
    if (page.nextCursor === null) return;
  }
}

function at(item: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown> | null | undefined)?.[name], item);
}

function cell(value: unknown, { worded }: ExportColumn, locale: Locale): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'boolean') return (value ? YES : NO)[locale];
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value.join(' ');
  if (typeof value === 'object') return JSON.stringify(value);
  const text = String(value);
  return worded === true ? (WORDS[text]?.[locale] ?? text) : text;
}

function mapped(page: Items, view: (item: unknown) => unknown): Items {
  return { ...page, items: page.items.map(view) };
}
