import { getModelToken } from '@nestjs/mongoose';
import type { TestingModule } from '@nestjs/testing';
import type { Model } from 'mongoose';

import { EntitiesModule } from '../../src/entities/entities.module.js';
import { EntityImport } from '../../src/entities/entity-import.js';
import type { Entity } from '../../src/entities/entity.schema.js';
import type { ImportOptions, ImportResult } from '../../src/imports/import-report.js';
import type { JournalEntry } from '../../src/journal/journal.schema.js';
import type { Actor } from '../../src/operators/actor.js';
import type { Operator } from '../../src/operators/operator.schema.js';
import { OperatorsModule } from '../../src/operators/operators.module.js';
import { startFoundation } from '../support/foundation.js';

const root: Actor = { email: 'root@meridian.example', name: 'Root', role: 'admin', entity: null, locale: 'en' };
const at = new Date('2026-03-01T08:00:00Z');

let module: TestingModule;
let service: EntityImport;
let entities: Model<Entity>;
let journal: Model<JournalEntry>;

beforeAll(async () => {
  module = await startFoundation('entity-import', { imports: [OperatorsModule, EntitiesModule] });
  service = module.get(EntityImport);
  entities = module.get(getModelToken('Entity'), { strict: false });
  journal = module.get(getModelToken('JournalEntry'), { strict: false });
  const operators: Model<Operator> = module.get(getModelToken('Operator'), { strict: false });
  await operators.collection.insertMany([
    { _id: 'claire@meridian.example', role: 'central', entity: null },
    { _id: 'luc@metz.example', role: 'local', entity: 'OU900' },
  ] as never);
});
afterAll(() => module.close());
beforeEach(async () => {
  await entities.deleteMany({});
  await journal.deleteMany({});
  await entities.insertMany([{ _id: 'OU900', label: 'Metz', locale: 'fr', timeZone: 'Europe/Paris', contact: 'Luc', notificationGroup: ['metz@relais.example'], version: 3, createdAt: at, modifiedAt: at }]);
});

async function* once(body: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(body);
}
const send = (body: string, given: Partial<ImportOptions> = {}, format: 'csv' | 'json' = 'csv'): Promise<ImportResult> =>
  service.import(root, { format, charset: null, bytes: once(body) }, { locale: 'en', preview: false, lines: true, ...given });
const byLabel = (label: string): Promise<Entity | null> => entities.findOne({ label }).lean() as Promise<Entity | null>;

const FILE = `\uFEFFcode;label;locale;timeZone;contact;notificationGroup;orderReviewers
;Lyon;fr;Europe/Paris;;"lyon@relais.example, head@relais.example";claire@meridian.example
ou900;Metz centre;;;;;
OU777;Nancy;fr;Europe/Paris;;;
;Lyon;fr;Europe/Paris;;;
;Lille;de;Europe/Lille;;nobody;luc@metz.example
;Nice;fr
`;
const BECOMES = [
  [2, 'Lyon', 'created'],
  [3, 'ou900', 'updated'],
  [4, 'OU777', 'rejected'],
  [5, 'Lyon', 'rejected'],
  [6, 'Lille', 'rejected'],
  [7, '', 'rejected'],
];

describe('importing entities', () => {
  it('makes those without a code, changes those with one, names what is wrong with the others', async () => {
    const result = await send(FILE);

    expect(result).toMatchObject({ created: 1, updated: 1, rejectedTotal: 4 });
    expect(result.lines?.map(({ line, of, result: became }) => [line, of, became])).toEqual(BECOMES);
    expect(result.rejected.map(({ line, why }) => `${line} ${why}`)).toEqual([
      expect.stringMatching(/^4 code: There is no OU777/),
      '5 label: an earlier line makes Lyon already',
      expect.stringMatching(/^6 locale: .+; timeZone: Not a time zone\. .+; notificationGroup\[0\]: .+/),
      expect.stringMatching(/^7 line: not as many cells/),
    ]);
    expect(await byLabel('Lyon')).toMatchObject({ locale: 'fr', notificationGroup: ['lyon@relais.example', 'head@relais.example'], orderReviewers: ['claire@meridian.example'] });
    // An empty cell leaves what an entity must have, and empties the rest.
    expect(await byLabel('Metz centre')).toMatchObject({ _id: 'OU900', locale: 'fr', timeZone: 'Europe/Paris', contact: '', notificationGroup: [], version: 4 });
    expect((await journal.find({}).sort({ _id: 1 }).lean()).map(({ command, subjectKind }) => `${subjectKind} ${command}`)).toEqual(['entity create', 'entity edit', 'entities import']);
  });

  it('a preview says the same and writes nothing', async () => {
    const before = await entities.find({}).lean();
    const preview = await send(FILE, { preview: true });

    expect(preview).toMatchObject({ created: 1, updated: 1, rejectedTotal: 4, preview: true });
    expect(await entities.find({}).lean()).toEqual(before);
    expect(await journal.countDocuments()).toBe(0);
    const { preview: _preview, ...foretold } = preview;
    expect(await send(FILE)).toEqual(foretold);
  });

  it('the same file twice makes nothing twice, and says by which code to change what is there', async () => {
    const file = 'label,locale,timeZone\nLyon,fr,Europe/Paris\n';
    await send(file);
    const again = await send(file);

    expect(again).toMatchObject({ created: 0, updated: 0, rejectedTotal: 1 });
    expect(again.rejected[0]?.why).toMatch(/^label: OU\d+ has this label already/);
    expect(await entities.countDocuments({ label: 'Lyon' })).toBe(1);
  });

  it('a reviewer of another entity is refused by name', async () => {
    const { rejected } = await send('label,locale,timeZone,orderReviewers\nLyon,fr,Europe/Paris,luc@metz.example\n', { locale: 'fr' });

    expect(rejected).toEqual([{ line: 2, why: 'orderReviewers[0] : luc@metz.example est un opérateur local d’une autre entité.' }]);
  });

  it('takes JSON too, and refuses what is none', async () => {
    expect(await send(JSON.stringify({ entities: [{ label: 'Lyon', locale: 'fr', timeZone: 'Europe/Paris', notificationGroup: ['lyon@relais.example'] }, { label: 'Nancy', wrong: 1 }] }), {}, 'json')).toMatchObject({ created: 1, rejectedTotal: 1 });
    await expect(send('{"entities":', {}, 'json')).rejects.toMatchObject({ code: 'bad-json' });
  });

  it('a first line without a label, or with a column that is none, is refused as a whole', async () => {
    await expect(send('code,colour\nOU900,red\n')).rejects.toMatchObject({ code: 'invalid-fields', details: { errors: [{ field: 'label' }, { field: 'colour' }] } });
    expect((await entities.findById('OU900').lean())?.version).toBe(3);
  });
});
