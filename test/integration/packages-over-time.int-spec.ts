import { jest } from '@jest/globals';
import { getConnectionToken, getModelToken } from '@nestjs/mongoose';
import type { TestingModule } from '@nestjs/testing';
import type { Connection, Model } from 'mongoose';

import type { Campaign } from '../../src/campaigns/campaign.schema.js';
import { CampaignsModule } from '../../src/campaigns/campaigns.module.js';
import { Clock } from '../../src/clock/clock.js';
import { Environment } from '../../src/config/environment.js';
import { EntitiesModule } from '../../src/entities/entities.module.js';
import { GatesService } from '../../src/gates/gates.service.js';
import type { JournalEntry } from '../../src/journal/journal.schema.js';
import type { Actor } from '../../src/operators/actor.js';
import { OperatorsModule } from '../../src/operators/operators.module.js';
import type { Order, OrderStatus } from '../../src/orders/order.schema.js';
import { OrdersModule } from '../../src/orders/orders.module.js';
import type { CampaignPackage } from '../../src/packages/package.schema.js';
import { PackagesModule } from '../../src/packages/packages.module.js';
import { PackagePorts } from '../../src/packages/packages.ports.js';
import { PackagesQueries } from '../../src/packages/packages.queries.js';
import { PackagesService } from '../../src/packages/packages.service.js';
import { RegistrationClosing } from '../../src/packages/registration-closing.js';
import { Transactions } from '../../src/storage/transactions.js';
import { aCampaign } from '../builders/campaign.js';
import { aCampaignPackage, aNewPackage } from '../builders/campaign-package.js';
import { anOrder } from '../builders/order.js';
import { eventually } from '../support/eventually.js';
import { startFoundation } from '../support/foundation.js';

const deadline = new Date('2026-05-31T22:00:00Z');
const afterDeadline = new Date('2026-06-01T10:00:00Z');
let now = afterDeadline;
const person = (email: string, role: Actor['role'], entity: string | null = null): Actor => ({ email, name: email, role, entity, locale: 'en' });
const claire = person('claire@meridian.example', 'central');
const marc = person('marc@meridian.example', 'central');
const luc = person('luc@lyon.example', 'local', 'OU1');

let module: TestingModule;
let service: PackagesService;
let closing: RegistrationClosing;
let packages: Model<CampaignPackage>;
let campaigns: Model<Campaign>;
let orders: Model<Order>;
let journal: Model<JournalEntry>;
let connection: Connection;

beforeAll(async () => {
  module = await startFoundation('packages-over-time', { imports: [OperatorsModule, EntitiesModule, CampaignsModule, PackagesModule, OrdersModule] });
  jest.spyOn(module.get(Clock), 'now').mockImplementation(() => now);
  service = module.get(PackagesService);
  closing = module.get(RegistrationClosing);
  packages = module.get(getModelToken('CampaignPackage'), { strict: false });
  campaigns = module.get(getModelToken('Campaign'), { strict: false });
  orders = module.get(getModelToken('Order'), { strict: false });
  journal = module.get(getModelToken('JournalEntry'), { strict: false });
  connection = module.get(getConnectionToken());
});
afterAll(() => module.close());

beforeEach(async () => {
  now = afterDeadline;
  for (const name of ['packages', 'campaigns', 'orders', 'gates', 'journal', 'outbox', 'entities', 'operators']) await connection.collection(name).deleteMany({});
  const people = [claire, marc, luc].map(({ email, name, role, entity }) => ({ _id: email, name, role, entity, version: 1, createdAt: now, modifiedAt: now }));
  await connection.collection('operators').insertMany(people as never[]);
  await connection.collection('entities').insertMany(['OU1', 'OU2', 'OU3'].map((_id) => ({ _id, label: _id })) as never[]);
  await campaigns.insertMany([aCampaign(), aCampaign({ _id: 'OP14' })]);
});

async function stored(given: Partial<CampaignPackage>): Promise<void> {
  await packages.insertMany([aCampaignPackage(given)]);
  await module.get(Transactions).run((session) => module.get(GatesService).open('CAT86', 1, session));
}

const present = async (): Promise<CampaignPackage> => (await packages.findById('CAT86').lean()) as CampaignPackage;

/** Decides an order as the orders room does: its status, and the note, in one transaction. */
const decide = (code: string, status: OrderStatus, meanwhile?: () => Promise<unknown>): Promise<void> =>
  module.get(Transactions).run(async (session) => {
    await orders.updateOne({ _id: code }, { $set: { status, liveKey: null } }, { session });
    await closing.noteDecided('CAT86', 1, session);
    await meanwhile?.();
  });

