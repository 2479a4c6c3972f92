import { jest } from '@jest/globals';
import { getConnectionToken, getModelToken } from '@nestjs/mongoose';
import type { TestingModule } from '@nestjs/testing';
import type { Connection, Model } from 'mongoose';

import { CampaignsModule } from '../../src/campaigns/campaigns.module.js';
import { Clock } from '../../src/clock/clock.js';
import { EntitiesModule } from '../../src/entities/entities.module.js';
import { GatesService } from '../../src/gates/gates.service.js';
import type { Actor } from '../../src/operators/actor.js';
import { OperatorsModule } from '../../src/operators/operators.module.js';
import type { Order } from '../../src/orders/order.schema.js';
import { OrdersModule } from '../../src/orders/orders.module.js';
import { DuePublishing } from '../../src/packages/due-publishing.js';
import { DueReminders } from '../../src/packages/due-reminders.js';
import type { PackageCommand } from '../../src/packages/package.lifecycle.js';
import { PackageLife } from '../../src/packages/package-life.js';
import { type CampaignPackage, PACKAGE_STATUSES, type Reminder } from '../../src/packages/package.schema.js';
import { PackagesModule } from '../../src/packages/packages.module.js';
import { PackagesService } from '../../src/packages/packages.service.js';
import { RegistrationClosing } from '../../src/packages/registration-closing.js';
import { Transactions } from '../../src/storage/transactions.js';
import { aCampaign } from '../builders/campaign.js';
import { aCampaignPackage, aNewPackage } from '../builders/campaign-package.js';
import { anOrder } from '../builders/order.js';
import { startFoundation } from '../support/foundation.js';

// The builder's package: available on 10 April 08:00, registration until 31 May 22:00, over on 30 June.
const available = new Date('2026-04-10T08:00:00Z');
const registrationDeadline = new Date('2026-05-31T22:00:00Z');
const before = (instant: Date): Date => new Date(instant.getTime() - 1);
let now = available;
const person = (email: string, role: Actor['role'], entity: string | null = null): Actor => ({ email, name: email, role, entity, locale: 'en' });
const claire = person('claire@meridian.example', 'central');
const marc = person('marc@meridian.example', 'central');

let module: TestingModule;
let service: PackagesService;
let publishing: DuePublishing;
let reminders: DueReminders;
let closing: RegistrationClosing;
let packages: Model<CampaignPackage>;
let orders: Model<Order>;
let connection: Connection;

beforeAll(async () => {
  module = await startFoundation('packages-due', { imports: [OperatorsModule, EntitiesModule, CampaignsModule, PackagesModule, OrdersModule] });
  jest.spyOn(module.get(Clock), 'now').mockImplementation(() => now);
  service = module.get(PackagesService);
  publishing = module.get(DuePublishing);
  reminders = module.get(DueReminders);
  closing = module.get(RegistrationClosing);
  packages = module.get(getModelToken('CampaignPackage'), { strict: false });
  orders = module.get(getModelToken('Order'), { strict: false });
  connection = module.get(getConnectionToken());
});
afterAll(() => module.close());

beforeEach(async () => {
  now = available;
  for (const name of ['packages', 'campaigns', 'orders', 'gates', 'journal', 'outbox', 'entities', 'operators']) await connection.collection(name).deleteMany({});
  const people = [claire, marc].map(({ email, name, role, entity }) => ({ _id: email, name, role, entity, version: 1, createdAt: now, modifiedAt: now }));
  await connection.collection('operators').insertMany(people as never[]);
  await connection.collection('entities').insertMany(['OU1', 'OU2', 'OU3'].map((_id) => ({ _id, label: _id })) as never[]);
  await module.get<Model<unknown>>(getModelToken('Campaign'), { strict: false }).insertMany([aCampaign()]);
});

