import { aClosure, anOrder } from '../../test/builders/order.js';
import type { OrderStatus } from './order.schema.js';
import { closedBy, effective } from './order.status.js';

const canceled = aClosure();
const reinitialized = aClosure({ by: 'reinitialized', statuses: ['draft', 'ordered'], comment: null, cancellation: null });

describe('an order whose cycle is being closed', () => {
  it.each<[OrderStatus, OrderStatus]>([
    ['draft', 'canceled'],
    ['ordered', 'canceled'],
    ['approved', 'canceled'],
    ['available', 'canceled'],
    ['rejected', 'rejected'],
    ['canceled', 'canceled'],
  ])('a cancel: %s reads as %s', (stored, read) => {
    expect(effective(anOrder({ status: stored }), [canceled]).status).toBe(read);
  });

  it.each<[OrderStatus, OrderStatus]>([
    ['draft', 'canceled'],
    ['ordered', 'canceled'],
    ['approved', 'approved'],
    ['available', 'available'],
    ['rejected', 'rejected'],
    ['canceled', 'canceled'],
  ])('a reinitialize: %s reads as %s', (stored, read) => {
    expect(effective(anOrder({ status: stored }), [reinitialized]).status).toBe(read);
  });

  it('carries the one decision: when, by whom, why, by which cancellation', () => {
    const order = effective(anOrder({ status: 'available' }), [canceled]);

    expect(order.canceled).toEqual({ at: canceled.at, by: 'claire@meridian.example', comment: 'The rate is wrong.', cancellation: 'CXL4' });
    expect(order.statusSince).toEqual(canceled.at);
    expect(order.history).toEqual([{ command: 'cancel', from: 'available', to: 'canceled', at: canceled.at, by: 'claire@meridian.example', comment: 'The rate is wrong.', correlation: 'CXL4' }]);
  });

  it('leaves what was canceled before as it was', () => {
    const before = anOrder({ status: 'canceled', canceled: { at: new Date('2026-04-20T00:00:00Z'), by: 'luc@lyon.example', comment: null, cancellation: null } });

    expect(effective(before, [canceled])).toBe(before);
  });

  it('touches neither another package nor another cycle', () => {
    expect(effective(anOrder({ package: 'CAT87' }), [canceled]).status).toBe('ordered');
    expect(effective(anOrder({ cycle: 2 }), [canceled]).status).toBe('ordered');
  });
});

describe('what a closed cycle refuses', () => {
  const collaborative = anOrder();
  const local = anOrder({ packageKind: 'local' });

  it('nothing while it is open', () => {
    expect(closedBy(collaborative, { cycle: 1, status: 'published' })).toBeNull();
  });

  it('every command once the package is canceled', () => {
    expect(closedBy(collaborative, { cycle: 1, status: 'canceled' })).toBe('canceled');
  });

  it('every command once the package is in a later cycle, canceled there or not', () => {
    expect(closedBy(collaborative, { cycle: 2, status: 'being-edited' })).toBe('closed');
    expect(closedBy(collaborative, { cycle: 2, status: 'canceled' })).toBe('closed');
  });

  it('nothing of a local package', () => {
    expect(closedBy(local, { cycle: 1, status: 'canceled' })).toBeNull();
    expect(closedBy(local, { cycle: 2, status: 'published' })).toBeNull();
  });
});