describe('orders that still await approval when registration closes', () => {
  beforeEach(async () => {
    await stored({ status: 'published', registrationDeadline: deadline });
    await orders.insertMany([
      anOrder({ _id: 'ORD1', entity: 'OU1', liveKey: 'CAT86:1:OU1', ordinal: 1 }),
      anOrder({ _id: 'ORD2', entity: 'OU2', liveKey: 'CAT86:1:OU2', ordinal: 2 }),
      anOrder({ _id: 'ORD3', entity: 'OU3', liveKey: 'CAT86:1:OU3', ordinal: 3, status: 'draft' }),
    ]);
  });

  it('are counted once; drafts are not', async () => {
    await closing.closeRegistrations(now);

    expect(await present()).toMatchObject({ awaitingAtClose: 2, lateFrom: deadline, lateDeadline: 'registrationDeadline', version: 1 });
  });

  it('are not counted before', async () => {
    expect(await closing.closeRegistrations(new Date(deadline.getTime() - 1))).toBe(0);
    await decide('ORD1', 'rejected');

    expect(await present()).toMatchObject({ awaitingAtClose: null, lateFrom: null });
  });

  it('make the package late until the last is decided', async () => {
    await closing.closeRegistrations(now);

    await decide('ORD1', 'rejected');
    expect(await present()).toMatchObject({ awaitingAtClose: 1, lateFrom: deadline });
    await decide('ORD2', 'available');

    expect(await present()).toMatchObject({ awaitingAtClose: 0, lateFrom: null, lateDeadline: null });
  });

  it('two decided at once both count', async () => {
    await closing.closeRegistrations(now);

    await Promise.all([decide('ORD1', 'rejected'), decide('ORD2', 'rejected')]);

    expect(await present()).toMatchObject({ awaitingAtClose: 0, lateFrom: null });
  });

  it('one whose decision is under way during the count is not counted as open for ever', async () => {
    const met = jest.spyOn(module.get(GatesService), 'touchAll');
    let counting: Promise<number> | undefined;
    // The decision is held open, its gate written, until the count has met it there and begun again.
    await decide('ORD1', 'rejected', async () => {
      counting ??= closing.closeRegistrations(now);
      await eventually('the count to repeat', () => met.mock.calls.length >= 2);
    });
    await counting;
    met.mockRestore();

    expect((await present()).awaitingAtClose).toBe(1);
  });

  it('are counted again where an edit opens registration again', async () => {
    await closing.closeRegistrations(now);

    const edited = await service.edit(claire, 'CAT86', { registrationDeadline: new Date('2026-06-20T00:00:00Z') }, 1);

    expect(edited).toMatchObject({ awaitingAtClose: null, lateFrom: null });
    expect(await closing.closeRegistrations(now)).toBe(0);
    expect(await closing.closeRegistrations(new Date('2026-06-20T00:00:01Z'))).toBe(1);
  });
});

describe('late follows each move', () => {
  it('from being edited to published', async () => {
    now = new Date('2026-04-02T10:00:00Z');
    const { _id, lateFrom } = await service.create(claire, aNewPackage());
    expect(lateFrom).toEqual(new Date('2026-04-10T08:00:00Z'));

    expect(await service.submit(claire, _id)).toMatchObject({ lateFrom: new Date('2026-04-05T10:00:00Z'), lateDeadline: 'approvalDeadline' });
    expect(await service.approve(marc, _id)).toMatchObject({ lateFrom: new Date('2026-04-10T08:00:00Z'), lateDeadline: 'availableAt' });
    expect(await service.publish(claire, _id)).toMatchObject({ lateFrom: null, lateDeadline: null });
  });

  it('a deadline that nobody chose ends with its submission; one that was chosen stays', async () => {
    now = new Date('2026-04-02T10:00:00Z');
    const { _id } = await service.create(claire, aNewPackage());
    await service.submit(claire, _id);
    const { version } = await service.reject(marc, _id, 'Wrong year.');
    expect(await service.edit(claire, _id, { label: 'Right year' }, version)).toMatchObject({ approvalDeadline: null, submittedBy: null });
    now = new Date('2026-04-03T10:00:00Z');
    expect((await service.submit(claire, _id)).approvalDeadline).toEqual(new Date('2026-04-06T10:00:00Z'));

    const chosen = new Date('2026-04-08T00:00:00Z');
    const other = await service.create(claire, aNewPackage({ referenceCampaign: 'OP14', approvalDeadline: chosen }));
    expect((await service.submit(claire, other._id)).approvalDeadline).toEqual(chosen);
  });
});

