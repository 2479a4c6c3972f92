import { pipeline, Readable } from 'node:stream';

import { stringify } from 'csv-stringify';

import type { Reached } from '../deliveries/message-ledger.js';

const COLUMNS = ['address', 'entity', 'state', 'delivery', 'recipient', 'at'] as const satisfies readonly (keyof Reached)[];

/** CSV with a header, read from the ledger as fast as the caller takes it. */
export function asCsv(rows: AsyncIterable<Reached>): Readable {
  // A spreadsheet would run an address that begins with `=` as a formula (OWASP, CSV injection).
  const csv = stringify({ header: true, columns: [...COLUMNS], escape_formulas: true, cast: { date: (date) => date.toISOString() } });
  // An error of the ledger ends the answer half way, which the caller sees as a broken download.
  return pipeline(Readable.from(rows), csv, () => undefined);
}

/** A JSON array of the same rows, one a line. */
export function asJson(rows: AsyncIterable<Reached>): Readable {
  return Readable.from(lines(rows));
}

async function* lines(rows: AsyncIterable<Reached>): AsyncGenerator<string> {
  let separator = '[\n';
  for await (const row of rows) {
    yield separator + JSON.stringify(Object.fromEntries(COLUMNS.map((column) => [column, row[column]])));
    separator = ',\n';
  }
  yield separator.startsWith('[') ? '[]\n' : '\n]\n';
}
