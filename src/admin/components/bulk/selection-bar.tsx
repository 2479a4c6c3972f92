import { useEffect, useState } from 'react';
import { postJson, Problem, type ProblemBody } from '../answers/api.js';
import { ProblemNote } from '../parts/parts.js';
import { numberOf, type Count } from '../reader/figures.js';
import { useReader } from '../reader/reader.js';
import { queryOfSearch } from '../views/saved-view.js';
import { BULK_VERBS, isHarm, type BulkListName, type BulkVerb, type Selection } from './bulk.js';
import { BulkDialog } from './bulk-dialog.js';

interface Props {
  list: BulkListName;
  ticked: string[];
  /** How many the filters match; undefined: not known. */
  matching: Count | undefined;
  /** The list's filters as its address has them. */
  query: string;
  onUntick: () => void;
}

const MOST = 10_000;

/** On top of the table while rows are ticked: to how many each command applies, and the way to all that match. */
export function SelectionBar({ list, ticked, matching, query, onUntick }: Props) {
  const { t } = useReader();
  const [takesAll, setTakesAll] = useState(false);
  const [verb, setVerb] = useState<BulkVerb | null>(null);
  const { selection, problem, again } = useSelection(list, takesAll ? null : ticked, query);
  useEffect(() => setTakesAll(false), [ticked.join()]);
  const count = selection?.count;
  const mayTakeAll = !takesAll && matching !== undefined && numberOf(matching) > ticked.length && numberOf(matching) <= MOST;
  const verbs = BULK_VERBS.filter((each) => (selection?.commands[each]?.allowed ?? 0) > 0);
  return (
    <div className="selection" role="region" aria-label={t.bulk.bar}>
      <span className="strong" role="status">{takesAll ? t.bulk.allTaken(count ?? matching ?? 0) : t.bulk.ticked(ticked.length)}</span>
      {mayTakeAll && <button type="button" className="btn quiet sm" onClick={() => setTakesAll(true)}>{t.bulk.takeAll(matching)}</button>}
      <button type="button" className="btn quiet sm" onClick={onUntick}>{t.bulk.untick}</button>
      <span className="acts">
        {!selection && !problem && <span className="muted">{t.bulk.counting}</span>}
        {selection && verbs.map((each) => (
          <button key={each} type="button" className="btn sm" aria-haspopup="dialog" onClick={() => setVerb(each)}>
            {t.bulk.act(each, selection.commands[each]?.allowed ?? 0, selection.count)}
          </button>
        ))}
      </span>
      <span className="muted end">{t.bulk.note}</span>
      {problem && <ProblemNote problem={problem} retry={again} />}
      {verb && selection && <BulkDialog selection={selection} verb={verb} danger={isHarm(verb)} onClose={() => { setVerb(null); again(); }} />}
    </div>
  );
}

/** Kept at the server: what was counted is what is acted on. */
function useSelection(list: BulkListName, codes: string[] | null, query: string): { selection: Selection | null; problem: ProblemBody | null; again: () => void } {
  const [answer, setAnswer] = useState<{ of: string; selection: Selection | null; problem: ProblemBody | null }>({ of: '', selection: null, problem: null });
  const [turn, setTurn] = useState(0);
  const of = codes === null ? `?${query}` : codes.join();
  useEffect(() => {
    let isOld = false;
    const asked = codes === null ? postJson<Selection>('/selections/matching', { list, query: withoutOrder(query) }, crypto.randomUUID()) : postJson<Selection>('/selections', { list, codes }, crypto.randomUUID());
    asked.then(
      (selection) => isOld || setAnswer({ of, selection, problem: null }),
      (error: unknown) => isOld || setAnswer({ of, selection: null, problem: error instanceof Problem ? error.body : { status: 0 } }),
    );
    return () => {
      isOld = true;
    };
  }, [list, of, turn]);
  const isPresent = answer.of === of;
  return { selection: isPresent ? answer.selection : null, problem: isPresent ? answer.problem : null, again: () => setTurn((before) => before + 1) };
}

function withoutOrder(search: string): Record<string, string | string[]> {
  const { sort: _order, ...query } = queryOfSearch(search);
  return query;
}
