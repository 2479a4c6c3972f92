import { Injectable } from '@nestjs/common';

import { CancellationsService } from '../cancellations/cancellations.service.js';
import { DomainError } from '../errors/domain-error.js';
import { DeliveriesQueries } from '../deliveries/deliveries.queries.js';
import { DeliveriesService } from '../deliveries/deliveries.service.js';
import { deliveryView } from '../deliveries/delivery.view.js';
import type { Actor } from '../operators/actor.js';
import { OrdersQueries } from '../orders/orders.queries.js';
import { OrdersService } from '../orders/orders.service.js';
import type { CampaignPackage } from '../packages/package.schema.js';
import { PackagesQueries } from '../packages/packages.queries.js';
import { PackagesService } from '../packages/packages.service.js';
import { Clock } from '../clock/clock.js';
import type { Page } from '../storage/page.js';
import { workflowView } from '../workflows/workflow.view.js';
import { WorkflowsQueries } from '../workflows/workflows.queries.js';
import { WorkflowsService } from '../workflows/workflows.service.js';
import { BULK_COMMANDS, type BulkCommand, type BulkList } from './bulk.schema.js';

/** A thing of a list, as far as a selection needs it. */
export interface Selectable {
  code: string;
  label: string;
  /** Which commands its state and the reader's rights allow. */
  allowed: string[];
}

type Read = (actor: Actor, query: never) => Promise<Page<Selectable>>;
type ReadOne = (actor: Actor, code: string) => Promise<Selectable>;
type Give = (actor: Actor, code: string, comment: string | null) => Promise<unknown>;

/** What can be done to many: each list, read as its own room reads it, and each command, given to its own room. */
@Injectable()
export class BulkCommands {
  private readonly lists: Record<BulkList, Read>;
  private readonly things: Record<BulkList, ReadOne>;
  private readonly commands: Record<BulkList, Partial<Record<BulkCommand, Give>>>;

  constructor(
    packageLists: PackagesQueries,
    orderLists: OrdersQueries,
    workflowLists: WorkflowsQueries,
    deliveryLists: DeliveriesQueries,
    packages: PackagesService,
    orders: OrdersService,
    workflows: WorkflowsService,
    deliveries: DeliveriesService,
    cancellations: CancellationsService,
    clock: Clock,
  ) {
    this.lists = {
      packages: async (actor, query) => {
        const now = clock.now();
        return selectable(await packageLists.list(actor, query), (item) => ({ ...item, allowed: packageLists.allowed(actor, { ...item, _id: item.code } as unknown as CampaignPackage, now) }));
      },
      orders: async (actor, query) => selectable(await orderLists.list(actor, query), (item) => item),
      workflows: async (actor, query) => selectable(await workflowLists.list(actor, query), (item) => workflowView(item, actor as never)),
      deliveries: async (actor, query) => selectable(await deliveryLists.list(actor, query), (item) => deliveryView(item, actor)),
    };
    this.things = {
      packages: async (actor, code) => one(await packageLists.shown(actor, await packages.get(actor, code))),
      orders: async (actor, code) => one(await orderLists.item(actor, code)),
      workflows: async (actor, code) => one(workflowView(await workflows.get(actor, code), actor as never)),
      deliveries: async (actor, code) => one(deliveryView(await deliveries.get(actor, code), actor)),
    };
    this.commands = {
      packages: {
        submit: (actor, code, comment) => packages.submit(actor, code, comment),
        approve: (actor, code, comment) => packages.approve(actor, code, comment),
        cancel: (actor, code, comment) => cancellations.cancelPackage(actor, code, { comment }),
        reinitialize: (actor, code, comment) => cancellations.reinitialize(actor, code, { comment }),
      },
      orders: {
        approve: (actor, code, comment) => orders.approve(actor, code, { comment }),
        reject: (actor, code, comment) => orders.reject(actor, code, { comment: comment ?? '' }),
        cancel: (actor, code, comment) => cancellations.cancelOrder(actor, code, { comment }),
      },
      workflows: processes(workflows),
      deliveries: processes(deliveries),
    };
  }

  read(list: BulkList, actor: Actor, query: Record<string, unknown>): Promise<Page<Selectable>> {
    return this.lists[list](actor, query as never);
  }

  /** Null: there is none, or it is not the actor's to know. */
  async readOne(list: BulkList, actor: Actor, code: string): Promise<Selectable | null> {
    try {
      return await this.things[list](actor, code);
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'not-found') return null;
      throw error;
    }
  }

  /** @throws DomainError as the room's own command */
  give(list: BulkList, command: BulkCommand, actor: Actor, code: string, comment: string | null): Promise<unknown> {
    const give = this.commands[list][command];
    if (give === undefined) throw new Error(`${list} know no ${command}`);
    return give(actor, code, comment);
  }
}

/** Whether a list offers a command at all. */
export function offers(list: BulkList, command: BulkCommand): boolean {
  return (BULK_COMMANDS[list] as readonly string[]).includes(command);
}

function processes(service: Pick<WorkflowsService, 'start' | 'pause' | 'resume' | 'stop'> | Pick<DeliveriesService, 'start' | 'pause' | 'resume' | 'stop'>): Partial<Record<BulkCommand, Give>> {
  return {
    start: (actor, code, comment) => service.start(actor, code, comment),
    pause: (actor, code, comment) => service.pause(actor, code, comment),
    resume: (actor, code, comment) => service.resume(actor, code, comment),
    stop: (actor, code, comment) => service.stop(actor, code, comment),
  };
}

interface Shown {
  code: string;
  label: string;
  allowed?: string[];
}

function one({ code, label, allowed }: Shown): Selectable {
  return { code, label, allowed: allowed ?? [] };
}

function selectable<T>(page: Page<T>, view: (item: T) => Shown): Page<Selectable> {
  return { nextCursor: page.nextCursor, items: page.items.map(view).map(one) };
}
