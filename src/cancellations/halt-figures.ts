import { Injectable } from '@nestjs/common';

import type { Delivery } from '../deliveries/delivery.schema.js';
import { type EntityFigures, MessageLedger } from '../deliveries/message-ledger.js';

const KEPT = 500;

/**
 * Figures per entity of deliveries in a report. The report is read several times a second while a
 * cascade runs: the ledger is counted again only when the delivery's own figures have moved.
 */
@Injectable()
export class HaltFigures {
  private readonly counted = new Map<string, { at: string; rows: Promise<EntityFigures[]> }>();

  constructor(private readonly ledger: MessageLedger) {}

  async of(delivery: Pick<Delivery, '_id' | 'status' | 'toDeliver' | 'sent' | 'failed' | 'canceled' | 'uncertain'>): Promise<EntityFigures[]> {
    const { _id: code, status, toDeliver, sent, failed, canceled, uncertain } = delivery;
    const at = [status, toDeliver, sent, failed, canceled, uncertain].join(':');
    const known = this.counted.get(code);
    if (known?.at === at) return known.rows;
    const rows = this.ledger.figuresByEntity(delivery);
    this.keep(code, at, rows);
    return rows;
  }

  private keep(code: string, at: string, rows: Promise<EntityFigures[]>): void {
    this.counted.delete(code);
    this.counted.set(code, { at, rows });
    rows.catch(() => this.counted.delete(code));
    if (this.counted.size <= KEPT) return;
    const [oldest] = this.counted.keys();
    if (oldest !== undefined) this.counted.delete(oldest);
  }
}
