import type { CycleClosure } from '../../src/orders/cycle-closure.schema.js';
import type { NewOrder } from '../../src/orders/order.requests.js';
import type { Order } from '../../src/orders/order.schema.js';

const AT = new Date('2026-04-12T09:00:00Z');

/** OU1's order of CAT86 as it is stored: ordered, complete. */
export function anOrder(given: Partial<Order> = {}): Order {
  return {
    _id: 'ORD29',
    label: 'Savings week, Lyon',
    package: 'CAT86',
    packageKind: 'collaborative',
    entity: 'OU1',
    liveKey: 'CAT86:1:OU1',
    cycle: 1,
    ordinal: 7,
    status: 'ordered',
    statusSince: AT,
    assignedTo: null,
    comment: null,
    parameters: {},
    incomplete: false,
    lateSince: null,
    campaign: null,
    orderedAt: AT,
    approval: null,
    rejection: null,
    availableAt: null,
    canceled: null,
    history: [],
    version: 2,
    createdAt: AT,
    createdBy: 'luc@lyon.example',
    modifiedAt: AT,
    modifiedBy: 'luc@lyon.example',
    ...given,
  };
}

/** What an operator sends to draft the same order. */
export function aNewOrder(given: Partial<NewOrder> = {}): NewOrder {
  return { package: 'CAT86', entity: 'OU1', label: 'Savings week, Lyon', assignedTo: null, comment: null, parameters: {}, place: false, ...given };
}

/** CAT86's first cycle, canceled with its package, its sweep under way. */
export function aClosure(given: Partial<CycleClosure> = {}): CycleClosure {
  return {
    _id: 'CAT86:1',
    package: 'CAT86',
    cycle: 1,
    by: 'canceled',
    statuses: ['draft', 'ordered', 'approved', 'available'],
    at: new Date('2026-05-04T10:00:00Z'),
    operator: 'claire@meridian.example',
    comment: 'The rate is wrong.',
    cancellation: 'CXL4',
    sweep: 'running',
    queuedAt: new Date('2026-05-04T10:00:00Z'),
    ...given,
  };
}
