import { aCampaignPackage } from '../../test/builders/campaign-package.js';
import { anOrder } from '../../test/builders/order.js';
import type { Actor } from '../operators/actor.js';
import type { CampaignPackage } from '../packages/package.schema.js';
import { allowedCommands, editableFields } from './order.rights.js';
import type { Order } from './order.schema.js';
import { lateOf } from './order.view.js';

const claire: Actor = { email: 'claire@meridian.example', name: 'Claire', role: 'central', entity: null, locale: 'en' };
const luc: Actor = { email: 'luc@lyon.example', name: 'Luc', role: 'local', entity: 'OU1', locale: 'fr' };
const ines: Actor = { email: 'ines@lyon.example', name: 'Inès', role: 'local', entity: 'OU1', locale: 'fr' };
const other: Actor = { email: 'max@lille.example', name: 'Max', role: 'local', entity: 'OU2', locale: 'fr' };
const now = new Date('2026-04-20T00:00:00Z');
const ALL = ['label', 'assignedTo', 'comment', 'parameters'];

function facts(order: Partial<Order>, campaignPackage: Partial<CampaignPackage> = {}) {
  return { order: anOrder(order), campaignPackage: aCampaignPackage({ status: 'published', ...campaignPackage }), reviewers: ['ines@lyon.example'], now };
}
const allowed = (actor: Actor, order: Partial<Order>, campaignPackage: Partial<CampaignPackage> = {}) => allowedCommands(actor, facts(order, campaignPackage)).sort().join(' ');
const editable = (actor: Actor, order: Partial<Order>, campaignPackage: Partial<CampaignPackage> = {}) => editableFields(actor, facts(order, campaignPackage));

describe('what may be done with an order', () => {
  // Written out from domain.md: head office, the entity, its named reviewer.
  it.each([
    ['draft', 'cancel edit place', 'cancel edit place', 'cancel edit place'],
    ['ordered', 'approve cancel edit reject', 'cancel edit', 'approve cancel edit reject'],
    ['approved', 'cancel edit', '', ''],
    ['available', 'cancel edit', '', ''],
    ['rejected', '', '', ''],
    ['canceled', '', '', ''],
  ] as const)('%s', (status, headOffice, entity, reviewer) => {
    expect([allowed(claire, { status }), allowed(luc, { status }), allowed(ines, { status })]).toEqual([headOffice, entity, reviewer]);
  });

  // Automatic mode: the package was approved, its entities are subscribed.
  it.each([
    ['approved', '2026-04-09T00:00:00Z', 'cancel edit'],
    ['approved', '2026-04-10T08:00:00Z', ''],
    ['published', '2026-04-10T08:00:01Z', ''],
    // The approval was voided: nothing opens before the next one.
    ['being-edited', '2026-04-20T00:00:00Z', 'cancel edit'],
  ] as const)('a subscribed order of a package that is %s at %s: %s', (status, at, expected) => {
    const given = { ...facts({ status: 'approved' }, { status, orderApproval: 'automatic' }), now: new Date(at) };

    expect(allowedCommands(luc, given).sort().join(' ')).toBe(expected);
    expect(editableFields(luc, given)).toEqual(expected === '' ? [] : ['parameters']);
    expect(allowedCommands(claire, given).sort().join(' ')).toBe('cancel edit');
  });

  it('a subscribed order takes values until the personalization deadline, also when it cannot be left any more', () => {
    const given = facts({ status: 'approved' }, { orderApproval: 'automatic', personalizationDeadline: new Date('2026-05-10T00:00:00Z') });

    expect(allowedCommands(luc, given)).toEqual(['edit']);
    expect(editableFields(luc, given)).toEqual(['parameters']);
    expect(editableFields(luc, { ...given, now: new Date('2026-05-10T00:00:01Z') })).toEqual([]);
  });

  it('a draft of an entity that left the audience is not placed', () => {
    expect(allowed(luc, { status: 'draft' }, { audience: ['OU2'] })).toBe('cancel edit');
  });

  it('another entity may do nothing', () => {
    expect(allowed(other, { status: 'draft' })).toBe('');
    expect(allowed(other, { status: 'ordered' })).toBe('');
  });

  it('a draft is not placed while the package takes no orders', () => {
    expect(allowed(luc, { status: 'draft' }, { status: 'approved' })).toBe('cancel edit');
  });

  it('nothing in a canceled package or an earlier cycle of a collaborative one', () => {
    expect(allowed(claire, { status: 'available' }, { status: 'canceled' })).toBe('');
    expect(allowed(claire, { status: 'available' }, { cycle: 2 })).toBe('');
    expect(editable(claire, { status: 'available' }, { cycle: 2 })).toEqual([]);
  });

  it('orders of a local package live on whatever becomes of it', () => {
    expect(allowed(ines, { status: 'ordered', packageKind: 'local' }, { kind: 'local', status: 'canceled' })).toBe('approve cancel edit reject');
    expect(allowed(claire, { status: 'available', packageKind: 'local' }, { kind: 'local', cycle: 2 })).toBe('cancel edit');
  });

  it('a local package’s draft of an earlier cycle can only be canceled', () => {
    expect(allowed(luc, { status: 'draft', packageKind: 'local' }, { kind: 'local', cycle: 2 })).toBe('cancel');
  });
});

