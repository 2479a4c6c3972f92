/** What two people made of the same thing that both had read. */
export interface Comparison<Draft> {
  /** Both changed it, differently: somebody must choose. */
  conflicts: (keyof Draft)[];
  /** Only the other changed it: it is kept. */
  taken: (keyof Draft)[];
}

export type Choice = 'mine' | 'theirs';

export function compared<Draft extends object>(base: Draft, mine: Draft, theirs: Draft): Comparison<Draft> {
  const fields = Object.keys(base) as (keyof Draft)[];
  const theirChanges = fields.filter((field) => !same(base[field], theirs[field]) && !same(mine[field], theirs[field]));
  return {
    conflicts: theirChanges.filter((field) => !same(base[field], mine[field])),
    taken: theirChanges.filter((field) => same(base[field], mine[field])),
  };
}

/** Theirs, with what I alone changed, and of what both changed what was chosen. */
export function merged<Draft extends object>(base: Draft, mine: Draft, theirs: Draft, choices: Partial<Record<keyof Draft, Choice>>): Draft {
  const { conflicts } = compared(base, mine, theirs);
  const result = { ...theirs };
  for (const field of Object.keys(base) as (keyof Draft)[]) {
    const isMine = !same(base[field], mine[field]);
    if (isMine && (!conflicts.includes(field) || choices[field] === 'mine')) result[field] = mine[field];
  }
  return result;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
