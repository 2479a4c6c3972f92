// Marks that turn the direction of what follows: a name could make the rest of a line read backwards.
const TURNING = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** A label, a name or a sentence as a mail may hold it: one line, in its own direction. */
export function cleanLine(text: string): string {
  return text.replace(TURNING, '').replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

/** A comment: its line breaks stay. */
export function cleanLines(text: string): string[] {
  return text.split(/\r\n|[\r\n\u2028\u2029]/).map(cleanLine);
}

const LONGEST_LABEL = 150;

/** `[Order rejected] Winter savings (ORD29)`. A long label is cut: the code after it is what people say on the phone. */
export function subjectOf(prefix: string, label: string, code: string): string {
  const letters = [...cleanLine(label)];
  const shown = letters.length <= LONGEST_LABEL ? letters.join('') : `${letters.slice(0, LONGEST_LABEL - 1).join('').trimEnd()}…`;
  return `${prefix} ${shown} (${code})`;
}
