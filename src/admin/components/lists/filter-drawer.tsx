import { useState } from 'react';
import { Dialog } from '../parts/dialog.js';
import { ReferenceField } from '../parts/reference-field.js';
import { useReader } from '../reader/reader.js';
import { DayRange, NumberRange } from './filter-ranges.js';
import { grouped, type Chosen, type Filter } from './list-filters.js';

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
        {grouped(filters).map((group) => (
          <FilterGroup key={group[0]?.key} group={group} draft={draft} set={set} />
        ))}
      </form>
    </Dialog>
  );
}

function FilterGroup({ group, draft, set }: { group: Filter[]; draft: Chosen; set: (key: string, values: string[]) => void }) {
  const { t } = useReader();
  const [filter] = group;
  if (!filter) return null;
  const id = `filter-${filter.key}`;
  const values = draft[filter.key] ?? [];
  const words: Record<string, string> = t.status;
  const toggle = (value: string, ticked: boolean): void => set(filter.key, ticked ? [...values, value] : values.filter((each) => each !== value));
  switch (filter.kind) {
    case 'statuses':
    case 'several':
      return (
        <fieldset>
          <legend>{filter.kind === 'statuses' ? t.list.statuses : filter.label}</legend>
          {filter.values.map((value) => (
            <label key={value} className="tick">
              <input type="checkbox" checked={values.includes(value)} onChange={(event) => toggle(value, event.target.checked)} />
              {filter.kind === 'statuses' ? (words[value] ?? value) : filter.word(value)}
            </label>
          ))}
        </fieldset>
      );
    case 'flag':
      return (
        <label className="tick">
          <input type="checkbox" checked={values.length > 0} onChange={(event) => set(filter.key, event.target.checked ? ['true'] : [])} />
          {filter.label}
        </label>
      );
    case 'choice':
      return (
        <div className="field">
          <label htmlFor={id}>{filter.label}</label>
          <select id={id} value={values[0] ?? ''} onChange={(event) => set(filter.key, event.target.value ? [event.target.value] : [])}>
            <option value="">{t.list.any}</option>
            {filter.values.map((value) => (
              <option key={value} value={value}>
                {filter.word(value)}
              </option>
            ))}
          </select>
        </div>
      );
    case 'reference':
      return <ReferenceField id={id} of={filter.of} label={filter.label} many={filter.many === true} values={values} onChange={(next) => set(filter.key, next)} />;
    case 'day':
      return <DayRange filters={group} draft={draft} set={set} />;
    case 'number':
      return <NumberRange filters={group} draft={draft} set={set} />;
    case 'text':
      return (
        <div className="field">
          <label htmlFor={id}>{filter.label}</label>
          <input id={id} type="text" value={values[0] ?? ''} onChange={(event) => set(filter.key, event.target.value ? [event.target.value] : [])} />
        </div>
      );
  }
}
