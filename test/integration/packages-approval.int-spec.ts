import { jest } from '@jest/globals';
import { getConnectionToken } from '@nestjs/mongoose';
import type { TestingModule } from '@nestjs/testing';
import type { Connection } from 'mongoose';

import { CampaignsModule } from '../../src/campaigns/campaigns.module.js';
import { Clock } from '../../src/clock/clock.js';
import { Environment } from '../../src/config/environment.js';
import { EntitiesModule } from '../../src/entities/entities.module.js';
import type { Actor } from '../../src/operators/actor.js';
import { OperatorsModule } from '../../src/operators/operators.module.js';
import { OrdersModule } from '../../src/orders/orders.module.js';
import type { CampaignPackage } from '../../src/packages/package.schema.js';
import { PackagesModule } from '../../src/packages/packages.module.js';
import { PackagesQueries } from '../../src/packages/packages.queries.js';
import { PackagesService } from '../../src/packages/packages.service.js';
import { aCampaign } from '../builders/campaign.js';
import { aNewPackage } from '../builders/campaign-package.js';
import { startFoundation } from '../support/foundation.js';

const SUBMITTED = new Date('2026-04-02T10:00:00Z');
const IN_THREE_DAYS = new Date('2026-04-05T10:00:00Z');
const AFTER_THREE_DAYS = new Date('2026-04-05T10:00:01Z');
let now = SUBMITTED;
const person = (email: string, role: Actor['role'], entity: string | null = null): Actor => ({ email, name: email, role, entity, locale: 'en' });
const claire = person('claire@meridian.example', 'central');
const marc = person('marc@meridian.example', 'central');
const nora = person('nora@meridian.example', 'central');
const lina = person('lina@meridian.example', 'admin');
const luc = person('luc@lyon.example', 'local', 'OU1');

let module: TestingModule;
let service: PackagesService;
let connection: Connection;

beforeAll(async () => {
  module = await startFoundation('packages-approval', { imports: [OperatorsModule, EntitiesModule, CampaignsModule, PackagesModule, OrdersModule] });
  jest.spyOn(module.get(Clock), 'now').mockImplementation(() => now);
  service = module.get(PackagesService);
  connection = module.get(getConnectionToken());
});
afterAll(() => module.close());

beforeEach(async () => {
  now = SUBMITTED;
  for (const name of ['packages', 'campaigns', 'orders', 'gates', 'journal', 'outbox', 'entities', 'operators']) await connection.collection(name).deleteMany({});
  const people = [claire, marc, nora, lina, luc].map(({ email, name, role, entity }) => ({ _id: email, name, role, entity, version: 1, createdAt: now, modifiedAt: now }));
  await connection.collection('operators').insertMany(people as never[]);
  await connection.collection('entities').insertMany(['OU1', 'OU2', 'OU3'].map((_id) => ({ _id, label: _id })) as never[]);
  await connection.collection('campaigns').insertMany([aCampaign()] as never[]);
});

/** Made and submitted by Claire. */
async function submitted(given: Parameters<typeof aNewPackage>[0] = {}): Promise<CampaignPackage> {
  const { _id } = await service.create(claire, aNewPackage(given));
  return service.submit(claire, _id);
}

const may = async (actor: Actor, code: string): Promise<string[]> => ((await module.get(PackagesQueries).shown(actor, await service.get(claire, code))).allowed ?? []).filter((command) => command === 'approve' || command === 'reject');
const FORBIDDEN = { kind: 'forbidden' };

describe('the approval period', () => {
  it('is three days from the submission', async () => {
    expect((await submitted()).approvalDeadline).toEqual(IN_THREE_DAYS);
  });

  it('is the date that was chosen; one that has passed at the submission is none', async () => {
    const chosen = new Date('2026-04-09T00:00:00Z');
    const { _id, version } = await submitted({ approvalDeadline: chosen });
    expect((await service.get(claire, _id)).approvalDeadline).toEqual(chosen);

    await service.edit(claire, _id, { audience: ['OU1'] }, version);
    now = new Date('2026-04-09T08:00:00Z');

    expect((await service.submit(claire, _id)).approvalDeadline).toEqual(new Date('2026-04-12T08:00:00Z'));
  });

  it('may be moved while it is pending, which voids nothing; emptied, it is three days again', async () => {
    const { _id, version } = await submitted({ reviewers: [marc.email] });
    const moved = await service.edit(claire, _id, { approvalDeadline: new Date('2026-04-03T00:00:00Z') }, version);
    expect(moved).toMatchObject({ status: 'pending-approval', submittedBy: claire.email, lateFrom: new Date('2026-04-03T00:00:00Z'), lateDeadline: 'approvalDeadline' });

    expect(await service.edit(claire, _id, { approvalDeadline: null }, moved.version)).toMatchObject({ status: 'pending-approval', approvalDeadline: IN_THREE_DAYS });
  });

  it('decides nothing when it is over: the package is late, and its reviewers may still decide', async () => {
    const { _id } = await submitted({ reviewers: [marc.email] });
    now = AFTER_THREE_DAYS;

    const shown = await module.get(PackagesQueries).shown(claire, await service.get(claire, _id));
    expect(shown).toMatchObject({ status: 'pending-approval', late: { deadline: 'approvalDeadline', since: IN_THREE_DAYS } });
    expect(await service.approve(marc, _id)).toMatchObject({ status: 'approved', approval: { by: marc.email, at: now } });
  });
});

