import { pipeline, Readable } from 'node:stream';

import { CsvError, parse } from 'csv-parse';

import type { FieldError } from '../errors/domain-error.js';
import { attributeNameIsGood } from './attribute-name.js';
import { readScalar } from './query.compiler.js';
import { headerIsBad, importIsNotCsv } from './recipients.errors.js';

const COLUMNS = ['email', 'entity', 'firstName', 'lastName', 'locale'] as const;
const MAX_RECORD = 65_536;

export interface CsvRow {
  /** Line of the file that the record ends on, the header's being 1. */
  line: number;
  /** Undefined where the record has another number of cells than the header. */
  row: Record<string, unknown> | undefined;
}

/**
 * The records of a CSV while it arrives. The header names the columns; comma, semicolon or tab part
 * them (spreadsheets of French offices write semicolons), whichever the header has most of. An empty
 * cell is null: it clears an attribute.
 * @throws DomainError `invalid-fields` naming what is wrong with the header
 */
export async function* recipientsOfCsv(text: AsyncIterable<string>): AsyncGenerator<CsvRow> {
  const { firstLine, whole } = await peekFirstLine(text);
  const parser = parse({ bom: true, delimiter: delimiterOf(firstLine), trim: true, skip_empty_lines: true, relax_column_count: true, relax_quotes: true, max_record_size: MAX_RECORD, info: true });
  // The error of either end reaches the loop below through the parser; there is nothing else to do with it.
  pipeline(Readable.from(whole), parser, () => undefined);
  let header: string[] | undefined;
  let line = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      line = info.lines;
      if (header === undefined) header = readHeader(record);
      else yield { line, row: record.length === header.length ? toRow(header, record) : undefined };
    }
  } catch (error) {
    if (error instanceof CsvError) throw importIsNotCsv(line);
    throw error;
  }
  if (header === undefined) throw headerIsBad([{ field: 'email', message: { en: 'The file is empty.', fr: 'Le fichier est vide.' } }]);
}

function readHeader(cells: readonly string[]): string[] {
  const header = cells.map((cell) => COLUMNS.find((column) => column.toLowerCase() === cell.toLowerCase()) ?? cell);
  const errors: FieldError[] = [];
  for (const column of ['email', 'entity']) {
    if (!header.includes(column)) errors.push({ field: column, message: { en: 'The first line must name this column.', fr: 'La première ligne doit nommer cette colonne.' } });
  }
  header.forEach((name, index) => {
    if (header.indexOf(name) !== index) errors.push({ field: name, message: { en: 'The first line names this column twice.', fr: 'La première ligne nomme cette colonne deux fois.' } });
    else if (!attributeNameIsGood(name)) errors.push({ field: name || `#${index + 1}`, message: { en: 'No name of a column: letters, digits, _ and -, at most 64, a letter first.', fr: 'Nom de colonne impossible : lettres, chiffres, _ et -, 64 au plus, une lettre d’abord.' } });
  });
  if (errors.length > 0) throw headerIsBad(errors);
  return header;
}

function toRow(header: readonly string[], cells: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(header.map((name, index) => [name, toValue(name, cells[index] ?? '')]));
}

function toValue(name: string, cell: string): unknown {
  if (cell === '') return null;
  return (COLUMNS as readonly string[]).includes(name) ? cell : readScalar(cell);
}

function delimiterOf(line: string): string {
  const count = (delimiter: string): number => line.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}

async function peekFirstLine(text: AsyncIterable<string>): Promise<{ firstLine: string; whole: AsyncGenerator<string> }> {
  const pieces = text[Symbol.asyncIterator]();
  let start = '';
  let ended = false;
  while (!ended && !/\n/.test(start) && start.length < MAX_RECORD) {
    const next = await pieces.next();
    ended = next.done === true;
    if (next.done !== true) start += next.value;
  }
  async function* whole(): AsyncGenerator<string> {
    yield start;
    for (let next = ended ? { done: true as const, value: undefined } : await pieces.next(); next.done !== true; next = await pieces.next()) yield next.value;
  }
  return { firstLine: start.split('\n', 1)[0] ?? '', whole: whole() };
}
