import { getModelToken, MongooseModule } from '@nestjs/mongoose';
import type { TestingModule } from '@nestjs/testing';
import { type Model, Schema } from 'mongoose';

import type { JournalEntry } from '../../src/journal/journal.schema.js';
import { CommandRunner } from '../../src/lifecycle/command-runner.js';
import { defineLifecycle } from '../../src/lifecycle/define-lifecycle.js';
import { type HistoryEntry, LifecycleApplier, type Living } from '../../src/lifecycle/lifecycle-applier.js';
import { SYSTEM } from '../../src/operators/actor.js';
import type { OutboxRow } from '../../src/outbox/outbox.schema.js';
import { startFoundation } from '../support/foundation.js';

type Status = 'shut' | 'ajar' | 'gone';
interface Door extends Living<Status> {
  ordinal: number;
  note: string | null;
  history: HistoryEntry[];
}

const doorSchema = new Schema<Door>(
  { _id: String, status: String, statusSince: Date, version: Number, cycle: Number, modifiedAt: Date, modifiedBy: String, ordinal: Number, note: { type: String, default: null }, history: { type: [Schema.Types.Mixed], default: [] } } as never,
  { versionKey: false },
);

const lifecycle = defineLifecycle<Status, 'open' | 'remove', Door, { locked: boolean }>({
  kind: 'door',
  statuses: ['shut', 'ajar', 'gone'],
  initial: 'shut',
  commands: {
    open: { from: ['shut'], to: 'ajar', event: 'opened', guards: [(_door, { locked }) => (locked ? { code: 'door-locked', text: { en: 'The door is locked.', fr: 'La porte est verrouillée.' } } : undefined)] },
    remove: { from: ['shut', 'ajar'], to: 'gone', event: 'removed' },
  },
  words: {
    statuses: { shut: { en: 'Shut', fr: 'Fermée' }, ajar: { en: 'Ajar', fr: 'Entrouverte' }, gone: { en: 'Gone', fr: 'Retirée' } },
    commands: { open: { en: 'open', fr: 'ouvrir' }, remove: { en: 'remove', fr: 'retirer' } },
  },
});

const AT = new Date('2026-11-24T10:42:07.380Z');

let module: TestingModule;
let doors: Model<Door>;
let journal: Model<JournalEntry>;
let outbox: Model<OutboxRow>;
let runner: CommandRunner;
let applier: LifecycleApplier;

beforeAll(async () => {
  module = await startFoundation('lifecycle', { imports: [MongooseModule.forFeature([{ name: 'Door', schema: doorSchema }])] });
  doors = module.get(getModelToken('Door'));
  journal = module.get(getModelToken('JournalEntry'), { strict: false });
  outbox = module.get(getModelToken('OutboxRow'), { strict: false });
  runner = module.get(CommandRunner);
  applier = module.get(LifecycleApplier);
});
beforeEach(() => Promise.all([doors.deleteMany({}), journal.deleteMany({}), outbox.deleteMany({})]));
afterAll(() => module.close());

async function aDoor(_id: string, ordinal = 0, status: Status = 'shut'): Promise<Door> {
  await doors.create({ _id, status, statusSince: new Date(0), version: 1, cycle: 1, modifiedAt: new Date(0), modifiedBy: 'nobody', ordinal });
  return (await doors.findById(_id).lean()) as Door;
}

function give(command: 'open' | 'remove', door: Door, locked = false, comment: string | null = null): Promise<Door> {
  return runner.run({ actor: SYSTEM, subject: door._id, subjectKind: 'door', command }, (session) =>
    applier.applyOne({ lifecycle, model: doors, command, thing: door, context: { locked }, by: 'claire@relais.example', at: AT, comment, session }),
  );
}

