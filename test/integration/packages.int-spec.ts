import { jest } from '@jest/globals';
import { getModelToken } from '@nestjs/mongoose';
import type { TestingModule } from '@nestjs/testing';
import type { Model } from 'mongoose';

import type { Campaign } from '../../src/campaigns/campaign.schema.js';
import { CampaignsModule } from '../../src/campaigns/campaigns.module.js';
import { Clock } from '../../src/clock/clock.js';
import { EntitiesModule } from '../../src/entities/entities.module.js';
import type { Entity } from '../../src/entities/entity.schema.js';
import { GatesService } from '../../src/gates/gates.service.js';
import type { JournalEntry } from '../../src/journal/journal.schema.js';
import type { Actor } from '../../src/operators/actor.js';
import type { Operator } from '../../src/operators/operator.schema.js';
import { OperatorsModule } from '../../src/operators/operators.module.js';
import type { Order } from '../../src/orders/order.schema.js';
import { OrdersModule } from '../../src/orders/orders.module.js';
import { PackagesQueries } from '../../src/packages/packages.queries.js';
import { PackagesModule } from '../../src/packages/packages.module.js';
import { PackagesService } from '../../src/packages/packages.service.js';
import { packageListParameters } from '../../src/packages/package.requests.js';
import type { CampaignPackage, PackageStatus } from '../../src/packages/package.schema.js';
import { RegistrationClosing } from '../../src/packages/registration-closing.js';
import { Transactions } from '../../src/storage/transactions.js';
import { aCampaign } from '../builders/campaign.js';
import { aCampaignPackage, aNewPackage } from '../builders/campaign-package.js';
import { anOrder } from '../builders/order.js';
import { startFoundation } from '../support/foundation.js';

// Between the schedule's start (1 April) and the availability date (10 April) of the builder's package.
let now = new Date('2026-04-02T10:00:00Z');
const person = (email: string, role: Actor['role'], entity: string | null = null): Actor => ({ email, name: email, role, entity, locale: 'en' });
const claire = person('claire@meridian.example', 'central');
const marc = person('marc@meridian.example', 'central');
const lina = person('lina@meridian.example', 'admin');
const luc = person('luc@lyon.example', 'local', 'OU1');

let module: TestingModule;
let service: PackagesService;
let queries: PackagesQueries;
let packages: Model<CampaignPackage>;
let campaigns: Model<Campaign>;
let orders: Model<Order>;
let journal: Model<JournalEntry>;

beforeAll(async () => {
  module = await startFoundation('packages', { imports: [OperatorsModule, EntitiesModule, CampaignsModule, PackagesModule, OrdersModule] });
  jest.spyOn(module.get(Clock), 'now').mockImplementation(() => now);
  service = module.get(PackagesService);
  queries = module.get(PackagesQueries);
  packages = module.get(getModelToken('CampaignPackage'), { strict: false });
  campaigns = module.get(getModelToken('Campaign'), { strict: false });
  orders = module.get(getModelToken('Order'), { strict: false });
  journal = module.get(getModelToken('JournalEntry'), { strict: false });
});
afterAll(() => module.close());

beforeEach(async () => {
  now = new Date('2026-04-02T10:00:00Z');
  const entities: Model<Entity> = module.get(getModelToken('Entity'), { strict: false });
  const operators: Model<Operator> = module.get(getModelToken('Operator'), { strict: false });
  for (const model of [packages, campaigns, orders, journal, entities, operators]) await model.collection.deleteMany({});
  await packages.db.collection('gates').deleteMany({});
  await entities.insertMany(['OU1', 'OU2', 'OU3'].map((_id) => ({ _id, label: _id, locale: 'fr', timeZone: 'Europe/Paris', version: 1, createdAt: now, modifiedAt: now })));
  await operators.insertMany([claire, marc, lina, luc].map(({ email, name, role, entity }) => ({ _id: email, name, role, entity, version: 1, createdAt: now, modifiedAt: now })));
  await campaigns.insertMany([aCampaign(), aCampaign({ _id: 'OP14' })]);
});

const make = (given: Parameters<typeof aNewPackage>[0] = {}): Promise<CampaignPackage> => service.create(claire, aNewPackage(given));

async function submitted(reviewers: string[] = []): Promise<string> {
  const { _id } = await make({ reviewers });
  await service.submit(claire, _id);
  return _id;
}