describe('what an edit carries along', () => {
  beforeEach(() => {
    now = new Date('2026-04-02T10:00:00Z');
  });

  it('another reference takes the place of the first, which is free again', async () => {
    const { _id, version } = await service.create(claire, aNewPackage());

    await service.edit(claire, _id, { referenceCampaign: 'OP14' }, version);

    expect((await campaigns.findById('OP13').lean())?.package).toBeNull();
    expect((await campaigns.findById('OP14').lean())?.package).toBe(_id);
    await service.create(claire, aNewPackage({ referenceCampaign: 'OP13' }));
  });

  it('a reference that another package has is refused, and nothing moves', async () => {
    const { _id, version } = await service.create(claire, aNewPackage());
    const other = await service.create(claire, aNewPackage({ referenceCampaign: 'OP14' }));

    await expect(service.edit(claire, _id, { referenceCampaign: 'OP14' }, version)).rejects.toMatchObject({ code: 'reference-taken', details: { package: other._id } });

    expect((await campaigns.findById('OP13').lean())?.package).toBe(_id);
    expect((await service.get(claire, _id)).version).toBe(version);
  });

  it('a package made local lets its reference go', async () => {
    const { _id, version } = await service.create(claire, aNewPackage());

    expect(await service.edit(claire, _id, { kind: 'local' }, version)).toMatchObject({ kind: 'local', distributionLevel: 'local' });

    expect((await campaigns.findById('OP13').lean())?.package).toBeNull();
  });

  it('entities added to a published package are told of, only those', async () => {
    await stored({ status: 'published' });

    await service.edit(claire, 'CAT86', { audience: ['OU1', 'OU2', 'OU3'] }, 1);
    await service.edit(claire, 'CAT86', { label: 'Other words' }, 2);

    const events = await connection.collection('outbox').find({ type: 'relais.package.audience-extended' }).toArray();
    expect(events).toMatchObject([{ subject: 'CAT86', data: { cycle: 1, entities: ['OU3'] } }]);
  });

  it('an edit that changes nothing makes no new version', async () => {
    await stored({});

    expect(await service.edit(claire, 'CAT86', { label: 'Savings week', audience: ['OU1', 'OU2'] }, 1)).toMatchObject({ version: 1 });
    expect(await journal.countDocuments()).toBe(0);
  });
});

describe('approving one’s own submission', () => {
  it('is possible where the installation says so, with a warning in the journal', async () => {
    now = new Date('2026-04-02T10:00:00Z');
    const environment = module.get(Environment);
    const { _id } = await service.create(claire, aNewPackage({ reviewers: [claire.email, marc.email] }));
    await service.submit(claire, _id);
    await expect(service.approve(claire, _id)).rejects.toMatchObject({ kind: 'forbidden' });
    environment.RELAIS_SELF_APPROVAL = true;

    const approved = await service.approve(claire, _id).finally(() => {
      environment.RELAIS_SELF_APPROVAL = false;
    });

    expect(approved.status).toBe('approved');
    expect(await journal.findOne({ subject: _id, command: 'self-approval' }).lean()).toMatchObject({ by: claire.email, comment: expect.stringContaining('RELAIS_SELF_APPROVAL') });
    expect(await journal.findOne({ subject: _id, refused: 'forbidden' }).lean()).toMatchObject({ command: 'approve', by: claire.email });
  });
});

describe('what a local operator may know', () => {
  it('a package that is over, only where their entity ordered it or was told of it', async () => {
    await stored({ status: 'canceled' });
    const told = jest.spyOn(module.get(PackagePorts), 'wasTold').mockResolvedValue(false);

    await expect(service.get(luc, 'CAT86')).rejects.toMatchObject({ kind: 'not-found' });
    told.mockResolvedValue(true);
    expect((await service.get(luc, 'CAT86'))._id).toBe('CAT86');
    told.mockResolvedValue(false);
    await orders.insertMany([anOrder({ status: 'canceled', liveKey: null })]);
    expect((await service.get(luc, 'CAT86'))._id).toBe('CAT86');

    told.mockRestore();
    const shown = await module.get(PackagesQueries).shown(luc, await present());
    expect(shown).not.toHaveProperty('reviewers');
    expect(shown.allowed).toEqual([]);
  });

  it('may give no command: of a package they know forbidden, of another not found', async () => {
    await stored({ status: 'approved' });
    now = new Date('2026-04-12T10:00:00Z');

    await expect(service.publish(luc, 'CAT86')).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(service.edit(luc, 'CAT86', { label: 'Mine' }, 1)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(service.publish({ ...luc, entity: 'OU3' }, 'CAT86')).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('what a reader is offered', () => {
  const allowed = async (given: Partial<CampaignPackage>, actor: Actor): Promise<string[]> => (await module.get(PackagesQueries).shown(actor, aCampaignPackage(given))).allowed ?? [];

  it.each([
    ['being edited, without reviewers', { status: 'being-edited' }, ['edit', 'submit', 'approve', 'cancel']],
    ['being edited, with reviewers', { status: 'being-edited', reviewers: [marc.email] }, ['edit', 'submit', 'cancel']],
    ['pending, of a reviewer', { status: 'pending-approval', reviewers: [claire.email], submittedBy: marc.email }, ['edit', 'approve', 'reject', 'cancel']],
    ['pending, of its submitter', { status: 'pending-approval', reviewers: [claire.email], submittedBy: claire.email }, ['edit', 'reject', 'cancel']],
    ['pending, of somebody else', { status: 'pending-approval', reviewers: [marc.email], submittedBy: marc.email }, ['edit', 'cancel']],
    ['approved', { status: 'approved' }, ['edit', 'publish', 'cancel']],
    ['published', { status: 'published' }, ['edit', 'cancel', 'reinitialize']],
    ['canceled', { status: 'canceled' }, ['reinitialize']],
  ] as const)('%s', async (_what, given, expected) => {
    expect(await allowed(given as unknown as Partial<CampaignPackage>, claire)).toEqual(expected);
  });
});
