import { Injectable } from '@nestjs/common';
import type { ClientSession } from 'mongoose';

import type { Actor } from '../operators/actor.js';
import { OrderDecisions } from './order-decisions.js';
import { OrderEditing } from './order-editing.js';
import { OrderEndings, type OrderRange } from './order-endings.js';
import { OrderPlacing } from './order-placing.js';
import type { NewOrder, OrderPatch } from './order.requests.js';
import type { Order } from './order.schema.js';
import { OrderStore } from './order-store.js';

/** Every verb of orders; each asks the rights table itself, and journals what it refuses. */
@Injectable()
export class OrdersService {
  constructor(
    private readonly store: OrderStore,
    private readonly placing: OrderPlacing,
    private readonly editing: OrderEditing,
    private readonly decisions: OrderDecisions,
    private readonly endings: OrderEndings,
  ) {}

  /** The order as it reads: canceled from the commit that closed its cycle. */
  get(actor: Actor, code: string): Promise<Order> {
    return this.store.get(actor, code);
  }

  create(actor: Actor, body: NewOrder): Promise<Order> {
    return this.placing.create(actor, body);
  }

  /** @param comment for the journal; the order's own comment is edited */
  place(actor: Actor, code: string, { comment }: { comment?: string | null | undefined } = {}): Promise<Order> {
    return this.placing.place(actor, code, comment ?? null);
  }

  edit(actor: Actor, code: string, patch: OrderPatch, version: number | undefined): Promise<Order> {
    return this.editing.edit(actor, code, patch, version);
  }

  approve(actor: Actor, code: string, { comment }: { comment?: string | null | undefined } = {}): Promise<Order> {
    return this.decisions.approve(actor, code, comment ?? null);
  }

  reject(actor: Actor, code: string, { comment }: { comment: string }): Promise<Order> {
    return this.decisions.reject(actor, code, comment);
  }

  /** Cancels a draft, ordered or approved order; an available one is the cancellations room's. */
  withdraw(actor: Actor, code: string, { comment }: { comment?: string | null | undefined } = {}): Promise<Order> {
    return this.endings.withdraw(actor, code, comment ?? null);
  }

  /** For cascades: writes down the cancel of a range of ordinals; answers the codes that changed. */
  cancelRange(range: OrderRange, session: ClientSession): Promise<string[]> {
    return this.endings.cancelRange(range, session);
  }
}