async function inStatus(status: PackageStatus, given: Partial<CampaignPackage> = {}): Promise<CampaignPackage> {
  const stored = aCampaignPackage({ status, ...given });
  await packages.insertMany([stored]);
  await module.get(Transactions).run((session) => module.get(GatesService).open(stored._id, 1, session));
  return stored;
}

const list = (actor: Actor, query: Record<string, unknown>) => queries.list(actor, packageListParameters.parse(query));
const codes = async (query: Record<string, unknown>, actor = claire): Promise<string[]> => (await list(actor, query)).items.map((item) => item.code);

describe('creating', () => {
  it('gives a code, cycle 1, open gates, a journal row, and takes the reference', async () => {
    const made = await make();

    expect(made).toMatchObject({ status: 'being-edited', cycle: 1, version: 1, createdBy: claire.email });
    expect(await module.get(GatesService).isOpen(made._id, 1)).toBe(true);
    expect(await journal.find({ subject: made._id }).lean()).toMatchObject([{ command: 'create', by: claire.email, to: 'being-edited' }]);
    expect(await campaigns.findById('OP13').lean()).toMatchObject({ package: made._id, cycle: 1 });
  });

  it('a campaign is the reference of one collaborative package; local ones may share it', async () => {
    await make();

    await expect(make()).rejects.toMatchObject({ kind: 'conflict' });
    await make({ kind: 'local', distributionLevel: 'local' });
    await make({ kind: 'local', distributionLevel: 'local' });

    expect(await packages.countDocuments()).toBe(3);
  });

  it('of two collaborative packages made at once on one campaign, one is made', async () => {
    const answers = await Promise.allSettled([make(), make()]);

    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(answers.find((answer) => answer.status === 'rejected')).toMatchObject({ reason: { kind: 'conflict' } });
  });

  it.each([
    ['by target approval is not built yet', { distributionLevel: 'by-target-approval' as const, audience: [] }, 'distributionLevel'],
    ['a local package in automatic mode', { kind: 'local' as const, distributionLevel: 'local' as const, orderApproval: 'automatic' as const }, 'orderApproval'],
    ['a local package has the level local', { kind: 'local' as const, distributionLevel: 'simple' as const }, 'distributionLevel'],
    ['an unknown entity', { audience: ['OU1', 'OU99'] }, 'audience[1]'],
    ['a local operator as reviewer', { reviewers: ['luc@lyon.example'] }, 'reviewers[0]'],
    ['an unknown campaign', { referenceCampaign: 'OP99' }, 'referenceCampaign'],
    ['available before the start', { availableAt: new Date('2026-03-01T00:00:00Z') }, 'availableAt'],
    ['available at the end', { availableAt: new Date('2026-06-30T00:00:00Z'), registrationDeadline: null }, 'availableAt'],
    ['registration closed before it opens', { registrationDeadline: new Date('2026-04-05T00:00:00Z') }, 'registrationDeadline'],
    ['registration closed after the end', { registrationDeadline: new Date('2026-07-05T00:00:00Z') }, 'registrationDeadline'],
    ['personalized before it is available', { personalizationDeadline: new Date('2026-04-05T00:00:00Z') }, 'personalizationDeadline'],
  ])('%s: refused, the field named, nothing written', async (_why, given, field) => {
    await expect(make(given)).rejects.toMatchObject({ kind: 'invalid', details: { errors: expect.arrayContaining([expect.objectContaining({ field })]) } });

    expect(await packages.countDocuments()).toBe(0);
  });

  it('is head office’s alone', async () => {
    await expect(service.create(luc, aNewPackage())).rejects.toMatchObject({ kind: 'forbidden' });
  });
});

