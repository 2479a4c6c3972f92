import type { JournalEntry } from '../answers/things.js';
import type { Texts } from '../reader/texts.en.js';

/** `CAT86:orders 0-999` is a range of its package's orders, `CAT86:notification …` a mail of it. */
const RANGE = /^[^:]+:([a-z]+) /;

/** Entries that a cascade wrote range by range, told once. */
export interface Told {
  entry: JournalEntry;
  times: number;
}

export const commandOf = ({ command }: JournalEntry): string => command.split('.').at(-1) ?? command;

export const rangeOf = ({ subject }: JournalEntry): string | null => RANGE.exec(subject)?.[1] ?? null;

/** The code of the thing that an entry is about. */
export const codeOf = ({ subject }: JournalEntry): string => subject.split(':')[0] ?? subject;

/** What was done or tried, without the name in front and the full stop behind. */
export function deedOf(entry: JournalEntry, t: Texts): string {
  const { telling } = t;
  const command = commandOf(entry);
  if (entry.refused) return `${telling.tried(command, entry.subjectKind)}${telling.because(telling.refusals[entry.refused] ?? entry.refused)}`;
  const range = rangeOf(entry);
  const name = `${range && range !== 'notification' ? range : entry.subjectKind}.${command}`;
  const moved = entry.from === entry.to ? '' : ` to ${entry.to ?? ''}`;
  const tellers = [...(entry.by === 'system' ? [`system ${name}${moved}`, `system ${name}`] : []), `${name}${moved}`, name];
  const whole = tellers.map((teller) => telling.whole(teller)).find((sentence) => sentence !== undefined);
  return whole ?? telling.did(command, entry.subjectKind);
}

/** Neighbours that are parts of one deed become one. */
export function together(entries: readonly JournalEntry[]): Told[] {
  const told: Told[] = [];
  for (const entry of entries) {
    const last = told.at(-1);
    if (last && rangeOf(entry) !== null && sameDeed(last.entry, entry)) last.times += 1;
    else told.push({ entry, times: 1 });
  }
  return told;
}

const sameDeed = (a: JournalEntry, b: JournalEntry): boolean =>
  rangeOf(a) === rangeOf(b) && codeOf(a) === codeOf(b) && a.by === b.by && a.command === b.command && a.refused === b.refused && (a.correlation ?? null) === (b.correlation ?? null);
