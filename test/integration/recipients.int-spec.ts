import { getModelToken } from '@nestjs/mongoose';
import type { TestingModule } from '@nestjs/testing';
import type { Model } from 'mongoose';

import { EntitiesModule } from '../../src/entities/entities.module.js';
import type { Entity } from '../../src/entities/entity.schema.js';
import type { ImportBody } from '../../src/imports/import-body.js';
import type { ImportOptions, ImportResult } from '../../src/imports/import-report.js';
import type { JournalEntry } from '../../src/journal/journal.schema.js';
import type { Locale } from '../../src/language/text.js';
import type { Actor } from '../../src/operators/actor.js';
import { OperatorsModule } from '../../src/operators/operators.module.js';
import { recipientListParameters } from '../../src/recipients/recipient.requests.js';
import type { Recipient } from '../../src/recipients/recipient.schema.js';
import { RecipientsModule } from '../../src/recipients/recipients.module.js';
import { RecipientsQueries, type Target } from '../../src/recipients/recipients.queries.js';
import { RecipientsService } from '../../src/recipients/recipients.service.js';
import { aRecipient } from '../builders/recipient.js';
import { startFoundation } from '../support/foundation.js';

const at = new Date('2026-03-01T08:00:00Z');
const claire: Actor = { email: 'claire@meridian.example', name: 'Claire', role: 'central', entity: null, locale: 'en' };
const luc: Actor = { email: 'luc@lyon.example', name: 'Luc', role: 'local', entity: 'OU1', locale: 'fr' };

let module: TestingModule;
let service: RecipientsService;
let queries: RecipientsQueries;
let recipients: Model<Recipient>;
let journal: Model<JournalEntry>;

beforeAll(async () => {
  module = await startFoundation('recipients', { imports: [OperatorsModule, EntitiesModule, RecipientsModule] });
  service = module.get(RecipientsService);
  queries = module.get(RecipientsQueries);
  recipients = module.get(getModelToken('Recipient'), { strict: false });
  journal = module.get(getModelToken('JournalEntry'), { strict: false });
  const entities: Model<Entity> = module.get(getModelToken('Entity'), { strict: false });
  await entities.insertMany(['OU1', 'OU2', 'OU3'].map((code) => ({ _id: code, label: code, locale: 'en', timeZone: 'Europe/Paris', version: 1, createdAt: at, modifiedAt: at })));
});
afterAll(() => module.close());
beforeEach(async () => {
  await recipients.deleteMany({});
  await journal.deleteMany({});
});

async function* inPieces(body: string | Uint8Array, size = 1_000): AsyncGenerator<Uint8Array> {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}
const json = (body: string): ImportBody => ({ format: 'json', charset: null, bytes: inPieces(body) });
const asked = (locale: Locale, given: Partial<ImportOptions> = {}): ImportOptions => ({ locale, preview: false, lines: false, ...given });
const importJson = (rows: unknown[], locale: Locale = 'en'): Promise<ImportResult> => service.import(claire, json(JSON.stringify({ recipients: rows })), asked(locale));
const importCsv = (body: string | Uint8Array, locale: Locale = 'en', given: Partial<ImportOptions> = {}, charset: string | null = null): Promise<ImportResult> =>
  service.import(claire, { format: 'csv', charset, bytes: inPieces(body, 7) }, asked(locale, given));
const found = (email: string): Promise<Recipient | null> => recipients.findOne({ email }).lean() as Promise<Recipient | null>;