describe('approval', () => {
  it('is asked for three days where no date was given', async () => {
    const code = await submitted();

    expect(await service.get(claire, code)).toMatchObject({ status: 'pending-approval', submittedBy: claire.email, approvalDeadline: new Date('2026-04-05T10:00:00Z') });
  });

  it('by a named reviewer is enough; a later one is told by whom and when', async () => {
    const code = await submitted([marc.email, lina.email]);

    expect(await service.approve(marc, code)).toMatchObject({ status: 'approved', approval: { by: marc.email, at: now } });
    await expect(service.approve(lina, code)).rejects.toMatchObject({ code: 'already-decided', details: { by: marc.email, at: now.toISOString() } });
    await expect(service.reject(lina, code, 'no')).rejects.toMatchObject({ code: 'already-decided' });
  });

  it('of two reviewers at once, one decides and the other is told', async () => {
    const code = await submitted([marc.email, lina.email]);

    const answers = await Promise.allSettled([service.approve(marc, code), service.reject(lina, code, 'Wrong year.')]);

    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
    expect(answers.find((answer) => answer.status === 'rejected')).toMatchObject({ reason: { code: 'already-decided' } });
  });

  it('is not the submitter’s own, nor anybody’s who is not named', async () => {
    const code = await submitted([marc.email, claire.email]);

    await expect(service.approve(claire, code)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(service.approve(lina, code)).rejects.toMatchObject({ kind: 'forbidden' });
    expect((await service.get(claire, code)).status).toBe('pending-approval');
  });

  it('is anybody’s at head office where nobody is named', async () => {
    expect(await service.approve(claire, await submitted())).toMatchObject({ status: 'approved' });
  });

  it('is anybody’s but the submitter’s once the deadline passed undecided', async () => {
    const code = await submitted([marc.email]);
    now = new Date('2026-04-06T10:00:00Z');

    await expect(service.approve(claire, code)).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await service.approve(lina, code)).toMatchObject({ status: 'approved' });
  });

  it('after the availability date publishes at once', async () => {
    const code = await submitted();
    now = new Date('2026-04-11T10:00:00Z');

    expect(await service.approve(marc, code)).toMatchObject({ status: 'published', publishedAt: now });
    expect((await journal.find({ subject: code }).sort({ _id: 1 }).lean()).map((row) => row.to)).toEqual(['being-edited', 'pending-approval', 'approved', 'published']);
  });

  it('is refused once registration has closed, and without a schedule or an audience, each named', async () => {
    const late = await submitted();
    now = new Date('2026-06-01T10:00:00Z');
    await expect(service.approve(marc, late)).rejects.toMatchObject({ kind: 'conflict' });

    const { _id } = await make({ referenceCampaign: 'OP14', audience: [] });
    now = new Date('2026-04-02T10:00:00Z');
    await expect(service.submit(claire, _id)).rejects.toMatchObject({ kind: 'conflict', details: { errors: [expect.objectContaining({ field: 'audience' })] } });
  });

  it('refused with a comment rejects; an edit then brings it back to being edited', async () => {
    const code = await submitted();
    const rejected = await service.reject(marc, code, 'Rate table is last year’s.');

    const edited = await service.edit(claire, code, { label: 'Savings week, new rates' }, rejected.version);

    expect(rejected).toMatchObject({ status: 'rejected', rejection: { by: marc.email, at: now, comment: 'Rate table is last year’s.' } });
    expect(edited).toMatchObject({ status: 'being-edited', label: 'Savings week, new rates' });
  });
});