describe('who decides', () => {
  it('of the named reviewers, any one; of the others, nobody while the period lasts', async () => {
    const { _id } = await submitted({ reviewers: [marc.email, nora.email] });

    for (const other of [lina, claire]) {
      expect(await may(other, _id)).toEqual([]);
      await expect(service.approve(other, _id)).rejects.toMatchObject(FORBIDDEN);
      await expect(service.reject(other, _id, 'No.')).rejects.toMatchObject(FORBIDDEN);
    }
    for (const named of [marc, nora]) expect(await may(named, _id)).toEqual(['approve', 'reject']);
    expect(await service.reject(nora, _id, 'No.')).toMatchObject({ status: 'rejected' });
  });

  it('no local operator, whose package it may be to see', async () => {
    const { _id } = await submitted();

    await expect(service.approve(luc, _id)).rejects.toMatchObject({ kind: 'not-found' });
    expect(await may(luc, _id)).toEqual([]);
  });

  it('the submitter who is a reviewer may reject their own submission, never approve it', async () => {
    const { _id } = await submitted({ reviewers: [claire.email, marc.email] });

    expect(await may(claire, _id)).toEqual(['reject']);
    await expect(service.approve(claire, _id)).rejects.toMatchObject(FORBIDDEN);
    expect(await service.reject(claire, _id, 'I forgot the rates.')).toMatchObject({ status: 'rejected', rejection: { by: claire.email } });
  });

  it('where nobody is named, anybody at head office, the submitter too', async () => {
    const { _id } = await submitted();

    for (const anybody of [claire, marc, lina]) expect(await may(anybody, _id)).toEqual(['approve', 'reject']);
    expect(await service.approve(claire, _id)).toMatchObject({ status: 'approved', approval: { by: claire.email } });
  });

  it('once the named let the deadline pass, anybody at head office but the submitter', async () => {
    const { _id } = await submitted({ reviewers: [marc.email] });
    now = AFTER_THREE_DAYS;

    expect(await may(claire, _id)).toEqual([]);
    await expect(service.approve(claire, _id)).rejects.toMatchObject(FORBIDDEN);
    await expect(service.reject(claire, _id, 'Mine.')).rejects.toMatchObject(FORBIDDEN);
    for (const other of [marc, nora, lina]) expect(await may(other, _id)).toEqual(['approve', 'reject']);
    expect(await service.approve(nora, _id)).toMatchObject({ status: 'approved', approval: { by: nora.email } });
  });

  it('the submitter too, where the installation says so, but only as one who may decide at all', async () => {
    const environment = module.get(Environment);
    const { _id } = await submitted({ reviewers: [marc.email] });
    environment.RELAIS_SELF_APPROVAL = true;

    try {
      await expect(service.approve(claire, _id)).rejects.toMatchObject(FORBIDDEN);
      expect(await connection.collection('journal').countDocuments({ command: 'self-approval' })).toBe(0);
      now = AFTER_THREE_DAYS;
      expect(await service.approve(claire, _id)).toMatchObject({ status: 'approved', approval: { by: claire.email } });
      expect(await connection.collection('journal').countDocuments({ subject: _id, command: 'self-approval', by: claire.email })).toBe(1);
    } finally {
      environment.RELAIS_SELF_APPROVAL = false;
    }
  });

  it('whoever is named now: reviewers changed while it is pending decide in place of the first', async () => {
    const { _id, version } = await submitted({ reviewers: [marc.email] });

    const edited = await service.edit(claire, _id, { reviewers: [nora.email] }, version);

    expect(edited).toMatchObject({ status: 'pending-approval', submittedBy: claire.email, submittedAt: SUBMITTED, approvalDeadline: IN_THREE_DAYS });
    await expect(service.approve(marc, _id)).rejects.toMatchObject(FORBIDDEN);
    expect(await service.approve(nora, _id)).toMatchObject({ status: 'approved' });
  });

  it('anybody at head office where the reviewers are taken away while it is pending', async () => {
    const { _id, version } = await submitted({ reviewers: [marc.email] });

    await service.edit(claire, _id, { reviewers: [] }, version);

    expect(await service.approve(lina, _id)).toMatchObject({ status: 'approved' });
  });

  it.each([
    ['a local operator', 'luc@lyon.example'],
    ['nobody', 'nobody@meridian.example'],
  ])('reviewers are named among head office: %s is refused', async (_who, email) => {
    const { _id, version } = await submitted();

    await expect(service.edit(claire, _id, { reviewers: [marc.email, email] }, version)).rejects.toMatchObject({ kind: 'invalid', details: { errors: [{ field: 'reviewers[1]' }] } });
  });
});