async function stored(given: Partial<CampaignPackage>): Promise<void> {
  const one = aCampaignPackage(given);
  await packages.insertMany([one]);
  await module.get(Transactions).run((session) => module.get(GatesService).open(one._id, one.cycle, session));
}

const present = async (code = 'CAT86'): Promise<CampaignPackage> => (await packages.findById(code).lean()) as CampaignPackage;
const eventsOf = (type: string) => connection.collection('outbox').find({ type: `relais.package.${type}` }).sort({ _id: 1 }).toArray();
const journalOf = (command: string) => connection.collection('journal').find({ command }).sort({ _id: 1 }).toArray();

/** A command as another process gives it, whoever reads meanwhile. */
const move = (command: PackageCommand, set: Partial<CampaignPackage> = {}) =>
  module.get(Transactions).run(async (session) => {
    const campaignPackage = (await packages.findOne({}, null, { session }).lean()) as CampaignPackage;
    return module.get(PackageLife).apply({ command, campaignPackage, set, by: claire.email, at: now }, session);
  });

/** Holds whoever has read a package in its transaction until `count` have and `meanwhile` is done. @returns how often it was read */
function afterReading(count: number, meanwhile: () => Promise<unknown> = () => Promise.resolve()): { readings: () => number } {
  const life = module.get(PackageLife);
  const load = life.load.bind(life);
  let readings = 0;
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const spy = jest.spyOn(life, 'load').mockImplementation(async (code, session) => {
    const found = await load(code, session);
    readings++;
    if (readings === count) await meanwhile().then(letGo);
    await held;
    return found;
  });
  restore = () => spy.mockRestore();
  return { readings: () => readings };
}
let restore: () => void = () => undefined;
afterEach(() => restore());

