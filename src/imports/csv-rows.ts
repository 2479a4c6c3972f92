import { pipeline, Readable } from 'node:stream';

import { CsvError, parse } from 'csv-parse';

import { type FieldError, invalidFields } from '../errors/domain-error.js';
import type { Text } from '../language/text.js';
import { importIsNotCsv } from './imports.errors.js';

const MAX_RECORD = 65_536;

/** Which columns a kind of file has. */
export interface CsvShape {
  known: readonly string[];
  required: readonly string[];
  /** What is wrong with a column that is not known; undefined: nothing. */
  refuse: (name: string) => Text | undefined;
  /** What a cell that is not empty holds. */
  valueOf: (name: string, cell: string) => unknown;
}

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
export async function* rowsOfCsv(text: AsyncIterable<string>, shape: CsvShape): AsyncGenerator<CsvRow> {
  const { firstLine, whole } = await peekFirstLine(text);
  const parser = parse({ bom: true, delimiter: delimiterOf(firstLine), trim: true, skip_empty_lines: true, relax_column_count: true, relax_quotes: true, max_record_size: MAX_RECORD, info: true });
  // The error of either end reaches the loop below through the parser; there is nothing else to do with it.
  pipeline(Readable.from(whole), parser, () => undefined);
  let header: string[] | undefined;
  let line = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      line = info.lines;
      if (header === undefined) header = readHeader(record, shape);
      else yield { line, row: record.length === header.length ? toRow(header, record, shape) : undefined };
    }
  } catch (error) {
    if (error instanceof CsvError) throw importIsNotCsv(line);
    throw error;
  }
  if (header === undefined) throw invalidFields([{ field: shape.required[0] ?? 'body', message: { en: 'The file is empty.', fr: 'Le fichier est vide.' } }]);
}

function readHeader(cells: readonly string[], shape: CsvShape): string[] {
  const header = cells.map((cell) => shape.known.find((column) => column.toLowerCase() === cell.toLowerCase()) ?? cell);
  const errors: FieldError[] = shape.required
    .filter((column) => !header.includes(column))
    .map((field) => ({ field, message: { en: 'The first line must name this column.', fr: 'La première ligne doit nommer cette colonne.' } }));
  header.forEach((name, index) => {
    const wrong = header.indexOf(name) !== index ? TWICE : shape.known.includes(name) ? undefined : shape.refuse(name);
    if (wrong !== undefined) errors.push({ field: name || `#${index + 1}`, message: wrong });
  });
  if (errors.length > 0) throw invalidFields(errors);
  return header;
}

const TWICE: Text = { en: 'The first line names this column twice.', fr: 'La première ligne nomme cette colonne deux fois.' };

function toRow(header: readonly string[], cells: readonly string[], shape: CsvShape): Record<string, unknown> {
  return Object.fromEntries(
    header.map((name, index) => {
      const cell = cells[index] ?? '';
      return [name, cell === '' ? null : shape.valueOf(name, cell)];
    }),
  );
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
