import type { Readable } from 'node:stream';

import type { Reached } from '../deliveries/message-ledger.js';
import { asCsv, asJson } from './reached.format.js';

const AT = new Date('2026-06-10T09:00:00Z');

async function* rows(...addresses: string[]): AsyncGenerator<Reached> {
  for (const address of addresses) yield { delivery: 'DM6', recipient: 'r1', address, entity: 'OU3', state: address.startsWith('?') ? 'uncertain' : 'sent', seq: 0, at: AT };
}

async function read(stream: Readable): Promise<string> {
  let text = '';
  for await (const piece of stream) text += String(piece);
  return text;
}

test('a row names the address, its entity, and whether the message was sent or is uncertain', async () => {
  expect(await read(asCsv(rows('ana@example.com', '?odd@example.com')))).toBe(
    'address,entity,state,delivery,recipient,at\nana@example.com,OU3,sent,DM6,r1,2026-06-10T09:00:00.000Z\n?odd@example.com,OU3,uncertain,DM6,r1,2026-06-10T09:00:00.000Z\n',
  );
});

test.each(['=cmd@example.com', '+1@example.com', '-x@example.com', '@x', '\t=1@example.com'])('a spreadsheet takes %j for text, not for a formula', async (address) => {
  const [, line = ''] = (await read(asCsv(rows(address)))).split('\n');

  expect(line.replace(/^"/, '').startsWith("'")).toBe(true);
});

test('nobody reached is a header alone, or an empty list', async () => {
  expect(await read(asCsv(rows()))).toBe('address,entity,state,delivery,recipient,at\n');
  expect(JSON.parse(await read(asJson(rows())))).toEqual([]);
});

test('the JSON form holds the same rows', async () => {
  expect(JSON.parse(await read(asJson(rows('ana@example.com', 'bo@example.com'))))).toEqual([
    { address: 'ana@example.com', entity: 'OU3', state: 'sent', delivery: 'DM6', recipient: 'r1', at: '2026-06-10T09:00:00.000Z' },
    { address: 'bo@example.com', entity: 'OU3', state: 'sent', delivery: 'DM6', recipient: 'r1', at: '2026-06-10T09:00:00.000Z' },
  ]);
});

test('a ledger that fails half way breaks the download instead of ending it', async () => {
  async function* broken(): AsyncGenerator<Reached> {
    yield* rows('ana@example.com');
    throw new Error('the ledger is away');
  }

  await expect(read(asCsv(broken()))).rejects.toThrow('the ledger is away');
});
