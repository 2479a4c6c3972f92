import { anOrder } from '../../test/builders/order.js';
import type { Order } from './order.schema.js';
import { entitiesIn, planSubscriptions } from './order.subscription.js';

const offer = { audience: ['OU1', 'OU2', 'OU3'], status: 'approved' as const, form: [] };
const at = (hour: number): Date => new Date(Date.UTC(2026, 3, 12, hour));
const canceled = (given: Partial<Order['canceled']> = {}): Order['canceled'] => ({ at: at(10), by: 'luc@lyon.example', comment: null, cancellation: null, ...given });

function planned(...orders: Partial<Order>[]) {
  const { missing, takenUp, outgrown, outside } = planSubscriptions(
    offer,
    ['OU1', 'OU2', 'OU3', ...orders.flatMap(({ entity }) => entity ?? [])],
    orders.map((order) => anOrder(order)),
  );
  const codes = (list: readonly { _id: string }[]): string[] => list.map(({ _id }) => _id);
  return { missing, takenUp: codes(takenUp), outgrown: codes(outgrown), outside: codes(outside) };
}

const NOTHING = { missing: [], takenUp: [], outgrown: [], outside: [] };
const others = [anOrder({ _id: 'ORD2', entity: 'OU2', status: 'approved' }), anOrder({ _id: 'ORD3', entity: 'OU3', status: 'available' })];

describe('who is subscribed when an automatic package is approved', () => {
  it('each entity of the audience, once', () => {
    expect(planned()).toEqual({ ...NOTHING, missing: ['OU1', 'OU2', 'OU3'] });
    expect(planned(...others)).toEqual({ ...NOTHING, missing: ['OU1'] });
    expect(planned(...others, { status: 'approved' })).toEqual(NOTHING);
  });

  it.each([
    ['withdrew', { status: 'canceled' as const, canceled: canceled() }],
    ['was canceled by head office', { status: 'canceled' as const, canceled: canceled({ by: 'claire@meridian.example', cancellation: 'CXL4' }) }],
    ['was rejected', { status: 'rejected' as const, rejection: { by: 'claire@meridian.example', at: at(10), comment: 'No.' } }],
  ])('not one that %s: that no stands', (_what, order) => {
    expect(planned(...others, order)).toEqual(NOTHING);
  });

  it('again one that had left the audience and is back', () => {
    expect(planned(...others, { status: 'canceled', canceled: canceled({ reason: 'audience' }) })).toEqual({ ...NOTHING, missing: ['OU1'] });
  });

  it('by its last order, whichever comes first from the database', () => {
    const left = { _id: 'ORD10', status: 'canceled' as const, createdAt: at(8), canceled: canceled({ reason: 'audience' as const }) };
    const withdrew = { _id: 'ORD9', status: 'canceled' as const, createdAt: at(9), canceled: canceled() };

    expect(planned(...others, left, withdrew)).toEqual(NOTHING);
    expect(planned(...others, withdrew, left)).toEqual(NOTHING);
    // Made in one instant: the higher number is the later one.
    expect(planned(...others, { ...withdrew, createdAt: at(8) }, left).missing).toEqual(['OU1']);
  });

  it('a live one counts, whatever came before and after it', () => {
    expect(planned(...others, { _id: 'ORD10', status: 'canceled', createdAt: at(9), canceled: canceled({ reason: 'audience' }) }, { _id: 'ORD9', status: 'ordered', createdAt: at(8) })).toEqual(NOTHING);
  });
});

describe('a draft that the entity made itself', () => {
  it('becomes its subscribed order while it could still leave', () => {
    expect(planned(...others, { status: 'draft' })).toEqual({ ...NOTHING, takenUp: ['ORD29'] });
  });

  it('is its own to place once the package is published', () => {
    expect(planSubscriptions({ ...offer, status: 'published' }, ['OU1'], [anOrder({ status: 'draft' })])).toEqual(NOTHING);
  });
});

describe('an entity that is not in the audience', () => {
  it.each(['draft', 'ordered', 'approved'] as const)('loses its %s order', (status) => {
    expect(planned(...others, { status: 'approved' }, { _id: 'ORD9', entity: 'OU9', status })).toEqual({ ...NOTHING, outside: ['ORD9'] });
  });

  it.each(['rejected', 'canceled'] as const)('keeps the %s one as it is', (status) => {
    expect(planned(...others, { status: 'approved' }, { _id: 'ORD9', entity: 'OU9', status })).toEqual(NOTHING);
  });
});

describe('an order whose form was changed', () => {
  const form = [{ name: 'manager', label: 'Manager', type: 'text' as const, options: [], required: true, default: null }];

  it('is fitted to the new form, one that fits is not', () => {
    const orders = [anOrder({ status: 'approved', incomplete: false }), anOrder({ _id: 'ORD2', entity: 'OU2', status: 'approved', parameters: { manager: 'Max' } }), anOrder({ _id: 'ORD3', entity: 'OU3', status: 'approved', incomplete: true })];

    const plan = planSubscriptions({ ...offer, form }, offer.audience, orders);

    expect(plan.outgrown.map(({ _id }) => _id)).toEqual(['ORD29']);
    expect(entitiesIn(plan)).toEqual(['OU1']);
  });
});