describe('at its availability date an approved package', () => {
  it('is published, by Relais, in one step with its event and its journal row', async () => {
    await stored({ status: 'approved' });

    expect(await publishing.publishDue(now)).toBe(1);

    expect(await present()).toMatchObject({ status: 'published', statusSince: available, publishedAt: available, availableAt: available, lateFrom: null, opening: null, modifiedBy: 'system' });
    expect(await eventsOf('published')).toMatchObject([{ subject: 'CAT86', data: { cycle: 1, from: 'approved', by: 'system', kind: 'collaborative', orderApproval: 'manual' } }]);
    expect(await journalOf('publish')).toMatchObject([{ by: 'system', from: 'approved', to: 'published', cycle: 1 }]);
  });

  it('is not published a moment before', async () => {
    await stored({ status: 'approved' });

    expect(await publishing.publishDue(before(available))).toBe(0);

    expect((await present()).status).toBe('approved');
  });

  it('is not published where it is not approved', async () => {
    const others = PACKAGE_STATUSES.filter((status) => status !== 'approved');
    for (const status of others) await stored({ _id: `CAT-${status}`, status, referenceCampaign: null });

    expect(await publishing.publishDue(now)).toBe(0);

    for (const status of others) expect((await present(`CAT-${status}`)).status).toBe(status);
  });

  it('in automatic mode owes its orders their availability', async () => {
    await stored({ status: 'approved', orderApproval: 'automatic', subscribing: null });

    await publishing.publishDue(now);

    expect(await present()).toMatchObject({ status: 'published', opening: now });
  });

  it.each([
    ['registration', new Date('2026-06-01T00:00:00Z')],
    ['schedule', new Date('2026-07-01T00:00:00Z')],
  ])('is published on return from an outage, though its %s is over meanwhile', async (_what, back) => {
    await stored({ status: 'approved' });
    now = back;

    expect(await publishing.publishDue(back)).toBe(1);

    expect(await present()).toMatchObject({ status: 'published', publishedAt: back, availableAt: available });
  });

  it('is published once, by one of two who found it due at the same time', async () => {
    await stored({ status: 'approved' });
    const { readings } = afterReading(2);

    const published = await Promise.all([publishing.publishDue(now), publishing.publishDue(now)]);

    // Both had read it as approved; the one whose write came second read it again.
    expect(readings()).toBeGreaterThanOrEqual(3);
    expect(published.sort()).toEqual([0, 1]);
    expect(await eventsOf('published')).toHaveLength(1);
    expect(await journalOf('publish')).toHaveLength(1);
    expect((await present()).version).toBe(2);
  });

  it('is not published where it was canceled while it was found due', async () => {
    await stored({ status: 'approved' });
    const { readings } = afterReading(1, () => move('cancel'));

    expect(await publishing.publishDue(now)).toBe(0);

    expect(readings()).toBeGreaterThanOrEqual(2);
    expect((await present()).status).toBe('canceled');
    expect(await eventsOf('published')).toEqual([]);
  });

  it('is not published for an older cycle: the next one has its own date', async () => {
    await stored({ status: 'approved' });
    const { readings } = afterReading(1, async () => {
      await move('cancel');
      await move('reinitialize', { cycle: 2, availableAt: new Date('2026-04-20T00:00:00Z') });
      await move('approve');
    });

    expect(await publishing.publishDue(now)).toBe(0);

    expect(readings()).toBeGreaterThanOrEqual(2);
    expect(await present()).toMatchObject({ status: 'approved', cycle: 2 });
    expect(await publishing.publishDue(new Date('2026-04-20T00:00:00Z'))).toBe(1);
    expect(await eventsOf('published')).toMatchObject([{ data: { cycle: 2 } }]);
  });

  it('that cannot be published holds up no other, and comes again', async () => {
    await stored({ _id: 'CAT1', status: 'approved', referenceCampaign: null });
    await stored({ _id: 'CAT2', status: 'approved', referenceCampaign: null });
    const life = module.get(PackageLife);
    const apply = life.apply.bind(life);
    const failing = jest.spyOn(life, 'apply').mockImplementation((transition, session) => (transition.campaignPackage._id === 'CAT1' ? Promise.reject(new Error('a disk is full')) : apply(transition, session)));

    expect(await publishing.publishDue(now)).toBe(1);
    expect((await present('CAT2')).status).toBe('published');
    failing.mockRestore();

    expect(await publishing.publishDue(now)).toBe(1);
    expect((await present('CAT1')).status).toBe('published');
  });

  it('is published together with however many others are due', async () => {
    await packages.insertMany(Array.from({ length: 230 }, (_, index) => aCampaignPackage({ _id: `CAT${index}`, status: 'approved', referenceCampaign: null })));

    expect(await publishing.publishDue(now)).toBe(230);

    expect(await packages.countDocuments({ status: 'published' })).toBe(230);
    expect(await eventsOf('published')).toHaveLength(230);
  });
});

