import { MultiBar, type SingleBar } from 'cli-progress';

import { EnvironmentError } from '../config/environment.js';
import { type FieldError, DomainError } from '../errors/domain-error.js';
import { type Locale, said, type Text } from '../language/text.js';
import { CLI_WORDS } from './cli.words.js';

/** Answers go to stdout, everything else to stderr; bars only where somebody watches. */
export class Terminal {
  private bars: MultiBar | undefined;
  private readonly byName = new Map<string, { bar: SingleBar | null; done: number; toldAt: number }>();

  constructor(
    readonly locale: Locale,
    readonly json: boolean,
  ) {}

  say(text: Text | string): void {
    process.stderr.write(`${typeof text === 'string' ? text : text[this.locale]}\n`);
  }

  /** The answer: an object as JSON, or the lines that a person reads. */
  answer(value: unknown, lines: () => readonly string[]): void {
    this.endProgress();
    process.stdout.write(this.json ? `${JSON.stringify(value)}\n` : `${lines().join('\n')}\n`);
  }

  progress(name: string, label: Text, done: number, total: number): void {
    const known = this.byName.get(name) ?? { bar: this.newBar(label, total), done: 0, toldAt: -1 };
    this.byName.set(name, known);
    known.done = done;
    if (known.bar !== null) {
      known.bar.setTotal(total);
      known.bar.update(done, { label: label[this.locale] });
      return;
    }
    // Without a terminal a line at the start and one at the end: logs are read, not watched.
    const isEnd = done >= total;
    if ((known.toldAt !== -1 && !isEnd) || known.toldAt === total) return;
    known.toldAt = isEnd ? total : 0;
    this.say(`${label[this.locale].trimEnd()}${this.locale === 'fr' ? '\u00a0:' : ':'} ${done} / ${total}`);
  }

  endProgress(): void {
    this.bars?.stop();
    this.bars = undefined;
    this.byName.clear();
  }

  /** One clear line, and one for each bad field; never a stack trace. */
  refuse(error: unknown): void {
    this.endProgress();
    const refusal = error instanceof DomainError ? { code: error.code, message: said(error.text, this.locale), errors: fieldsOf(error.details.errors ?? [], this.locale) } : { code: 'unexpected', message: messageOf(error, this.locale), errors: [] };
    if (this.json) process.stderr.write(`${JSON.stringify({ error: refusal })}\n`);
    else process.stderr.write(`relais: ${refusal.message}\n${refusal.errors.map(({ field, message }) => `  ${field}: ${message}\n`).join('')}`);
  }

  private newBar(label: Text, total: number): SingleBar | null {
    if (!process.stderr.isTTY) return null;
    this.bars ??= new MultiBar({ format: '{label} {bar} {value} / {total}', stream: process.stderr, hideCursor: true, clearOnComplete: false, barsize: 30, barCompleteChar: '█', barIncompleteChar: '░' });
    return this.bars.create(total, 0, { label: label[this.locale] });
  }
}

function fieldsOf(errors: readonly FieldError[], locale: Locale): { field: string; message: string }[] {
  return errors.map(({ field, message }) => ({ field, message: said(message, locale) }));
}

/** The first line of what went wrong, and the way out; drivers put whole topologies behind it. A wrong environment names each variable. */
function messageOf(error: unknown, locale: Locale): string {
  if (error instanceof EnvironmentError) return error.message;
  const message = (error instanceof Error ? error.message : String(error)).split('\n')[0]?.slice(0, 500) ?? '';
  return `${CLI_WORDS.cannotRun[locale]}${locale === 'fr' ? '\u00a0:' : ':'} ${message}. ${CLI_WORDS.askDoctor[locale]}`;
}

/** Columns as wide as their widest cell. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) => row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0))).join('  ').trimEnd());
}
