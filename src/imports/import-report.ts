import type { Locale, Text } from '../language/text.js';

/** What an import did; of a preview, what it would do. */
export interface ImportResult {
  created: number;
  updated: number;
  /** The first rejected lines: of a CSV the line of the file, of JSON the place in the list from 1. */
  rejected: { line: number; why: string }[];
  /** All of the rejected ones, listed or not. */
  rejectedTotal: number;
  /** Line by line, where asked for: the first 10,000. */
  lines?: ImportLine[];
  /** True: nothing was written. */
  preview?: true;
}

export interface ImportLine {
  line: number;
  /** What the line is about: an address, a code, a label; empty where it could not be read. */
  of: string;
  result: 'created' | 'updated' | 'rejected';
  /** Of a rejected one. */
  why: string | null;
}

/** Further rejected lines are counted, not listed: a file of nothing but errors must not fill the memory. */
const MAX_REJECTED = 1_000;
const MAX_LINES = 10_000;

export interface ImportOptions {
  /** Of the reader: the reasons are sentences. */
  locale: Locale;
  preview: boolean;
  lines: boolean;
}

/** Collects what becomes of each line. */
export class ImportReport {
  readonly result: ImportResult = { created: 0, updated: 0, rejected: [], rejectedTotal: 0 };

  constructor(private readonly options: ImportOptions) {
    if (options.lines) this.result.lines = [];
    if (options.preview) this.result.preview = true;
  }

  reject(line: number, of: string, reason: Text): void {
    const why = reason[this.options.locale];
    this.result.rejectedTotal++;
    if (this.result.rejected.length < MAX_REJECTED) this.result.rejected.push({ line, why });
    this.note({ line, of, result: 'rejected', why });
  }

  accept(line: number, of: string, result: 'created' | 'updated'): void {
    this.result[result]++;
    this.note({ line, of, result, why: null });
  }

  /** Lines that were settled in another order than the file's are put back in it. */
  whole(): ImportResult {
    this.result.lines?.sort((a, b) => a.line - b.line);
    return this.result;
  }

  private note(line: ImportLine): void {
    if (this.result.lines !== undefined && this.result.lines.length < MAX_LINES) this.result.lines.push(line);
  }
}