describe('reminders of a package that awaits approval', () => {
  const submittedAt = new Date('2026-04-02T10:00:00Z');
  const first = new Date('2026-04-03T10:00:00Z');
  const second = new Date('2026-04-04T10:00:00Z');
  const deadline = new Date('2026-04-05T10:00:00Z');
  const asked: Reminder[] = [
    { from: 'submission', date: null, offsetDays: 1 },
    { from: 'deadline', date: null, offsetDays: -1 },
  ];

  async function submitted(given: Parameters<typeof aNewPackage>[0] = {}): Promise<CampaignPackage> {
    now = submittedAt;
    const { _id } = await service.create(claire, aNewPackage({ reviewers: [marc.email], reminders: asked, ...given }));
    return service.submit(claire, _id);
  }

  it('are planned by the submission', async () => {
    expect(await submitted()).toMatchObject({
      approvalDeadline: deadline,
      plannedReminders: [
        { from: 'submission', at: first, remindedAt: null },
        { from: 'deadline', at: second, remindedAt: null },
      ],
      nextReminderAt: first,
    });
  });

  it('come each at its instant, once, and make nobody’s edit stale', async () => {
    const { _id, version } = await submitted();

    expect(await reminders.remindDue(before(first))).toBe(0);
    expect(await reminders.remindDue(first)).toBe(1);
    expect(await reminders.remindDue(first)).toBe(0);
    expect(await present(_id)).toMatchObject({ nextReminderAt: second, version, status: 'pending-approval' });
    expect(await reminders.remindDue(second)).toBe(1);
    expect(await reminders.remindDue(new Date('2026-05-01T00:00:00Z'))).toBe(0);

    expect((await present(_id)).plannedReminders).toEqual([
      { from: 'submission', at: first, remindedAt: first },
      { from: 'deadline', at: second, remindedAt: second },
    ]);
    expect(await eventsOf('approval-reminded')).toMatchObject([
      { subject: _id, data: { code: _id, cycle: 1, planned: first, submittedAt, approvalDeadline: deadline } },
      { subject: _id, data: { code: _id, cycle: 1, planned: second, submittedAt, approvalDeadline: deadline } },
    ]);
    expect(await journalOf('remind')).toMatchObject([{ subject: _id, by: 'system', at: first }, { subject: _id, by: 'system', at: second }]);
  });

  it('that an outage held up come each on return', async () => {
    const { _id } = await submitted();
    const back = new Date('2026-04-04T12:00:00Z');

    expect(await reminders.remindDue(back)).toBe(1);

    expect((await eventsOf('approval-reminded')).map(({ data }) => (data as { planned: Date }).planned)).toEqual([first, second]);
    expect((await present(_id)).plannedReminders.map(({ remindedAt }) => remindedAt)).toEqual([back, back]);
  });

  it('come once, from one of two who found them due at the same time', async () => {
    await submitted();
    const { readings } = afterReading(2);

    const reminded = await Promise.all([reminders.remindDue(first), reminders.remindDue(first)]);

    expect(readings()).toBeGreaterThanOrEqual(3);
    expect(reminded.sort()).toEqual([0, 1]);
    expect(await eventsOf('approval-reminded')).toHaveLength(1);
  });

  it.each([
    ['approved', (code: string) => service.approve(marc, code)],
    ['rejected', (code: string) => service.reject(marc, code, 'Wrong year.')],
    ['an edit voided what was asked', (code: string) => service.edit(claire, code, { audience: ['OU1'] }, 2)],
  ])('end where it is decided: %s', async (_what, decide) => {
    const { _id } = await submitted();

    await decide(_id);

    expect((await present(_id)).nextReminderAt).toBeNull();
    expect(await reminders.remindDue(second)).toBe(0);
    expect(await eventsOf('approval-reminded')).toEqual([]);
  });

  it('end where it is decided while they were found due', async () => {
    await submitted();
    now = first;
    const { readings } = afterReading(1, () => move('approve'));

    expect(await reminders.remindDue(first)).toBe(0);

    expect(readings()).toBeGreaterThanOrEqual(2);
    expect(await eventsOf('approval-reminded')).toEqual([]);
  });

  it('follow an approval deadline that is moved while it is pending', async () => {
    const { _id, version } = await submitted();
    await reminders.remindDue(first);
    now = new Date('2026-04-03T12:00:00Z');

    await service.edit(claire, _id, { approvalDeadline: new Date('2026-04-09T10:00:00Z') }, version);

    expect(await reminders.remindDue(second)).toBe(0);
    expect(await present(_id)).toMatchObject({ status: 'pending-approval', nextReminderAt: new Date('2026-04-08T10:00:00Z') });
    expect(await reminders.remindDue(new Date('2026-04-08T10:00:00Z'))).toBe(1);
    expect((await eventsOf('approval-reminded')).map(({ data }) => (data as { planned: Date }).planned)).toEqual([first, new Date('2026-04-08T10:00:00Z')]);
  });

  it('follow an edit of the reminders; one whose instant is past already does not come', async () => {
    const { _id, version } = await submitted({ reminders: [] });
    now = new Date('2026-04-03T12:00:00Z');

    const edited = await service.edit(claire, _id, { reminders: asked }, version);

    expect(edited).toMatchObject({ status: 'pending-approval', plannedReminders: [{ at: second, remindedAt: null }], nextReminderAt: second });
  });

  it('are planned anew by the next submission', async () => {
    const { _id } = await submitted();
    const rejected = await service.reject(marc, _id, 'Wrong year.');
    now = new Date('2026-04-06T09:00:00Z');
    await service.edit(claire, _id, { label: 'Right year' }, rejected.version);
    expect((await present(_id)).plannedReminders).toEqual([]);

    const again = await service.submit(claire, _id);

    expect(again.plannedReminders.map(({ at }) => at)).toEqual([new Date('2026-04-07T09:00:00Z'), new Date('2026-04-08T09:00:00Z')]);
  });
});

