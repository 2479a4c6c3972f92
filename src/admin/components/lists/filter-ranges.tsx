import { browserNow } from '../reader/browser-clock.js';
import { useReader } from '../reader/reader.js';
import type { Chosen, Filter } from './list-filters.js';

interface Props {
  filters: Filter[];
  draft: Chosen;
  set: (key: string, values: string[]) => void;
}

const WEEK = 7;
const MONTH = 30;

/** From a day to a day, in the reader's zone; both belong to it. */
export function DayRange({ filters, draft, set }: Props) {
  const { t, dates } = useReader();
  const edges = filters.filter((filter) => filter.kind === 'day');
  const instant = (day: string, edge: 'start' | 'end'): string[] => {
    const at = dates.fromInput(day && `${day}${edge === 'start' ? 'T00:00' : 'T23:59'}`);
    return at ? [at] : [];
  };
  const dayBefore = (days: number): string => {
    const today = dates.input(browserNow().toISOString()).slice(0, 10);
    const [year = 0, month = 1, day = 1] = today.split('-').map(Number);
    return new Date(Date.UTC(year, month - 1, day - days)).toISOString().slice(0, 10);
  };
  const since = (day: string): void => {
    for (const { key, edge } of edges) set(key, edge === 'start' ? instant(day, 'start') : []);
  };
  const firstOfMonth = `${dayBefore(0).slice(0, 8)}01`;
  return (
    <fieldset className="range">
      <legend>{edges[0]?.label}</legend>
      <div className="edges">
        {edges.map(({ key, edge }) => (
          <label key={key}>
            {edge === 'start' ? t.lists.from : t.lists.to}
            <input id={`filter-${key}`} type="date" value={draft[key]?.[0] ? dates.input(draft[key][0]).slice(0, 10) : ''} onChange={(event) => set(key, instant(event.target.value, edge))} />
          </label>
        ))}
      </div>
      {edges.length > 1 && (
        <div className="shortcuts" role="group" aria-label={t.lists.quick}>
          <button type="button" className="link" onClick={() => since(dayBefore(0))}>{t.lists.today}</button>
          <button type="button" className="link" onClick={() => since(dayBefore(WEEK - 1))}>{t.lists.lastDays(WEEK)}</button>
          <button type="button" className="link" onClick={() => since(dayBefore(MONTH - 1))}>{t.lists.lastDays(MONTH)}</button>
          <button type="button" className="link" onClick={() => since(firstOfMonth)}>{t.lists.thisMonth}</button>
        </div>
      )}
    </fieldset>
  );
}

export function NumberRange({ filters, draft, set }: Props) {
  const { t } = useReader();
  const edges = filters.filter((filter) => filter.kind === 'number');
  return (
    <fieldset className="range">
      <legend>{edges[0]?.label}</legend>
      <div className="edges">
        {edges.map(({ key, edge }) => (
          <label key={key}>
            {edge === 'start' ? t.lists.least : t.lists.most}
            <input id={`filter-${key}`} type="number" min={0} step={1} inputMode="numeric" value={draft[key]?.[0] ?? ''} onChange={(event) => set(key, event.target.value === '' ? [] : [event.target.value])} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
