import { useEffect, useMemo, useRef, useState } from 'react';
import { getJson, Problem, type ProblemBody } from '../answers/api.js';
import { browserNow } from '../reader/browser-clock.js';
import { useReader } from '../reader/reader.js';
import { KeptDrafts, type Kept } from './kept-drafts.js';

const STALE = 412;

/** What has a version, so that nobody's newer change is overwritten. */
export interface Versioned {
  version: number;
  modifiedAt: string;
  modifiedBy?: string | null;
}

interface Options<Thing extends Versioned, Draft extends object> {
  /** Where it is, or will be made: `/packages/CAT86`, `/packages`. What is typed is kept under it. */
  path: string;
  /** As it was read; null: it is to be made. */
  thing: Thing | null;
  blank: Draft;
  draftOf: (thing: Thing) => Draft;
  /** Sends what differs from `over`; null: makes it, `key` being the same where an answer was lost, so that it is made once. */
  send: (draft: Draft, over: Thing | null, key: string) => Promise<void>;
}

/** What was being saved when somebody else had saved first. */
export interface Clash<Thing, Draft> {
  base: Draft;
  mine: Draft;
  theirs: Thing;
}

export interface Form<Thing extends Versioned, Draft extends object> {
  draft: Draft;
  change: (draft: Draft) => void;
  draftOf: (thing: Thing) => Draft;
  problem: ProblemBody | null;
  /** What is wrong, by field of the body. */
  errors: Map<string, string>;
  refuse: (problem: ProblemBody) => void;
  busy: boolean;
  save: () => Promise<void>;
  clash: Clash<Thing, Draft> | null;
  /** Saves what was chosen over what somebody else had saved. */
  settle: (draft: Draft) => Promise<void>;
  /** Typed earlier and never saved, until the reader takes it up or lets it go. */
  kept: Kept<Draft> | null;
  takeUp: () => void;
  letGo: () => void;
}

/** A form that loses nothing: what is typed outlives the page, and meets what others saved meanwhile field by field. */
export function useForm<Thing extends Versioned, Draft extends object>({ path, thing, blank, draftOf, send }: Options<Thing, Draft>): Form<Thing, Draft> {
  const { operator } = useReader();
  const drafts = useMemo(() => new KeptDrafts(window.localStorage, operator.email), [operator.email]);
  // What is changed: as it was read, or as somebody else saved it meanwhile.
  const [base, setBase] = useState(thing);
  const [first] = useState(blank);
  const before = useMemo(() => (base ? draftOf(base) : first), [base]);
  const [draft, setDraft] = useState(before);
  const [kept, setKept] = useState(() => drafts.find(path, before, browserNow()));
  const [clash, setClash] = useState<Clash<Thing, Draft> | null>(null);
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    if (busy) return;
    if (JSON.stringify(draft) !== JSON.stringify(before)) drafts.keep(path, { draft, base: before, version: base?.version ?? null, at: browserNow().toISOString() });
    // What was kept before stays until somebody has decided on it, or typed anew.
    else if (kept === null) drafts.forget(path);
  }, [draft, before, kept, busy]);

  const lost = useRef<{ key: string; draft: string } | null>(null);
  const attempt = async (next: Draft, over: Thing | null): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      const sent = JSON.stringify(next);
      if (lost.current?.draft !== sent) lost.current = { key: crypto.randomUUID(), draft: sent };
      await send(next, over, lost.current.key);
      drafts.forget(path);
    } catch (error) {
      const refused: ProblemBody = error instanceof Problem ? error.body : { status: 0 };
      // A refusal is an answer: the same, sent again, is a new try.
      if (refused.status !== 0) lost.current = null;
      const theirs = refused.status === STALE ? await getJson<Thing>(path).catch(() => null) : null;
      if (theirs) setClash({ base: over ? draftOf(over) : first, mine: next, theirs });
      else setProblem(refused);
      setBusy(false);
    }
  };
  return {
    draft,
    draftOf,
    problem,
    errors: new Map((problem?.errors ?? []).map(({ field, message }) => [field, message])),
    refuse: setProblem,
    busy: busy || clash !== null,
    clash,
    kept,
    change: setDraft,
    save: () => attempt(draft, base),
    settle: async (next) => {
      if (clash === null) return;
      // From here on it is a change of theirs: refused, it is mended in the form and saved over theirs.
      setDraft(next);
      setBase(clash.theirs);
      setClash(null);
      await attempt(next, clash.theirs);
    },
    takeUp: () => {
      if (kept === null) return;
      setKept(null);
      setDraft(kept.draft);
      if (thing && thing.version !== kept.version) setClash({ base: kept.base, mine: kept.draft, theirs: thing });
    },
    letGo: () => {
      drafts.forget(path);
      setKept(null);
    },
  };
}