describe('when registration closes', () => {
  const later = new Date('2026-06-20T00:00:00Z');

  beforeEach(async () => {
    await stored({ status: 'published' });
    await orders.insertMany([
      anOrder({ _id: 'ORD1', entity: 'OU1', liveKey: 'CAT86:1:OU1', ordinal: 1 }),
      anOrder({ _id: 'ORD2', entity: 'OU2', liveKey: 'CAT86:1:OU2', ordinal: 2, status: 'available' }),
      anOrder({ _id: 'ORD3', entity: 'OU3', liveKey: null, ordinal: 3, status: 'rejected' }),
      anOrder({ _id: 'ORD4', entity: 'OU3', liveKey: null, ordinal: 4, status: 'rejected' }),
      anOrder({ _id: 'ORD9', entity: 'OU3', liveKey: null, ordinal: 1, cycle: 2, status: 'rejected' }),
    ]);
    now = registrationDeadline;
  });

  it('it is told once, with the orders of the cycle by status', async () => {
    expect(await closing.closeRegistrations(before(registrationDeadline))).toBe(0);
    expect(await closing.closeRegistrations(now)).toBe(1);
    expect(await closing.closeRegistrations(later)).toBe(0);

    expect(await eventsOf('registration-closed')).toMatchObject([{ subject: 'CAT86', data: { code: 'CAT86', cycle: 1, deadline: registrationDeadline, counts: { ordered: 1, available: 1, rejected: 2 } } }]);
    expect(await journalOf('close-registration')).toMatchObject([{ subject: 'CAT86', by: 'system', at: registrationDeadline, from: 'published', to: 'published' }]);
    expect(await present()).toMatchObject({ awaitingAtClose: 1, version: 1 });
  });

  it('it is told once, by one of two who found it due at the same time', async () => {
    const { readings } = afterReading(2);

    const closed = await Promise.all([closing.closeRegistrations(now), closing.closeRegistrations(now)]);

    expect(readings()).toBeGreaterThanOrEqual(3);
    expect(closed.sort()).toEqual([0, 1]);
    expect(await eventsOf('registration-closed')).toHaveLength(1);
  });

  it('it closes again where an edit opened it again', async () => {
    await closing.closeRegistrations(now);

    await service.edit(claire, 'CAT86', { registrationDeadline: later }, 1);

    expect(await closing.closeRegistrations(before(later))).toBe(0);
    expect(await closing.closeRegistrations(later)).toBe(1);
    expect((await eventsOf('registration-closed')).map(({ data }) => (data as { deadline: Date }).deadline)).toEqual([registrationDeadline, later]);
  });

  it('it closes at once where an edit moves the deadline into the past', async () => {
    now = new Date('2026-05-01T00:00:00Z');
    const past = new Date('2026-04-30T00:00:00Z');

    await service.edit(claire, 'CAT86', { registrationDeadline: past }, 1);

    expect(await closing.closeRegistrations(now)).toBe(1);
    expect(await present()).toMatchObject({ status: 'published', lateFrom: past, lateDeadline: 'registrationDeadline' });
  });

  it('an edit between two past deadlines tells nothing twice', async () => {
    await closing.closeRegistrations(now);
    now = later;

    await service.edit(claire, 'CAT86', { registrationDeadline: new Date('2026-06-01T00:00:00Z') }, 1);

    expect(await closing.closeRegistrations(now)).toBe(0);
    expect(await present()).toMatchObject({ awaitingAtClose: 1, lateFrom: new Date('2026-06-01T00:00:00Z') });
  });

  it('it is not told of a package that was canceled while it was found due', async () => {
    const { readings } = afterReading(1, () => move('cancel'));

    expect(await closing.closeRegistrations(now)).toBe(0);

    expect(readings()).toBeGreaterThanOrEqual(2);
    expect(await eventsOf('registration-closed')).toEqual([]);
  });

  it('a package without a deadline closes nothing', async () => {
    await packages.updateOne({ _id: 'CAT86' }, { $set: { registrationDeadline: null } });

    expect(await closing.closeRegistrations(new Date('2027-01-01T00:00:00Z'))).toBe(0);
  });
});

