/** An order's code or its start: looked for as it is. */
export const ORDER_CODE = /^ord\d*$/i;

const MOST = 50;

/** Without accents and case: nobody types Masséna on the phone. */
export const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The entities whose code starts with the text, or whose name has a word that does. */
export function matchingEntities(codes: readonly string[], nameOf: (code: string) => string, text: string): string[] {
  const wanted = folded(text.trim());
  const starts = (word: string): boolean => word.startsWith(wanted);
  const matches = (code: string): boolean => {
    const name = folded(nameOf(code));
    return code.toLowerCase().startsWith(wanted) || starts(name) || name.split(/[\s'’-]+/).some(starts);
  };
  return codes.filter(matches).slice(0, MOST);
}