describe('editing', () => {
  it.each([
    ['label', { label: 'Other words' }],
    ['folder', { folder: 'Elsewhere' }],
    ['assignedTo', { assignedTo: 'marc@meridian.example' }],
    ['reviewers', { reviewers: ['marc@meridian.example'] }],
    ['approvalDeadline', { approvalDeadline: new Date('2026-04-09T00:00:00Z') }],
  ])('%s leaves an approval alone', async (_field, patch) => {
    const code = await submitted();
    const approved = await service.approve(marc, code);

    expect(await service.edit(claire, code, patch, approved.version)).toMatchObject({ status: 'approved', approval: { by: marc.email } });
  });

  it.each([
    ['audience', { audience: ['OU1', 'OU2', 'OU3'] }],
    ['the schedule', { schedule: { end: new Date('2026-07-31T00:00:00Z') } }],
    ['the availability date', { availableAt: new Date('2026-04-12T08:00:00Z') }],
    ['the form', { form: [{ name: 'size', label: 'Size', type: 'number' as const, options: [], required: false, default: null }] }],
    ['the level', { distributionLevel: 'by-campaign' as const }],
    ['allowMultipleOrders', { allowMultipleOrders: true }],
  ])('%s voids an approval, and says so in the journal', async (_what, patch) => {
    const code = await submitted();
    const approved = await service.approve(marc, code);

    expect(await service.edit(claire, code, patch, approved.version)).toMatchObject({ status: 'being-edited', approval: null });
    expect((await journal.find({ subject: code }).sort({ _id: -1 }).limit(1).lean())[0]).toMatchObject({ from: 'approved', to: 'being-edited' });
  });

  it('from a version that is not the present one, or from none, is refused', async () => {
    const { _id, version } = await make();
    await service.edit(claire, _id, { label: 'First' }, version);

    await expect(service.edit(marc, _id, { label: 'Second' }, version)).rejects.toMatchObject({ kind: 'stale' });
    await expect(service.edit(marc, _id, { label: 'Second' }, undefined)).rejects.toMatchObject({ kind: 'version-missing' });
    expect((await service.get(claire, _id)).label).toBe('First');
  });

  it('of two edits of one version at once, one is saved', async () => {
    const { _id, version } = await make();

    const answers = await Promise.allSettled([service.edit(claire, _id, { label: 'Hers' }, version), service.edit(marc, _id, { label: 'His' }, version)]);

    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await service.get(claire, _id)).version).toBe(version + 1);
  });

  it('journals each field, from what to what', async () => {
    const { _id, version } = await make();

    await service.edit(marc, _id, { label: 'New', folder: 'Loans' }, version);

    const [row] = await journal.find({ subject: _id, command: 'edit' }).lean();
    expect(row?.changes).toEqual(expect.arrayContaining([{ field: 'label', from: 'Savings week', to: 'New' }, { field: 'folder', from: 'Savings/2026', to: 'Loans' }]));
    expect(row?.by).toBe(marc.email);
  });

  it.each([
    ['label', { label: 'Other words' }],
    ['folder', { folder: 'Elsewhere' }],
    ['assignedTo', { assignedTo: 'marc@meridian.example' }],
    ['schedule.end', { schedule: { end: new Date('2026-08-31T00:00:00Z') } }],
    ['registrationDeadline', { registrationDeadline: new Date('2026-06-15T00:00:00Z') }],
    ['personalizationDeadline', { personalizationDeadline: new Date('2026-06-15T00:00:00Z') }],
    ['an entity more', { audience: ['OU1', 'OU2', 'OU3'] }],
  ])('of a published package: %s', async (_field, patch) => {
    await inStatus('published');

    expect(await service.edit(claire, 'CAT86', patch, 1)).toMatchObject({ status: 'published', version: 2 });
  });

  it.each([
    ['availableAt', { availableAt: new Date('2026-04-20T08:00:00Z') }],
    ['schedule.start', { schedule: { start: new Date('2026-04-02T00:00:00Z') } }],
    ['audience', { audience: ['OU1'] }],
    ['distributionLevel', { distributionLevel: 'by-form' as const }],
    ['reviewers', { reviewers: ['marc@meridian.example'] }],
  ])('of a published package never: %s, named in the refusal', async (field, patch) => {
    await inStatus('published');

    await expect(service.edit(claire, 'CAT86', patch, 1)).rejects.toMatchObject({ kind: 'conflict', details: { errors: expect.arrayContaining([expect.objectContaining({ field })]) } });
  });

  it('of a canceled package: nothing', async () => {
    await inStatus('canceled');

    await expect(service.edit(claire, 'CAT86', { label: 'x' }, 1)).rejects.toMatchObject({ kind: 'conflict', details: { allowed: ['reinitialize'] } });
  });

  it('of kind or level is refused while the cycle has a live order', async () => {
    await inStatus('approved');
    await orders.insertMany([anOrder({ status: 'draft' })]);

    await expect(service.edit(claire, 'CAT86', { distributionLevel: 'by-form' }, 1)).rejects.toMatchObject({ code: 'fields-not-editable', details: { fields: ['distributionLevel'] } });
  });
});

describe('publishing now', () => {
  it('moves the availability date and a later start to now', async () => {
    await inStatus('approved', { schedule: { start: new Date('2026-04-05T00:00:00Z'), end: new Date('2026-06-30T00:00:00Z') } });

    expect(await service.publish(claire, 'CAT86')).toMatchObject({ status: 'published', publishedAt: now, availableAt: now, schedule: { start: now } });
  });

  it.each(['being-edited', 'pending-approval', 'rejected', 'published', 'canceled'] as const)('is refused from %s', async (status) => {
    await inStatus(status);

    await expect(service.publish(claire, 'CAT86')).rejects.toMatchObject({ code: 'invalid-transition', details: { from: status } });
  });
});

