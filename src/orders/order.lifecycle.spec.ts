import { commandsFrom, targetOf } from '../lifecycle/define-lifecycle.js';
import { type OrderCommand, orderLifecycle } from './order.lifecycle.js';
import type { OrderStatus } from './order.schema.js';

function given(status: OrderStatus) {
  return {
    when: (command: OrderCommand) => {
      const row = orderLifecycle.commands[command];
      const to = row.from.includes(status) ? targetOf(row, status) : undefined;
      return { then: (expected: OrderStatus | 'refused') => expect(to ?? 'refused').toBe(expected) };
    },
  };
}

describe('the life of an order', () => {
  it('a draft is placed, approved and made available', () => {
    given('draft').when('place').then('ordered');
    given('ordered').when('approve').then('approved');
    given('approved').when('make-available').then('available');
  });

  it('an entity that is subscribed beforehand has an approved order', () => {
    given('draft').when('pre-subscribe').then('approved');
    given('ordered').when('pre-subscribe').then('refused');
  });

  it('an order that was placed may be rejected, a draft may not', () => {
    given('ordered').when('reject').then('rejected');
    given('draft').when('reject').then('refused');
  });

  it('what was rejected or canceled stays so', () => {
    given('rejected').when('cancel').then('refused');
    given('rejected').when('approve').then('refused');
    given('canceled').when('place').then('refused');
    given('canceled').when('cancel').then('refused');
  });
});

// Transcribed from the domain, not from the table: a row flipped there fails here.
const MATRIX: Record<OrderStatus, Partial<Record<OrderCommand, OrderStatus>>> = {
  draft: { place: 'ordered', 'pre-subscribe': 'approved', cancel: 'canceled' },
  ordered: { approve: 'approved', reject: 'rejected', cancel: 'canceled' },
  approved: { 'make-available': 'available', cancel: 'canceled' },
  available: { cancel: 'canceled' },
  rejected: {},
  canceled: {},
};
const STATUSES = Object.keys(MATRIX) as OrderStatus[];
const COMMANDS: OrderCommand[] = ['place', 'pre-subscribe', 'approve', 'make-available', 'reject', 'cancel'];

describe('every status and command', () => {
  it.each(STATUSES.flatMap((status) => COMMANDS.map((command) => [status, command] as const)))('%s: %s', (status, command) => {
    given(status).when(command).then(MATRIX[status][command] ?? 'refused');
  });

  it('the table knows no other', () => {
    expect([...orderLifecycle.statuses].sort()).toEqual([...STATUSES].sort());
    expect(Object.keys(orderLifecycle.commands).sort()).toEqual([...COMMANDS].sort());
  });

  it('nobody makes an order available, or subscribes an entity, by name', () => {
    expect(commandsFrom(orderLifecycle, 'approved')).toEqual(['cancel']);
    expect(commandsFrom(orderLifecycle, 'draft')).toEqual(['place', 'cancel']);
  });
});
