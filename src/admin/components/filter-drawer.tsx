import { useState } from 'react';
import { Dialog } from './dialog.js';
import type { Chosen, Filter } from './list-filters.js';
import { useReader } from './reader.js';

interface Props {
  filters: readonly Filter[];
  chosen: Chosen;
  apply: (chosen: Chosen) => void;
  onClose: () => void;
}

/** "Filter the list": every filter of the list at once, at the right. */
export function FilterDrawer({ filters, chosen, apply, onClose }: Props) {
  const { t } = useReader();
  const [draft, setDraft] = useState<Chosen>(chosen);
  const set = (key: string, values: string[]): void => setDraft(({ [key]: _old, ...rest }) => (values.length > 0 ? { ...rest, [key]: values } : rest));
  const footer = (
    <>
      <button type="button" className="btn quiet" onClick={() => setDraft({})}>
        {t.list.clear}
      </button>
      <button type="submit" form="filters" className="btn main">
        {t.list.apply}
      </button>
    </>
  );
  return (
    <Dialog title={t.list.filter} shape="drawer" footer={footer} onClose={onClose}>
      <form id="filters" className="fields pad" onSubmit={(event) => { event.preventDefault(); apply(draft); }}>
        {filters.map((filter) => (
          <FilterField key={filter.key} filter={filter} values={draft[filter.key] ?? []} set={(values) => set(filter.key, values)} />
        ))}
      </form>
    </Dialog>
  );
}

function FilterField({ filter, values, set }: { filter: Filter; values: string[]; set: (values: string[]) => void }) {
  const { t, dates } = useReader();
  const id = `filter-${filter.key}`;
  const words: Record<string, string> = t.status;
  switch (filter.kind) {
    case 'statuses':
      return (
        <fieldset>
          <legend>{t.list.statuses}</legend>
          {filter.values.map((value) => (
            <label key={value} className="tick">
              <input type="checkbox" checked={values.includes(value)} onChange={(event) => set(event.target.checked ? [...values, value] : values.filter((each) => each !== value))} />
              {words[value] ?? value}
            </label>
          ))}
        </fieldset>
      );
    case 'flag':
      return (
        <label className="tick">
          <input type="checkbox" checked={values.length > 0} onChange={(event) => set(event.target.checked ? ['true'] : [])} />
          {filter.label}
        </label>
      );
    case 'choice':
      return (
        <div className="field">
          <label htmlFor={id}>{filter.label}</label>
          <select id={id} value={values[0] ?? ''} onChange={(event) => set(event.target.value ? [event.target.value] : [])}>
            <option value="">{t.list.any}</option>
            {filter.values.map((value) => (
              <option key={value} value={value}>
                {filter.word(value)}
              </option>
            ))}
          </select>
        </div>
      );
    case 'day': {
      const clock = filter.edge === 'start' ? 'T00:00' : 'T23:59';
      const change = (day: string): void => {
        const instant = dates.fromInput(day && `${day}${clock}`);
        set(instant ? [instant] : []);
      };
      return (
        <div className="field">
          <label htmlFor={id}>{filter.label}</label>
          <input id={id} type="date" value={values[0] ? dates.input(values[0]).slice(0, 10) : ''} onChange={(event) => change(event.target.value)} />
        </div>
      );
    }
    case 'text':
      return (
        <div className="field">
          <label htmlFor={id}>{filter.label}</label>
          <input id={id} type="text" value={values[0] ?? ''} onChange={(event) => set(event.target.value ? [event.target.value] : [])} />
        </div>
      );
  }
}
