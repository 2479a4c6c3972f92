import { getConnectionToken, getModelToken } from '@nestjs/mongoose';
import type { TestingModule } from '@nestjs/testing';
import type { ClientSession, Connection, Model } from 'mongoose';

import { CampaignEndings } from '../../src/campaigns/campaign-endings.js';
import { campaignListParameters } from '../../src/campaigns/campaign.requests.js';
import type { Campaign } from '../../src/campaigns/campaign.schema.js';
import { CampaignSteering } from '../../src/campaigns/campaign-steering.js';
import { CampaignsModule } from '../../src/campaigns/campaigns.module.js';
import { CampaignPorts, type CampaignProcesses, type CopyProcesses, type ProcessCommand } from '../../src/campaigns/campaigns.ports.js';
import { CampaignsQueries } from '../../src/campaigns/campaigns.queries.js';
import { CampaignsService } from '../../src/campaigns/campaigns.service.js';
import type { NewChild } from '../../src/campaigns/new-campaign.js';
import { DomainError } from '../../src/errors/domain-error.js';
import type { JournalEntry } from '../../src/journal/journal.schema.js';
import type { Actor } from '../../src/operators/actor.js';
import { OperatorsModule } from '../../src/operators/operators.module.js';
import { Transactions } from '../../src/storage/transactions.js';
import { aCampaign } from '../builders/campaign.js';
import { startFoundation } from '../support/foundation.js';

const at = new Date('2026-04-12T09:00:00Z');
const claire: Actor = { email: 'claire@meridian.example', name: 'Claire', role: 'central', entity: null, locale: 'en' };
const luc: Actor = { email: 'luc@lyon.example', name: 'Luc', role: 'local', entity: 'OU3', locale: 'fr' };
const canceled = { at, by: claire.email, comment: 'The rate is wrong.', cancellation: 'CXL4' };

/** A room of processes that remembers what it was asked; whether one is final is kept in the database. */
class Processes implements CampaignProcesses {
  asked: string[] = [];
  copies: Pick<CopyProcesses, 'which' | 'from' | 'to'>[] = [];
  takes: Partial<Record<ProcessCommand, string[]>> = {};
  refuses = new Set<string>();

  constructor(
    readonly kind: 'workflow' | 'delivery',
    private readonly connection: Connection,
    private readonly log: string[],
  ) {}

  async ready(_campaign: Campaign, command: ProcessCommand): Promise<string[]> {
    return this.takes[command] ?? [];
  }

  async command(_actor: Actor, code: string, command: ProcessCommand): Promise<void> {
    if (this.refuses.has(code)) throw new DomainError('no-target', 'conflict', { en: 'No target.', fr: 'Aucune cible.' });
    this.log.push(`${command} ${code}`);
  }

  async countUnfinished(campaign: Campaign, session: ClientSession): Promise<number> {
    return this.connection.collection('probes').countDocuments({ campaign: campaign._id, kind: this.kind, final: false }, { session });
  }

  async follow(campaign: Campaign): Promise<void> {
    this.asked.push(`${campaign._id} hangs on ${campaign.package} in cycle ${campaign.cycle}`);
  }

  async copy({ which, from, to }: CopyProcesses): Promise<void> {
    this.copies.push({ which, from, to });
  }
}

let module: TestingModule;
let service: CampaignsService;
let endings: CampaignEndings;
let campaigns: Model<Campaign>;
let journal: Model<JournalEntry>;
let connection: Connection;
let workflows: Processes;
let deliveries: Processes;
const log: string[] = [];

beforeAll(async () => {
  module = await startFoundation('campaigns', { imports: [OperatorsModule, CampaignsModule] });
  service = module.get(CampaignsService);
  endings = module.get(CampaignEndings);
  campaigns = module.get(getModelToken('Campaign'), { strict: false });
  journal = module.get(getModelToken('JournalEntry'), { strict: false });
  connection = module.get(getConnectionToken());
  await connection.createCollection('probes');
  deliveries = new Processes('delivery', connection, log);
  workflows = new Processes('workflow', connection, log);
  // Deliveries register first here: workflows are asked first all the same.
  module.get(CampaignPorts).registerProcesses(deliveries);
  module.get(CampaignPorts).registerProcesses(workflows);
});
afterAll(() => module.close());

beforeEach(async () => {
  for (const name of ['campaigns', 'journal', 'outbox', 'probes']) await connection.collection(name).deleteMany({});
  log.length = 0;
  for (const processes of [workflows, deliveries]) Object.assign(processes, { asked: [], copies: [], takes: {}, refuses: new Set() });
});