describe('what may be edited', () => {
  it('by the entity until approved', () => {
    expect(editable(luc, { status: 'draft' })).toEqual(ALL);
    expect(editable(luc, { status: 'ordered' })).toEqual(ALL);
    expect(editable(luc, { status: 'available' })).toEqual([]);
  });

  it('by the entity its parameters until the personalization deadline, where there is one', () => {
    const ahead = { personalizationDeadline: new Date('2026-05-10T00:00:00Z') };
    const passed = { personalizationDeadline: new Date('2026-04-19T00:00:00Z') };

    expect(editable(luc, { status: 'available' }, ahead)).toEqual(['parameters']);
    expect(editable(luc, { status: 'ordered' }, passed)).toEqual(['label', 'assignedTo', 'comment']);
    expect(editable(luc, { status: 'available' }, passed)).toEqual([]);
  });

  it('by head office until it is rejected or canceled', () => {
    expect(editable(claire, { status: 'available' }, { personalizationDeadline: new Date('2026-04-19T00:00:00Z') })).toEqual(ALL);
    expect(editable(claire, { status: 'rejected' })).toEqual([]);
    expect(editable(claire, { status: 'canceled' })).toEqual([]);
  });
});

describe('a late order', () => {
  const passed = new Date('2026-04-19T00:00:00Z');

  it('missed the personalization deadline while required values are missing', () => {
    expect(lateOf(facts({ incomplete: true }, { personalizationDeadline: passed }))).toEqual({ deadline: 'personalizationDeadline', since: passed });
  });

  it('is not late when complete, before the deadline, over, or of an earlier cycle', () => {
    expect(lateOf(facts({ incomplete: false }, { personalizationDeadline: passed }))).toBeNull();
    expect(lateOf(facts({ incomplete: true }, { personalizationDeadline: new Date('2026-05-10T00:00:00Z') }))).toBeNull();
    expect(lateOf(facts({ incomplete: true, status: 'canceled' }, { personalizationDeadline: passed }))).toBeNull();
    expect(lateOf(facts({ incomplete: true }, { personalizationDeadline: passed, cycle: 2 }))).toBeNull();
    expect(lateOf(facts({ incomplete: true }, { personalizationDeadline: passed, status: 'canceled' }))).toBeNull();
  });

  it('is late once the others are marked, whatever a clock that is behind says', () => {
    const ahead = new Date('2026-04-20T00:00:01Z');

    expect(lateOf(facts({ incomplete: true }, { personalizationDeadline: ahead, lateOrdersFor: ahead }))).toEqual({ deadline: 'personalizationDeadline', since: ahead });
  });
});
