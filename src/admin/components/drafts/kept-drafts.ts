/** What somebody typed and did not save. */
export interface Kept<Draft> {
  draft: Draft;
  /** As the form was when they began, and of which version of the thing; null: of a new one. */
  base: Draft;
  version: number | null;
  /** ISO 8601. */
  at: string;
}

const PREFIX = 'relais.draft ';
const LONGEST_MS = 7 * 86_400_000;

/** Drafts in the browser's own store, each person's by themselves: a reload, a crash or a closed window loses nothing. */
export class KeptDrafts {
  constructor(
    private readonly store: Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>,
    private readonly who: string,
  ) {}

  keep<Draft>(name: string, kept: Kept<Draft>): void {
    try {
      this.store.setItem(this.keyOf(name), JSON.stringify(kept));
    } catch {
      // A full or a forbidden store: the page itself still holds what was typed.
    }
  }

  /** @param shape a draft of this form: one that another release kept, with other fields, is not offered */
  find<Draft extends object>(name: string, shape: Draft, now: Date): Kept<Draft> | null {
    try {
      const kept = JSON.parse(this.store.getItem(this.keyOf(name)) ?? 'null') as Kept<Draft> | null;
      if (kept === null) return null;
      const isYoung = now.getTime() - Date.parse(kept.at) < LONGEST_MS;
      return isYoung && sameFields(kept.draft, shape) && sameFields(kept.base, shape) ? kept : null;
    } catch {
      return null;
    }
  }

  forget(name: string): void {
    try {
      this.store.removeItem(this.keyOf(name));
    } catch {
      // Nothing was kept either.
    }
  }

  /** When somebody signs out: the next one at this desk reads nothing of theirs. */
  forgetAll(): void {
    try {
      const keys = Array.from({ length: this.store.length }, (_, index) => this.store.key(index) ?? '');
      for (const key of keys) if (key.startsWith(PREFIX)) this.store.removeItem(key);
    } catch {
      // Nothing was kept either.
    }
  }

  private keyOf(name: string): string {
    return `${PREFIX}${this.who} ${name}`;
  }
}

function sameFields(one: object, other: object): boolean {
  return Object.keys(one).sort().join() === Object.keys(other).sort().join();
}
