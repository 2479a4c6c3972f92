/** How many words of one label are kept: more is no label. */
const MOST_WORDS = 24;

/**
 * The words of a label as people type them to find it: without accents and case, each once. Stored beside the
 * label and indexed, so that the start of any of them is a range of an index at any size.
 */
export function wordsOf(label: string): string[] {
  return [...new Set(plain(label).split(/[^\p{L}\p{N}]+/u).filter((word) => word !== ''))].slice(0, MOST_WORDS);
}

/** Each typed word must begin one of the label's; the longest first, for it leaves the fewest. Null: nothing was typed. */
export function beginningWith(typed: string): Record<string, unknown> | null {
  const words = wordsOf(typed).sort((a, b) => b.length - a.length);
  if (words.length === 0) return null;
  // A range of two bounds may be met by two words; an anchored pattern by one alone, and is a range of the index too.
  return { $and: words.map((word) => ({ words: { $regex: `^${word}` } })) };
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/œ/g, 'oe').replace(/æ/g, 'ae').replace(/ß/g, 'ss');
}