describe('what automatic mode owes', () => {
  beforeEach(() => {
    now = new Date('2026-04-02T10:00:00Z');
  });

  it('is its audience’s orders, from each approval on', async () => {
    const { _id } = await service.create(claire, aNewPackage({ orderApproval: 'automatic' }));

    const approved = await service.approve(claire, _id);
    expect(approved).toMatchObject({ status: 'approved', subscribing: now, opening: null });
    expect(await service.edit(claire, _id, { audience: ['OU1'] }, approved.version)).toMatchObject({ status: 'being-edited', subscribing: null });
    now = new Date('2026-04-03T10:00:00Z');
    expect(await service.approve(claire, _id)).toMatchObject({ subscribing: now });
  });

  it('is both at once where it is approved after its availability date', async () => {
    const { _id } = await service.create(claire, aNewPackage({ orderApproval: 'automatic' }));
    now = new Date('2026-04-11T00:00:00Z');

    expect(await service.approve(claire, _id)).toMatchObject({ status: 'published', subscribing: now, opening: now });
  });

  it('is the orders of entities added to a published package, and nothing where none is added', async () => {
    await stored({ status: 'published', orderApproval: 'automatic' });

    expect(await service.edit(claire, 'CAT86', { label: 'Other words' }, 1)).toMatchObject({ subscribing: null });
    expect(await service.edit(claire, 'CAT86', { audience: ['OU1', 'OU2', 'OU3'] }, 2)).toMatchObject({ subscribing: now });
    expect(await eventsOf('audience-extended')).toMatchObject([{ data: { entities: ['OU3'], orderApproval: 'automatic' } }]);
  });

  it('ends with a cancel', async () => {
    await stored({ status: 'published', orderApproval: 'automatic', subscribing: now, opening: now });

    await move('cancel');

    expect(await present()).toMatchObject({ status: 'canceled', subscribing: null, opening: null });
  });

  it('manual mode owes nothing', async () => {
    const { _id } = await service.create(claire, aNewPackage());
    now = new Date('2026-04-11T00:00:00Z');

    expect(await service.approve(claire, _id)).toMatchObject({ status: 'published', subscribing: null, opening: null });
  });
});

describe('orders late for their personalization', () => {
  const marked = new Date('2026-05-15T00:00:00Z');

  it('are looked for again where an edit moves the deadline, and only then', async () => {
    await stored({ status: 'published', personalizationDeadline: marked, lateOrdersFor: marked });

    expect(await service.edit(claire, 'CAT86', { label: 'Other words' }, 1)).toMatchObject({ lateOrdersFor: marked });
    expect(await service.edit(claire, 'CAT86', { personalizationDeadline: new Date('2026-05-20T00:00:00Z') }, 2)).toMatchObject({ lateOrdersFor: null });
  });
});
