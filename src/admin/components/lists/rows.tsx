import { useRef, type ReactNode } from 'react';
import { browserNow } from '../reader/browser-clock.js';
import { Icon } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';

export type NameOf = (code: string | null | undefined) => string;

export interface Column<Item> {
  /** Its name in saved views, of no language. */
  name: string;
  head: string;
  /** The head names the zone, so that the cells need not. */
  zoned?: boolean;
  number?: boolean;
  style?: string;
  /** What the API sorts by for it, newest or first first: `-modifiedAt`. */
  sort?: string;
  cell: (item: Item, nameOf: NameOf, when: (instant: string) => string) => ReactNode;
}

/** Which rows are ticked; kept by the list over its pages. */
export interface Ticks {
  ticked: ReadonlySet<string>;
  set: (keys: string[], ticked: boolean) => void;
  /** What a row is called, for who does not see it. */
  nameOf: (key: string) => string;
}

export interface Sorting {
  by: string;
  set: (sort: string) => void;
}

interface Props<Item> {
  list: { title: string; columns: Column<Item>[]; keyOf: (item: Item) => string; empty?: ReactNode; style?: string };
  items: Item[];
  nameOf: NameOf;
  isFiltered: boolean;
  ticks?: Ticks;
  sorting?: Sorting;
}

export function Rows<Item>({ list, items, nameOf, isFiltered, ticks, sorting }: Props<Item>) {
  const { t, dates } = useReader();
  const lastTicked = useRef<number | null>(null);
  const now = browserNow();
  const when = (instant: string): string => dates.short(instant, now);
  const zone = dates.zoneName(now.toISOString());
  if (items.length === 0) return <p className="empty">{isFiltered ? t.list.emptyFiltered : (list.empty ?? t.list.empty)}</p>;
  const keys = items.map(list.keyOf);
  const tick = (index: number, ticked: boolean, shift: boolean): void => {
    const from = shift && lastTicked.current !== null ? lastTicked.current : index;
    ticks?.set(keys.slice(Math.min(from, index), Math.max(from, index) + 1), ticked);
    lastTicked.current = index;
  };
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={t.list.scroll(list.title)}>
      <table className={`rows ${list.style ?? 'list'} ${ticks ? 'tickable' : ''}`}>
        <caption className="vh">{t.list.caption(list.title)}</caption>
        <thead>
          <tr>
            {ticks && (
              <th scope="col" className="tk">
                <TickAll keys={keys} ticks={ticks} />
              </th>
            )}
            {list.columns.map(({ head, zoned, number, sort }) => (
              <Head key={head} words={zoned ? t.list.zoned(head, zone) : head} number={number === true} sort={sort} sorting={sorting} />
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item, row) => (
            <tr key={keys[row]} className={ticks?.ticked.has(keys[row] ?? '') ? 'on' : undefined}>
              {ticks && (
                <td className="tk">
                  <input type="checkbox" aria-label={t.lists.tick(ticks.nameOf(keys[row] ?? ''))} checked={ticks.ticked.has(keys[row] ?? '')} onChange={(event) => tick(row, event.target.checked, (event.nativeEvent as MouseEvent).shiftKey)} />
                </td>
              )}
              {list.columns.map(({ head, number, style, cell }, index) =>
                index === 0 ? (
                  <th key={head} scope="row" className={`n ${style ?? ''}`}>
                    {cell(item, nameOf, when)}
                  </th>
                ) : (
                  <td key={head} className={`${number ? 'num' : ''} ${style ?? ''}`}>
                    <span className="lab">{head} </span>
                    {cell(item, nameOf, when)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Head({ words, number, sort, sorting }: { words: string; number: boolean; sort: string | undefined; sorting: Sorting | undefined }) {
  const { t } = useReader();
  const style = number ? 'num' : undefined;
  if (!sort || !sorting) return <th scope="col" className={style}>{words}</th>;
  const other = sort.startsWith('-') ? sort.slice(1) : `-${sort}`;
  const isOn = sorting.by === sort || sorting.by === other;
  const direction = isOn ? (sorting.by.startsWith('-') ? 'descending' : 'ascending') : undefined;
  return (
    <th scope="col" className={style} aria-sort={direction}>
      <button type="button" className="sort" title={t.lists.sorted(words)} onClick={() => sorting.set(sorting.by === sort ? other : sort)}>
        {words}
        {isOn && <Icon name="down" className={direction === 'ascending' ? 'up' : ''} />}
      </button>
    </th>
  );
}

function TickAll({ keys, ticks }: { keys: string[]; ticks: Ticks }) {
  const { t } = useReader();
  const count = keys.filter((key) => ticks.ticked.has(key)).length;
  return (
    <input
      type="checkbox"
      aria-label={t.lists.tickAll}
      checked={count === keys.length}
      ref={(element) => {
        if (element) element.indeterminate = count > 0 && count < keys.length;
      }}
      onChange={(event) => ticks.set(keys, event.target.checked)}
    />
  );
}
