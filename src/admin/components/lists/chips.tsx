import { Icon } from '../parts/parts.js';
import { statusWord, type Kind } from '../parts/status.js';
import { useReader } from '../reader/reader.js';
import { useNames } from '../answers/use-answer.js';
import { chipWords, without, type Chosen, type Filter } from './list-filters.js';

/** What the list is narrowed by, each to be taken away. */
export function Chips({ of, filters, chosen, show }: { of: Kind; filters: readonly Filter[]; chosen: Chosen; show: (chosen: Chosen) => void }) {
  const { t, dates, n } = useReader();
  const nameOf = useNames(filters.flatMap((filter) => (filter.kind === 'reference' && filter.of !== 'folders' ? (chosen[filter.key] ?? []) : [])));
  const name = (code: string): string => (nameOf(code) === code ? code : `${nameOf(code)} (${code})`);
  const said = { day: (instant: string) => dates.day(instant), number: n, name, status: (value: string) => statusWord(t, of, value) };
  const chips = filters.flatMap((filter) => (chosen[filter.key] ?? []).map((value) => ({ filter, value, words: chipWords(filter, value, t, said) })));
  if (chips.length === 0) return null;
  return (
    <>
      {chips.map(({ filter, value, words }) => (
        <span className="chip" key={`${filter.key} ${value}`}>
          {words}
          <button type="button" aria-label={t.list.remove(words)} onClick={() => show(without(chosen, filter.key, value))}>
            <Icon name="x" />
          </button>
        </span>
      ))}
      <button type="button" className="btn quiet sm" onClick={() => show({})}>
        {t.list.clear}
      </button>
    </>
  );
}