const inTransaction = <T>(work: (session: ClientSession) => Promise<T>): Promise<T> => module.get(Transactions).run(work);
const load = (code: string): Promise<Campaign> => service.load(code);
const keep = (...given: Partial<Campaign>[]): Promise<unknown> => campaigns.insertMany(given.map((one) => aCampaign(one)));
const birth = (code: string): Promise<Campaign> => inTransaction((session) => service.noteBirth(code, { session, now: at, by: claire.email }));

const child: NewChild = { code: 'OU3_OP25', label: 'Savings week, Lyon', reference: 'OP13', order: 'ORD29', orderPackage: 'CAT86', package: 'CAT86', cycle: 1, entity: 'OU3', ordinal: 7, by: claire.email, at };

describe('making and editing', () => {
  it('gives a reference its code, a journal row and an event', async () => {
    const made = await service.create(claire, { label: 'Savings week', schedule: { start: null, end: null }, folder: 'Savings' });

    expect(await load(made._id)).toMatchObject({ kind: 'reference', status: 'being-edited', package: null, cycle: 1, ordinal: -1, version: 1, createdBy: claire.email });
    expect(made._id).toMatch(/^OP\d+$/);
    expect(await journal.find().lean()).toMatchObject([{ subject: made._id, command: 'create', to: 'being-edited' }]);
    expect(await connection.collection('outbox').find().toArray()).toMatchObject([{ type: 'relais.campaign.created', subject: made._id }]);
  });

  it('is head office’s alone', async () => {
    await expect(service.create(luc, { label: 'Mine', schedule: { start: null, end: null }, folder: '' })).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('an edit journals what changed; a stale or missing version is refused', async () => {
    await keep({});

    expect(await service.edit(claire, 'OP13', { label: 'New', schedule: { end: at } }, 1)).toMatchObject({ label: 'New', schedule: { start: null, end: at }, version: 2 });

    expect((await journal.find().lean())[0]?.changes.map((change) => change.field)).toEqual(['label', 'schedule']);
    await expect(service.edit(claire, 'OP13', { label: 'Newer' }, 1)).rejects.toMatchObject({ kind: 'stale' });
    await expect(service.edit(claire, 'OP13', { label: 'Newer' }, undefined)).rejects.toMatchObject({ kind: 'version-missing' });
  });

  it('the end of its schedule follows the start, also where only one of them is edited', async () => {
    await keep({ schedule: { start: at, end: null } });

    await expect(service.edit(claire, 'OP13', { schedule: { end: new Date('2026-04-01T00:00:00Z') } }, 1)).rejects.toMatchObject({ kind: 'invalid', details: { errors: [expect.objectContaining({ field: 'schedule.end' })] } });
  });

  it.each(['running', 'finished', 'canceled'] as const)('one that is %s is not edited', async (status) => {
    await keep({ status });

    await expect(service.edit(claire, 'OP13', { label: 'New' }, 1)).rejects.toMatchObject({ code: 'not-a-draft' });
  });

  it('an entity’s operators read its children, and know of no other campaign', async () => {
    await keep({}, { _id: 'OU3_OP25', kind: 'child', entity: 'OU3' }, { _id: 'OU4_OP26', kind: 'child', entity: 'OU4' });

    expect((await service.get(luc, 'OU3_OP25')).entity).toBe('OU3');
    await expect(service.get(luc, 'OU4_OP26')).rejects.toMatchObject({ kind: 'not-found' });
    await expect(service.get(luc, 'OP13')).rejects.toMatchObject({ kind: 'not-found' });
    await expect(service.edit(luc, 'OU3_OP25', { label: 'Mine' }, 1)).rejects.toMatchObject({ kind: 'forbidden' });
    const page = await module.get(CampaignsQueries).list(luc, campaignListParameters.parse({ counts: 'true' }));
    expect(page.items.map((item) => item._id)).toEqual(['OU3_OP25']);
    expect(page.counts?.total).toBe(1);
  });
});

describe('the reference of a collaborative package', () => {
  it('hangs on it with its processes, until it is let go', async () => {
    await keep({});

    await inTransaction((session) => service.attachReference('OP13', 'CAT86', 3, session));
    expect(await load('OP13')).toMatchObject({ package: 'CAT86', cycle: 3 });
    await inTransaction((session) => service.detachReference('OP13', 'CAT86', session));

    expect(await load('OP13')).toMatchObject({ package: null, cycle: 1 });
    expect(deliveries.asked).toEqual(['OP13 hangs on CAT86 in cycle 3', 'OP13 hangs on null in cycle 1']);
    expect(workflows.asked).toEqual(deliveries.asked);
  });

  it('is no other package’s at the same time, which is told whose it is', async () => {
    await keep({ package: 'CAT86' });

    await expect(inTransaction((session) => service.attachReference('OP13', 'CAT90', 1, session))).rejects.toMatchObject({ code: 'reference-taken', details: { package: 'CAT86' } });
  });

  it('is not let go by a package that does not have it', async () => {
    await keep({ package: 'CAT86', cycle: 2 });

    await inTransaction((session) => service.detachReference('OP13', 'CAT90', session));

    expect(await load('OP13')).toMatchObject({ package: 'CAT86', cycle: 2 });
  });
});

describe('an entity’s child', () => {
  it('is made from the reference, templates copied', async () => {
    await keep({ package: 'CAT86', folder: 'Savings', schedule: { start: at, end: null } });

    await inTransaction((session) => service.createChild(child, session));

    expect(await load('OU3_OP25')).toMatchObject({ kind: 'child', status: 'being-edited', package: 'CAT86', order: 'ORD29', entity: 'OU3', reference: 'OP13', ordinal: 7, folder: 'Savings', schedule: { start: at } });
    for (const { copies } of [workflows, deliveries]) expect(copies).toMatchObject([{ which: 'templates', from: { _id: 'OP13' }, to: [{ _id: 'OU3_OP25', entity: 'OU3' }] }]);
    expect((await journal.find().lean())[0]).toMatchObject({ subject: 'OU3_OP25', command: 'create', related: ['ORD29', 'CAT86', 'OP13'] });
  });

  it('is one an order', async () => {
    await keep({});
    await inTransaction((session) => service.createChild(child, session));

    await expect(inTransaction((session) => service.createChild({ ...child, code: 'OU3_OP26' }, session))).rejects.toThrow('duplicate key');
  });
});

describe('running and finishing', () => {
  it('the first start makes it run, later ones leave it, each is counted', async () => {
    await keep({});

    await birth('OP13');
    expect(await birth('OP13')).toMatchObject({ status: 'running', births: 2 });

    expect((await journal.find({ subject: 'OP13' }).lean()).map((row) => row.command)).toEqual(['run']);
  });

  it('one that is finished runs again', async () => {
    await keep({ status: 'finished' });

    expect((await birth('OP13')).status).toBe('running');
  });

  it('nothing starts and nothing is made in one that is canceled', async () => {
    await keep({ status: 'canceled' });

    await expect(birth('OP13')).rejects.toMatchObject({ code: 'campaign-canceled' });
    await expect(inTransaction((session) => service.noteDraft('OP13', session))).rejects.toMatchObject({ code: 'campaign-canceled' });
  });

  it('of a start and a cancel at once, none leaves a process born behind the cancel', async () => {
    await keep(...Array.from({ length: 12 }, (_, index) => ({ _id: `OP${index}` })));

    const outcomes = await Promise.all(
      Array.from({ length: 12 }, async (_, index) => {
        const [started] = await Promise.allSettled([birth(`OP${index}`), inTransaction((session) => endings.cancel(`OP${index}`, canceled, session))]);
        return { started: started.status, campaign: await load(`OP${index}`) };
      }),
    );

    expect(outcomes.every(({ campaign }) => campaign.status === 'canceled' && campaign.canceled?.cancellation === 'CXL4')).toBe(true);
    expect(outcomes.every(({ started, campaign }) => campaign.births === (started === 'fulfilled' ? 1 : 0))).toBe(true);
  });

  it('it finishes with its last process, even where the last two end at once', async () => {
    await keep({ status: 'running' });
    const probes = connection.collection<{ _id: string; campaign: string; kind: string; final: boolean }>('probes');
    await probes.insertMany(['DM1', 'DM2', 'DM3'].map((_id) => ({ _id, campaign: 'OP13', kind: 'delivery', final: false })));
    const end = (code: string): Promise<void> =>
      inTransaction(async (session) => {
        await probes.updateOne({ _id: code }, { $set: { final: true } }, { session });
        await service.finishIfDone('OP13', session);
      });

    await end('DM1');
    expect((await load('OP13')).status).toBe('running');
    await Promise.all([end('DM2'), end('DM3')]);

    expect((await load('OP13')).status).toBe('finished');
  });
});

describe('canceled and begun again', () => {
  it('a range cancels the children in it, once, and says so in each one’s history', async () => {
    await keep(
      ...[3, 4, 5].map((ordinal) => ({ _id: `OU${ordinal}_OP${ordinal}`, kind: 'child' as const, package: 'CAT86', order: `ORD${ordinal}`, ordinal })),
      { _id: 'OU6_OP6', kind: 'child', package: 'CAT86', order: 'ORD6', ordinal: 4, cycle: 2 },
      { _id: 'OU7_OP7', kind: 'child', package: null, orderPackage: 'CAT86', order: 'ORD7', ordinal: 4 },
    );
    const range = { package: 'CAT86', cycle: 1, from: 4, to: 9, ...canceled };
    expect(await endings.countUncanceled('CAT86', 1)).toBe(3);

    expect((await inTransaction((session) => endings.cancelRange(range, session))).sort()).toEqual(['OU4_OP4', 'OU5_OP5']);
    expect(await inTransaction((session) => endings.cancelRange(range, session))).toEqual([]);

    expect(await load('OU4_OP4')).toMatchObject({ status: 'canceled', canceled, history: [{ command: 'cancel', from: 'being-edited', to: 'canceled', at }] });
    expect(await endings.uncanceledCodes('CAT86', 1)).toEqual(['OU3_OP3']);
    expect((await load('OU6_OP6')).status).toBe('being-edited');
    expect((await load('OU7_OP7')).status).toBe('being-edited');
  });

  it('one that is canceled keeps its first mark', async () => {
    await keep({ package: 'CAT86' });

    await inTransaction((session) => endings.cancel('OP13', canceled, session));
    await inTransaction((session) => endings.cancel('OP13', { ...canceled, by: luc.email, cancellation: 'CXL9' }, session));

    expect((await load('OP13')).canceled).toEqual(canceled);
  });

  it.each(['being-edited', 'running', 'finished', 'canceled'] as const)('a reference that is %s begins again in the next cycle with fresh drafts', async (status) => {
    await keep({ package: 'CAT86', status, canceled: status === 'canceled' ? canceled : null });

    await inTransaction((session) => endings.reinitialize('OP13', { cycle: 2, by: claire.email, at }, session));

    expect(await load('OP13')).toMatchObject({ status: 'being-edited', cycle: 2, canceled: null });
    for (const { copies } of [workflows, deliveries]) expect(copies).toMatchObject([{ which: 'drafts-for-next-cycle', from: { cycle: 1 }, to: [{ cycle: 2 }] }]);
  });
});

describe('steering all its processes', () => {
  const steer = (command: ProcessCommand, actor = claire) => module.get(CampaignSteering).steer(actor, 'OP13', command);

  it('a stop reaches workflows before deliveries, whichever room came first', async () => {
    await keep({ status: 'running' });
    deliveries.takes = { stop: ['DM6'] };
    workflows.takes = { stop: ['WKF12'] };

    expect((await steer('stop')).done).toEqual(['WKF12', 'DM6']);
    expect(log).toEqual(['stop WKF12', 'stop DM6']);
  });

  it('one that refuses does not hold the others back, and is named', async () => {
    await keep({});
    deliveries.takes = { start: ['DM6', 'DM7'] };
    deliveries.refuses.add('DM6');

    const { done, refused } = await steer('start');

    expect(done).toEqual(['DM7']);
    expect(refused).toMatchObject([{ code: 'DM6', error: { code: 'no-target' } }]);
  });

  it('where none took it the reason is told; where there is none to take it, what is possible', async () => {
    await keep({});
    deliveries.takes = { start: ['DM6'] };
    deliveries.refuses.add('DM6');

    await expect(steer('start')).rejects.toMatchObject({ code: 'no-target' });
    await expect(steer('pause')).rejects.toMatchObject({ code: 'nothing-to-do', details: { allowed: ['start'] } });
    expect((await journal.find().lean()).map((row) => row.refused)).toEqual(['no-target', 'nothing-to-do']);
  });

  it('nothing starts in a canceled one', async () => {
    await keep({ status: 'canceled' });
    deliveries.takes = { start: ['DM6'] };

    await expect(steer('start')).rejects.toMatchObject({ code: 'campaign-canceled' });
    expect(log).toEqual([]);
  });

  it('a local operator may not, though the child is theirs', async () => {
    await keep({ kind: 'child', entity: 'OU3' });
    deliveries.takes = { start: ['DM6'] };

    await expect(steer('start', luc)).rejects.toMatchObject({ kind: 'forbidden' });
    expect(log).toEqual([]);
  });
});