describe('importing', () => {
  it('adds recipients, and the same address to another entity as another recipient', async () => {
    const result = await importJson([
      { email: 'Ann@Example.org', entity: 'OU1', firstName: 'Ann', locale: 'fr', city: 'Lyon', age: 41 },
      { email: 'ann@example.org', entity: 'OU2' },
    ]);

    expect(result).toEqual({ created: 2, updated: 0, rejected: [], rejectedTotal: 0 });
    expect(await recipients.findOne({ entity: 'OU1' }).lean()).toMatchObject({ email: 'ann@example.org', firstName: 'Ann', lastName: '', locale: 'fr', attributes: { city: 'Lyon', age: 41 }, bucket: expect.any(Number) });
    expect(await recipients.findOne({ entity: 'OU2' }).lean()).toMatchObject({ firstName: '', locale: 'en', attributes: {} });
  });

  it('updates what is given, leaves the rest, clears what is null; the last of two lines counts', async () => {
    await importJson([{ email: 'ann@example.org', entity: 'OU1', firstName: 'Ann', city: 'Lyon', age: 41 }]);

    const result = await importJson([
      { email: 'ann@example.org', entity: 'OU1', age: 42, city: null },
      { email: 'ann@example.org', entity: 'OU1', age: 43 },
    ]);

    expect(result).toMatchObject({ created: 0, updated: 2 });
    expect(await found('ann@example.org')).toMatchObject({ firstName: 'Ann', attributes: { age: 43 } });
    expect((await found('ann@example.org'))?.attributes).not.toHaveProperty('city');
  });

  it('importing the same again changes nothing and adds nothing', async () => {
    const rows = Array.from({ length: 2_500 }, (_, n) => ({ email: `p${n}@example.org`, entity: `OU${(n % 3) + 1}`, n }));

    expect(await importJson(rows)).toMatchObject({ created: 2_500, updated: 0 });
    expect(await importJson(rows)).toMatchObject({ created: 0, updated: 2_500 });
    expect(await recipients.countDocuments()).toBe(2_500);
  });

  it('two imports of the same at once add each recipient once', async () => {
    const rows = Array.from({ length: 500 }, (_, n) => ({ email: `p${n}@example.org`, entity: 'OU1' }));

    const results = await Promise.all([importJson(rows), importJson(rows), importJson([...rows].reverse())]);

    expect(await recipients.countDocuments()).toBe(500);
    expect(results.reduce((sum, result) => sum + result.created, 0)).toBe(500);
  });

  it('saves the good lines and names the bad ones, in the reader’s language', async () => {
    const body = 'email;entity;city\nann@example.org;OU1;Lyon\nnobody;OU1;Lyon\nmax@example.org;OU9;Lille\nmax@example.org\nzoe@example.org;OU2;\n';

    expect(await importCsv(body, 'fr')).toEqual({
      created: 2,
      updated: 0,
      rejected: [
        { line: 3, why: 'email : adresse invalide : "nobody"' },
        { line: 4, why: 'entity : OU9 n’existe pas' },
        { line: 5, why: expect.stringMatching(/^pas un destinataire/) },
      ],
      rejectedTotal: 3,
    });
    expect((await found('ann@example.org'))?.attributes).toEqual({ city: 'Lyon' });
    expect((await journal.findOne({ command: 'import' }).lean())?.changes.map(({ field, to }) => [field, to])).toEqual([['created', 2], ['updated', 0], ['rejected', 3]]);
  });

  it('a preview answers what the import will, line by line, and writes nothing', async () => {
    await importJson([{ email: 'ann@example.org', entity: 'OU1' }]);
    await journal.deleteMany({});
    const body = 'email;entity;city\nANN@example.org;OU1;Lyon\nnobody;OU1;Lyon\nmax@example.org;OU2;Lille\nmax@example.org;OU2;Lens\nmax@example.org;OU9;Lens\n';
    const expected = {
      created: 1,
      updated: 2,
      rejectedTotal: 2,
      lines: [
        { line: 2, of: 'ann@example.org', result: 'updated', why: null },
        { line: 3, of: 'nobody', result: 'rejected', why: 'email: not an address: "nobody"' },
        { line: 4, of: 'max@example.org', result: 'created', why: null },
        { line: 5, of: 'max@example.org', result: 'updated', why: null },
        { line: 6, of: 'max@example.org', result: 'rejected', why: 'entity: there is no OU9' },
      ],
    };

    expect(await importCsv(body, 'en', { preview: true, lines: true })).toMatchObject({ ...expected, preview: true });
    expect(await recipients.countDocuments()).toBe(1);
    expect(await journal.countDocuments()).toBe(0);

    expect(await importCsv(body, 'en', { lines: true })).toMatchObject(expected);
    expect(await recipients.countDocuments()).toBe(2);
  });

  it('reads a file of an old spreadsheet program by the encoding that is named, and says how where none is', async () => {
    const body = Buffer.from('email;entity;firstName\r\nrene@example.org;OU1;Ren\u00e9\r\n', 'latin1');

    await expect(importCsv(body)).rejects.toMatchObject({ code: 'bad-encoding', text: { en: expect.stringContaining('charset=windows-1252') } });
    await expect(importCsv(body, 'en', {}, 'utf-7')).rejects.toMatchObject({ code: 'bad-encoding' });
    expect(await importCsv(body, 'en', {}, 'iso-8859-1')).toMatchObject({ created: 1 });
    expect((await found('rene@example.org'))?.firstName).toBe('Ren\u00e9');
  });

  it('a spreadsheet itself is named as one', async () => {
    const workbook = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(200, 7)]);

    await expect(importCsv(workbook)).rejects.toMatchObject({ code: 'bad-csv', text: { fr: expect.stringContaining('classeur') } });
  });

  it('lists the first rejected lines and counts them all', async () => {
    const result = await importJson(Array.from({ length: 1_200 }, () => ({ email: 'x' })));

    expect(result.rejected).toHaveLength(1_000);
    expect(result.rejectedTotal).toBe(1_200);
  });

  it('a body that breaks off is refused; what came before is saved, and said to be', async () => {
    const whole = JSON.stringify({ recipients: Array.from({ length: 1_500 }, (_, n) => ({ email: `p${n}@example.org`, entity: 'OU1' })) });

    await expect(service.import(claire, json(whole.slice(0, -5)), asked('en'))).rejects.toMatchObject({ code: 'bad-json', kind: 'bad-request', details: { read: expect.any(Number) } });
    expect(await recipients.countDocuments()).toBe(1_000);
    expect(await journal.countDocuments({ command: 'import' })).toBe(1);
  });

  it('a file of another encoding is refused by name', async () => {
    await expect(importCsv(Buffer.from('email,entity,city\na@b.example,OU1,Orl\xE9ans\n', 'latin1'))).rejects.toMatchObject({ code: 'bad-encoding' });
    expect(await recipients.countDocuments()).toBe(0);
  });

  it('is not a local operator’s to do', async () => {
    await expect(service.import(luc, json('{"recipients":[]}'), asked('fr'))).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('walking a target', () => {
  beforeEach(async () => {
    await recipients.insertMany(
      Array.from({ length: 30 }, (_, n) =>
        aRecipient({ email: `p${n}@example.org`, entity: `OU${(n % 3) + 1}`, attributes: { age: 20 + n, city: n % 2 === 0 ? 'Lyon' : 'Lille', ...(n % 5 === 0 ? {} : { tier: n % 4 === 0 ? '2' : 2 }) } }),
      ),
    );
  });

  async function walk(target: Target & { after?: string | null }): Promise<{ email: string; entity: string; position: string }[]> {
    const walked = [];
    for await (const { email, entity, position } of queries.targetCursor(target)) walked.push({ email, entity, position });
    return walked;
  }

  it('goes by entity and id, and counts the same', async () => {
    const target = { entities: ['OU3', 'OU1'], query: {} };

    const walked = await walk(target);

    expect(walked.map(({ entity }) => entity)).toEqual([...Array<string>(10).fill('OU1'), ...Array<string>(10).fill('OU3')]);
    expect(await queries.count(target)).toBe(20);
  });

  it.each([
    ['entities', { entities: ['OU1', 'OU2', 'OU3'], query: { city: 'Lyon' } }],
    ['everybody', { entities: null, query: { city: 'Lyon' } }],
  ])('goes on behind any recipient, none twice, none left out (%s)', async (_of, target) => {
    const whole = await walk(target);

    expect(whole).toHaveLength(15);
    for (const [index, { position }] of whole.entries()) expect(await walk({ ...target, after: position })).toEqual(whole.slice(index + 1));
  });

  it('no entity is nobody', async () => {
    expect(await walk({ entities: [], query: {} })).toEqual([]);
    expect(await queries.count({ entities: [], query: {} })).toBe(0);
  });

  it('asks by value, by several, by bounds', async () => {
    expect(await queries.count({ entities: null, query: { age: { gte: 25, lt: 30 } } })).toBe(5);
    expect(await queries.count({ entities: null, query: { age: [20, '21', 99] } })).toBe(2);
    expect(await queries.count({ entities: null, query: { city: 'Lille', entity: 'OU2' } })).toBe(5);
    expect(await queries.count({ entities: null, query: { email: 'P3@example.org' } })).toBe(1);
  });

  it.each([
    ['in parts', { parts: 3 }, [1, 2, 3]],
    ['by an attribute', { by: 'tier' }, [2, '']],
  ] as const)('each recipient is in exactly one part of a split %s', async (_how, split, parts) => {
    const walked = await Promise.all(parts.map((part) => walk({ entities: ['OU1', 'OU2', 'OU3'], query: {}, split, part })));

    expect(walked.flat().map(({ email }) => email).sort()).toEqual(Array.from({ length: 30 }, (_, n) => `p${n}@example.org`).sort());
    expect(walked.every((part) => part.length > 0)).toBe(true);
  });

  it('a query that is none is refused before anything is read', async () => {
    await expect(walk({ entities: ['OU1'], query: { $where: 'sleep(1000)' } as never })).rejects.toMatchObject({ code: 'invalid-fields' });
  });
});

describe('the list', () => {
  beforeEach(async () => {
    await recipients.insertMany(Array.from({ length: 9 }, (_, n) => aRecipient({ email: `p${n}@example.org`, entity: `OU${(n % 3) + 1}` })));
  });

  it('is found by the start of the address and by entity, page by page', async () => {
    const first = await queries.list(claire, recipientListParameters.parse({ limit: '5', counts: 'true' }));
    const second = await queries.list(claire, recipientListParameters.parse({ limit: '5', cursor: first.nextCursor }));

    expect([...first.items, ...second.items].map(({ email }) => email)).toEqual(Array.from({ length: 9 }, (_, n) => `p${n}@example.org`));
    expect(first.counts).toEqual({ total: 9 });
    expect((await queries.list(claire, recipientListParameters.parse({ q: 'P3' }))).items).toHaveLength(1);
    expect((await queries.list(claire, recipientListParameters.parse({ q: '.*' }))).items).toEqual([]);
    expect((await queries.list(claire, recipientListParameters.parse({ entity: ['OU1', 'OU2'] }))).items).toHaveLength(6);
  });

  it('shows a local operator their own entity’s', async () => {
    expect((await queries.list(luc, recipientListParameters.parse({}))).items.map(({ entity }) => entity)).toEqual(['OU1', 'OU1', 'OU1']);
    expect((await queries.list(luc, recipientListParameters.parse({ entity: 'OU2' }))).items).toEqual([]);
  });
});