describe('once it is decided', () => {
  it('a second click, of the same reviewer or another, is told by whom and when', async () => {
    const { _id } = await submitted({ reviewers: [marc.email, nora.email] });
    await service.approve(marc, _id);
    const told = { code: 'already-decided', details: { by: marc.email, at: SUBMITTED.toISOString(), allowed: ['publish', 'cancel'] } };
    now = new Date('2026-04-02T11:00:00Z');

    await expect(service.approve(marc, _id)).rejects.toMatchObject(told);
    await expect(service.approve(nora, _id)).rejects.toMatchObject(told);
    await expect(service.reject(nora, _id, 'No.')).rejects.toMatchObject(told);
    expect(await connection.collection('journal').countDocuments({ subject: _id, command: 'approve', refused: null })).toBe(1);
    expect(await connection.collection('outbox').countDocuments({ subject: _id, type: 'relais.package.approved' })).toBe(1);
  });

  it('of ten clicks at once one approves, and nine are told', async () => {
    const { _id } = await submitted({ reviewers: [marc.email, nora.email] });

    const answers = await Promise.allSettled(Array.from({ length: 10 }, (_, index) => service.approve(index % 2 === 0 ? marc : nora, _id)));

    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'already-decided' });
  });

  it('an edit of what it was bound to asks for it again, in the mind of the reviewers and of the record', async () => {
    const { _id } = await submitted({ reviewers: [marc.email] });
    const approved = await service.approve(marc, _id);

    const edited = await service.edit(claire, _id, { registrationDeadline: new Date('2026-05-20T00:00:00Z') }, approved.version);

    expect(edited).toMatchObject({ status: 'being-edited', approval: null, submittedBy: null, submittedAt: null, approvalDeadline: null, fingerprint: null });
    await expect(service.approve(marc, _id)).rejects.toMatchObject({ code: 'reviewers-not-asked', details: { allowed: ['submit', 'cancel'] } });
    await service.submit(claire, _id);
    expect(await service.approve(marc, _id)).toMatchObject({ status: 'approved' });
  });

  it('an edit while it is pending voids what was asked: who clicks then approves nothing', async () => {
    const { _id, version } = await submitted({ reviewers: [marc.email] });

    await service.edit(claire, _id, { allowMultipleOrders: true }, version);

    await expect(service.approve(marc, _id)).rejects.toMatchObject({ code: 'reviewers-not-asked' });
    expect((await service.get(claire, _id)).status).toBe('being-edited');
  });

  it('publishing moves the availability date and does not void it', async () => {
    const { _id } = await submitted({ reviewers: [marc.email] });
    await service.approve(marc, _id);

    expect(await service.publish(claire, _id)).toMatchObject({ status: 'published', availableAt: SUBMITTED, approval: { by: marc.email } });
  });
});

describe('without being submitted', () => {
  it('a package that names no reviewers is approved directly, by anybody at head office', async () => {
    const { _id } = await service.create(claire, aNewPackage());

    expect(await service.approve(claire, _id)).toMatchObject({ status: 'approved', submittedBy: null, submittedAt: null, approvalDeadline: null, approval: { by: claire.email, at: SUBMITTED } });
  });

  it('one that names some is not', async () => {
    const { _id } = await service.create(claire, aNewPackage({ reviewers: [marc.email] }));

    expect(await may(marc, _id)).toEqual([]);
    await expect(service.approve(marc, _id)).rejects.toMatchObject({ code: 'reviewers-not-asked' });
  });
});

describe('registration or the end, once passed', () => {
  it.each([
    ['registration', { registrationDeadline: new Date('2026-04-20T00:00:00Z') }, new Date('2026-04-20T00:00:00Z'), 'registrationDeadline'],
    ['the end', { registrationDeadline: null, schedule: { start: new Date('2026-04-01T00:00:00Z'), end: new Date('2026-04-20T00:00:00Z') } }, new Date('2026-04-20T00:00:00Z'), 'schedule.end'],
  ])('%s: neither submitted nor approved, the date named; a moment before it is', async (_what, given, passed, field) => {
    const { _id } = await service.create(claire, aNewPackage(given));
    now = passed;
    const refusal = { code: 'registration-over', details: { errors: [{ field }] } };
    await expect(service.submit(claire, _id)).rejects.toMatchObject(refusal);
    await expect(service.approve(claire, _id)).rejects.toMatchObject(refusal);

    now = new Date(passed.getTime() - 1);
    expect(await service.submit(claire, _id)).toMatchObject({ status: 'pending-approval' });
    now = passed;
    await expect(service.approve(claire, _id)).rejects.toMatchObject(refusal);
    expect(await service.reject(claire, _id, 'Too late.')).toMatchObject({ status: 'rejected' });
  });
});
