import { useState } from 'react';
import { Icon } from '../parts/parts.js';
import { Menu } from '../parts/menu.js';
import { useReader } from '../reader/reader.js';
import type { Column } from './rows.js';

interface Columns<Item> {
  all: Column<Item>[];
  shown: Column<Item>[];
  /** Names of those shown; null: all. */
  names: string[] | null;
  /** Shows these alone; null: all. */
  show: (names: string[] | null) => void;
}

/** Which columns this reader wants of this list, kept in their browser; the first, which names the thing, always shows. */
export function useColumns<Item>(list: string, all: Column<Item>[]): Columns<Item> {
  const key = `relais.columns.${list}`;
  const [hidden, setHidden] = useState<string[]>(() => readHidden(key));
  const shown = all.filter(({ name }, index) => index === 0 || !hidden.includes(name));
  return {
    all,
    shown,
    names: shown.length === all.length ? null : shown.map(({ name }) => name),
    show: (names) => {
      const next = names === null ? [] : all.map(({ name }) => name).filter((name) => !names.includes(name));
      localStorage.setItem(key, JSON.stringify(next));
      setHidden(next);
    },
  };
}

function readHidden(key: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter((each): each is string => typeof each === 'string') : [];
  } catch {
    return [];
  }
}

export function ColumnsMenu<Item>({ title, columns }: { title: string; columns: Columns<Item> }) {
  const { t } = useReader();
  const { all, shown, show } = columns;
  const names = shown.map(({ name }) => name);
  if (all.length < 3) return null;
  return (
    <Menu words={t.lists.columns} icon="columns" label={t.lists.columnsOf(title)}>
      {() => (
        <>
          {all.slice(1).map(({ name, head }) => (
            <label key={name} className="tick">
              <input type="checkbox" checked={names.includes(name)} onChange={() => show(names.includes(name) ? names.filter((each) => each !== name) : [...names, name])} />
              {head}
            </label>
          ))}
          {shown.length < all.length && (
            <button type="button" className="btn quiet sm" onClick={() => show(null)}>
              <Icon name="rotate" />
              {t.lists.columnsReset}
            </button>
          )}
        </>
      )}
    </Menu>
  );
}