describe('late', () => {
  it('when registration closes with orders awaiting approval, until the last is decided', async () => {
    await inStatus('published', { registrationDeadline: new Date('2026-05-31T22:00:00Z') });
    await orders.insertMany([anOrder()]);
    now = new Date('2026-06-01T10:00:00Z');
    expect(await codes({ late: 'true' })).toEqual([]);

    expect(await module.get(RegistrationClosing).closeRegistrations(now)).toBe(1);

    const [item] = (await list(claire, { late: 'true' })).items;
    expect(item?.late).toEqual({ deadline: 'registrationDeadline', since: new Date('2026-05-31T22:00:00Z') });
    expect(await module.get(RegistrationClosing).closeRegistrations(now)).toBe(0);
  });
});

describe('the list', () => {
  beforeEach(async () => {
    const far = new Date('2027-01-01T00:00:00Z');
    await packages.insertMany([
      aCampaignPackage({ _id: 'CAT1', status: 'being-edited', lateFrom: new Date('2026-04-01T00:00:00Z'), lateDeadline: 'availableAt', modifiedAt: new Date('2026-04-01T01:00:00Z') }),
      aCampaignPackage({ _id: 'CAT2', referenceCampaign: 'OP14', status: 'published', folder: 'Savings', modifiedAt: new Date('2026-04-01T02:00:00Z') }),
      aCampaignPackage({ _id: 'CAT3', referenceCampaign: null, status: 'canceled', folder: 'Savings/2026/Spring', modifiedAt: new Date('2026-04-01T03:00:00Z') }),
      aCampaignPackage({ _id: 'CAT30', referenceCampaign: null, kind: 'local', distributionLevel: 'local', audience: [], status: 'published', folder: 'Savings-bis', label: 'Heat pump loan', modifiedAt: new Date('2026-04-01T04:00:00Z') }),
      aCampaignPackage({ _id: 'CAT4', referenceCampaign: null, status: 'pending-approval', lateFrom: far, lateDeadline: 'availableAt', availableAt: far, modifiedAt: new Date('2026-04-01T05:00:00Z') }),
    ]);
  });

  it.each([
    ['everything, newest change first', {}, ['CAT4', 'CAT30', 'CAT3', 'CAT2', 'CAT1']],
    ['several statuses', { status: ['published', 'canceled'] }, ['CAT30', 'CAT3', 'CAT2']],
    ['late now, not what will be', { late: 'true' }, ['CAT1']],
    ['not late', { late: 'false' }, ['CAT4', 'CAT30', 'CAT3', 'CAT2']],
    ['late together with a status', { late: 'true', status: 'published' }, []],
    ['a kind', { kind: 'local' }, ['CAT30']],
    ['a folder and what is under it, not its namesakes', { folder: 'Savings' }, ['CAT4', 'CAT3', 'CAT2', 'CAT1']],
    ['a campaign', { referenceCampaign: 'OP14' }, ['CAT2']],
    ['available from a date', { availableFrom: '2026-12-01T00:00:00Z' }, ['CAT4']],
    ['a code from its start', { q: 'cat3' }, ['CAT30', 'CAT3']],
    ['words of the label', { q: 'pump' }, ['CAT30']],
    ['an expression that is no expression here', { q: '.*' }, []],
  ])('shows %s', async (_what, query, expected) => {
    expect(await codes(query)).toEqual(expected);
  });

  it('counts by status and late, following the other filters', async () => {
    expect((await list(claire, { counts: 'true' })).counts).toMatchObject({ total: 5, late: 1, status: { 'being-edited': 1, published: 2, canceled: 1, 'pending-approval': 1, approved: 0, rejected: 0 } });
    expect((await list(claire, { counts: 'true', kind: 'local' })).counts).toMatchObject({ total: 1, late: 0, status: { published: 1, canceled: 0 } });
  });

  it('of a local operator is the list of offers, without what is head office’s own', async () => {
    const page = await list(luc, {});

    expect(page.items.map((item) => item.code)).toEqual(['CAT30', 'CAT2']);
    expect(page.items[0]).not.toHaveProperty('reviewers');
    expect(page.items[0]).not.toHaveProperty('orderCounts');
    await expect(service.get(luc, 'CAT1')).rejects.toMatchObject({ kind: 'not-found' });
  });
});