describe('one thing', () => {
  test('changes with its date, version, journal row and outbox row', async () => {
    const door = await aDoor('D1');

    const opened = await give('open', door, false, 'let air in');

    expect(opened).toMatchObject({ status: 'ajar', statusSince: AT, version: 2, modifiedBy: 'claire@relais.example' });
    expect(await journal.find().lean()).toMatchObject([{ subject: 'D1', command: 'open', from: 'shut', to: 'ajar', by: 'claire@relais.example', comment: 'let air in', refused: null }]);
    expect(await outbox.find().lean()).toMatchObject([{ type: 'relais.door.opened', subject: 'D1' }]);
  });

  test('in a status that the command does not know is refused, with what is allowed, and journaled', async () => {
    const door = await aDoor('D2', 0, 'ajar');

    await expect(give('open', door)).rejects.toMatchObject({ code: 'invalid-transition', details: { from: 'ajar', allowed: ['remove'] } });

    expect(await journal.find().lean()).toMatchObject([{ subject: 'D2', command: 'open', from: 'ajar', to: null, refused: 'invalid-transition' }]);
    expect(await outbox.countDocuments()).toBe(0);
  });

  test('stopped by a guard is refused with the guard’s reason', async () => {
    const door = await aDoor('D3');

    await expect(give('open', door, true)).rejects.toMatchObject({ code: 'door-locked', details: { allowed: ['remove'] } });

    expect((await doors.findById('D3').lean())?.status).toBe('shut');
  });

  test('that somebody else changed since it was read is refused, and their change stays', async () => {
    const door = await aDoor('D4');
    await give('remove', door);

    await expect(give('open', door)).rejects.toMatchObject({ code: 'invalid-transition', details: { from: 'gone', allowed: [] } });

    expect((await doors.findById('D4').lean())?.status).toBe('gone');
  });

  test('of two commands at once on the same thing one is done, the other refused', async () => {
    const door = await aDoor('D5');

    const answers = await Promise.allSettled([give('open', door), give('open', door), give('open', door)]);

    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
    expect(await journal.countDocuments({ refused: null })).toBe(1);
  });
});

describe('a range', () => {
  const remove = (from: number, to: number, comment: string | null = null): Promise<string[]> =>
    runner.run({ actor: SYSTEM, subject: 'CAT1', subjectKind: 'package', command: 'cancel' }, (session) =>
      applier.applyRange({ lifecycle, model: doors, command: 'remove', subject: 'CAT1', cycle: 1, scope: { cycle: 1, ordinal: { $gte: from, $lte: to } }, ordinals: { from, to }, by: 'system', at: AT, comment, correlation: 'CXL1', session }),
    );

  test('changes what the command may change, once, with one journal row and one outbox row', async () => {
    await aDoor('R0', 0);
    await aDoor('R1', 1, 'ajar');
    await aDoor('R2', 2, 'gone');
    await aDoor('R3', 3);

    expect(await remove(0, 2)).toEqual(['R0', 'R1']);
    expect(await remove(0, 2)).toEqual([]);

    expect(await doors.find({ status: 'gone' }).distinct('_id')).toEqual(['R0', 'R1', 'R2']);
    expect(await journal.find().lean()).toMatchObject([{ subject: 'CAT1:doors 0-2', command: 'remove', to: 'gone', correlation: 'CXL1' }]);
    expect(await outbox.find().lean()).toMatchObject([{ type: 'relais.door.removed', subject: 'CAT1', data: { codes: ['R0', 'R1'] } }]);
  });

  test('leaves in each thing’s history where it came from', async () => {
    await aDoor('H1', 0, 'ajar');

    await remove(0, 0);

    expect((await doors.findById('H1').lean())?.history).toEqual([{ command: 'remove', from: 'ajar', to: 'gone', at: AT, by: 'system', comment: null, correlation: 'CXL1' }]);
  });

  test('keeps a comment that looks like a field or an operator as the words they are', async () => {
    await aDoor('L1', 0);

    await remove(0, 0, '$status');

    expect((await doors.findById('L1').lean())?.history[0]?.comment).toBe('$status');
  });
});
